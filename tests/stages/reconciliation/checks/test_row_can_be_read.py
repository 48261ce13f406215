from datetime import date

import pytest

from payung.stages.intake.sums import ErrorCell, Hidden, NumberCell, Row, Table
from payung.stages.reconciliation.checks.row_can_be_read import read

NIP = "198001012006041901"


def table_of(row):
    keys = ("nip", "name", "count", "amount", "outcome", "reason")
    return Table(
        kind="xlsx",
        sheet="Daftar",
        title_lines=(),
        header_row=4,
        headers=keys,
        columns={key: place for place, key in enumerate(keys)},
        rows=(row,),
        skipped={},
        skipped_lines=(),
        hidden=Hidden(),
        other_sheets=(),
        fingerprint="",
        sha256="",
    )


def row_with(**cells):
    usual = {
        "nip": NIP,
        "name": "Siti",
        "count": "1",
        "amount": "8400",
        "outcome": "Terpotong",
        "reason": "",
    }
    row = Row(5, tuple((usual | cells).values()))
    return read(table_of(row), row, cut="Terpotong", not_cut="Tidak terpotong")


def codes(**cells):
    return [found.finding.code for found in row_with(**cells).findings]


def test_a_row_as_it_was_printed_is_read():
    found = row_with()

    assert (found.nip, found.count, found.amount_idr, found.is_cut) == (NIP, 1, 8_400, True)
    assert found.findings == ()


@pytest.mark.parametrize("typed", ["8.400", "Rp8.400,00", "8,400", " 8 400 "])
def test_usual_spellings_of_an_amount_are_exact(typed):
    assert row_with(amount=typed).amount_idr == 8_400


def test_a_whole_number_cell_is_an_amount():
    assert row_with(amount=NumberCell(8400.0, "8400")).amount_idr == 8_400


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("", "rupiah_empty"),
        ("8.4", "rupiah_unreadable"),
        ("1E+05", "rupiah_unreadable"),
        (NumberCell(8400.5, "8400.5"), "rupiah_unreadable"),
        (date(1923, 1, 1), "rupiah_unreadable"),
        ("-8.400", "reconciliation.not_positive"),
        ("(8.400)", "reconciliation.not_positive"),
        (ErrorCell("D5", "#REF!"), "cell.fault"),
        ("9" * 40, "rupiah_too_much"),
    ],
)
def test_an_amount_in_doubt_is_named(amount, code):
    assert codes(amount=amount) == [code]


def test_nobody_needs_an_amount_who_was_not_cut():
    found = row_with(amount="", outcome="tidak  terpotong")

    assert (found.is_cut, found.findings) == (False, ())


@pytest.mark.parametrize("outcome", ["", "ya", "1", "Terpotong sebagian"])
def test_the_outcome_is_one_of_two_words(outcome):
    assert codes(outcome=outcome) == ["reconciliation.outcome_unknown"]


@pytest.mark.parametrize("count", ["", "dua", "1,5", "-1", "1000", "²"])
def test_the_number_of_workers_is_a_whole_number(count):
    assert codes(count=count) == ["reconciliation.count_unreadable"]


def test_everything_wrong_is_said_at_once():
    assert len(codes(nip="12", amount="x", outcome="", count="?")) == 4
