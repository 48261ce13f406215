"""A NIK that stands twice is named in both rows."""

from payung.stages.enrolment.checks.nik_stands_once_in_file import nik_stands_once_in_file


def test_each_row_names_the_others():
    found = nik_stands_once_in_file(
        [(3, "3324061708800901"), (7, "3324061708800901"), (8, "1" * 16)]
    )

    assert found == {3: [7], 7: [3]}


def test_the_same_slip_copied_twice_is_seen():
    assert nik_stands_once_in_file([(3, "332406170880901"), (4, "332406170880901")]).keys() == {
        3,
        4,
    }


def test_remains_of_a_number_say_nothing():
    rows = [(3, ""), (4, ""), (5, "332406"), (6, "332406"), (7, "332406E15xx"), (8, "332406E15xx")]

    assert nik_stands_once_in_file(rows) == {}
