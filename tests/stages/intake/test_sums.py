"""Arithmetic on the values of a received table."""

import datetime

import pytest

from payung.stages.intake.sums import (
    ErrorCell,
    Formula,
    NumberCell,
    address,
    column_letters,
    fingerprint,
    normalised,
    number_text,
    plain,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (82154117828.0, "82154117828"),
        (3324061203850903.0, "3324061203850903"),
        (0.0, "0"),
        (-5.0, "-5"),
        (16.8, "16.8"),
        (1e30, "1e+30"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_a_number_is_written_without_losing_or_inventing_digits(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("index", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (99, "CV"), (701, "ZZ"), (16_383, "XFD")],
)
def test_a_column_has_the_letters_a_spreadsheet_gives_it(index: int, letters: str) -> None:
    assert column_letters(index) == letters
    assert address(7, index) == f"{letters}7"


def test_a_cell_reads_as_a_person_would() -> None:
    assert plain("x") == "x"
    assert plain(NumberCell(1.0, "1")) == "1"
    assert plain(datetime.date(2026, 8, 21)) == "2026-08-21"
    assert plain(Formula("A1", "2")) == "2"
    assert plain(ErrorCell("A1", "#N/A")) == "#N/A"


@pytest.mark.parametrize(
    "cells",
    [("a b", "c"), (" a b", "c"), ("a  b ", " c "), ("a\tb", "c\n"), ("a\u00a0b", "c")],
)
def test_spacing_does_not_count(cells: tuple[str, ...]) -> None:
    assert normalised(cells) == "a b\0c"


def test_unicode_form_does_not_count() -> None:
    assert normalised(["Jose\u0301"]) == normalised(["Jos\u00e9"])


def test_cells_never_run_into_each_other() -> None:
    assert normalised(["ab", ""]) != normalised(["a", "b"])
    assert fingerprint(["x"], ["a", "b"]) != fingerprint(["x"], ["a b"])


def test_the_order_of_rows_does_not_count_but_their_number_does() -> None:
    assert fingerprint(["x"], ["a", "b"]) == fingerprint(["x"], ["b", "a"])
    assert fingerprint(["x"], ["a", "a"]) != fingerprint(["x"], ["a"])
