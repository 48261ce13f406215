import pytest

from payung.stages.intake.problems import FileRefused
from payung.stages.reconciliation.checks.header_names_this_list import check

WANTED = {
    "template": "potongan-1",
    "agency": "7",
    "month": "2026-12",
    "list": "40",
    "digest": "ab12",
    "seq": "1",
}


def test_the_header_of_this_list_gives_its_number():
    assert check({**WANTED, "seq": "3"}, WANTED) == 3


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"template": "balasan-1"}, "reconciliation.other_template"),
        ({"agency": "8"}, "reconciliation.other_office"),
        ({"agency": "8", "month": "2026-11"}, "reconciliation.other_office"),
        ({"month": "2026-11"}, "reconciliation.wrong_month"),
        ({"list": "41"}, "reconciliation.other_list"),
        ({"digest": "cd34"}, "reconciliation.other_list"),
        ({"seq": "0"}, "reconciliation.other_list"),
        ({"seq": "-1"}, "reconciliation.other_list"),
        ({"seq": "99999"}, "reconciliation.other_list"),
        ({"seq": "²"}, "reconciliation.other_list"),
    ],
)
def test_anything_else_is_refused_by_its_name(changed, code):
    with pytest.raises(FileRefused) as refusal:
        check({**WANTED, **changed}, WANTED)

    assert refusal.value.code == code


def test_a_field_that_is_not_there_is_refused():
    with pytest.raises(FileRefused):
        check({"template": "potongan-1", "agency": "7"}, WANTED)


def test_nothing_is_said_about_another_office():
    with pytest.raises(FileRefused) as refusal:
        check({**WANTED, "agency": "8"}, WANTED)

    assert refusal.value.finding.values == {}
