"""A cell is taken for what it shows, or refused."""

from payung.stages.enrolment.checks.cells_hold_values import cells_hold_values
from payung.stages.intake.sums import ErrorCell, Formula, NumberCell

KEYS = ("nip", "nik", "name", "phone")


def codes(*cells):
    return [(key, found.level, found.code) for key, found in cells_hold_values(KEYS, cells)]


def test_a_formula_is_refused_in_every_column():
    found = codes("1", "2", Formula("C7", "Budi"), Formula("D7", "08"))

    assert found == [("name", "reject", "formula"), ("phone", "reject", "formula")]


def test_identity_numbers_as_numbers_are_refused_and_phones_are_not():
    number = NumberCell(82154117828.0, "82154117828")

    assert codes(number, number, "Budi", number) == [
        ("nip", "reject", "nip_as_number"),
        ("nik", "reject", "nik_as_number"),
    ]


def test_a_fault_is_refused_only_where_the_value_is_needed():
    fault = ErrorCell("C7", "#N/A")

    assert codes("1", "2", fault, fault) == [
        ("name", "reject", "cell_fault"),
        ("phone", "warning", "cell_fault"),
    ]
