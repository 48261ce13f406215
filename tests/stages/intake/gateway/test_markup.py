"""Formulas, faults and hidden parts are found however the XML of a sheet is spelled."""

import re

import pytest

from payung.stages.intake.gateway import read_table
from payung.stages.intake.gateway.markup import sheet_marks
from payung.stages.intake.gateway.markup_walk import walk
from payung.stages.intake.gateway.reference import beyond_column, beyond_row
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import REGISTRATIONS, Formula, Limits, column_letters
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import REGISTRATION, SHEET_PART, sheet

USUAL = (
    b'<?xml version="1.0"?><worksheet><cols><col hidden="1" min="2" max="3"/></cols><sheetData>'
    b'<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="e"><v>#REF!</v></c>'
    b'<c r="C2" t="str"><f t="array" ref="C2:C3">X</f><v>2</v></c>'
    b'<c r="D2"><f t="shared" ref="D2:D3" si="0">X</f><v>2</v></c></row>'
    b'<row r="3"><c r="D3"><f t="shared" si="0"/><v>2</v></c>'
    b'<c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    b'<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
)
SPELLINGS = {
    "as usual": USUAL,
    "with a prefix": re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", USUAL).replace(
        b"<x:worksheet>", b'<x:worksheet xmlns:x="urn:x">'
    ),
    "in single quotes": USUAL.replace(b'"', b"'"),
    "with attributes turned round": re.sub(rb'<c r="([A-Z]\d)" (t="\w+")', rb'<c \2 r="\1"', USUAL),
    "with line breaks": USUAL.replace(b"<c ", b"<c\n").replace(b"<row ", b"<row\t"),
    "with a comment that looks like cells": USUAL.replace(
        b"</sheetData>", b'<!-- <row r="9"><c r="A9"><f>1</f></c></row> --></sheetData>'
    ),
    "without row numbers": USUAL.replace(b' r="1" ', b" ")
    .replace(b'<row r="2">', b"<row>")
    .replace(b'<row r="3">', b"<row>"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_sheet_gives_the_same_marks(spelling: str) -> None:
    marks = sheet_marks(SPELLINGS[spelling], REGISTRATIONS)

    assert sorted(marks.formulas) == [
        (1, 0, 1, 0),
        (1, 2, 2, 2),
        (1, 3, 1, 3),
        (2, 3, 2, 3),
        (2, 4, 2, 4),
    ]
    assert dict(marks.errors) == {(1, 1): "#REF!", (2, 4): "#DIV/0!"}
    assert list(marks.merged) == [(0, 0, 1, 1)]
    assert (marks.hidden_rows, marks.hidden_columns, marks.filled) == (1, 2, True)


def test_the_search_and_the_walk_agree() -> None:
    assert sheet_marks(USUAL, REGISTRATIONS) == walk(USUAL, REGISTRATIONS)


def test_a_formula_in_a_cell_without_an_address_is_still_found() -> None:
    content = workbooks.xlsx(sheet())
    xml = workbooks.members(content)[SHEET_PART].replace(
        b'<c r="D2"', b'<c r="D2"><f>"x"</f><v>x</v></c><c r="H2"'
    )
    xml = re.sub(rb'<c r="\w+"', b"<c", xml)

    table = read_table(
        workbooks.patched(content, {SHEET_PART: xml}), name="a.xlsx", wanted=REGISTRATION
    )

    assert isinstance(table.rows[0].cells[3], Formula)


@pytest.mark.parametrize("limit", [1, 9, 10, 99, 100, 5_000, 20_000, 25_000, 999_999])
def test_a_row_beyond_the_limit_is_told_from_the_last_allowed(limit: int) -> None:
    pattern = re.compile(beyond_row(limit))

    for number in (1, limit // 2 + 1, limit - 1, limit):
        assert number < 1 or not pattern.fullmatch(str(number).encode())
    for number in (limit + 1, limit + 10, limit * 2, limit * 10, 1_048_576):
        assert pattern.fullmatch(str(number).encode())


@pytest.mark.parametrize("limit", [1, 26, 27, 52, 100, 702, 703])
def test_a_column_beyond_the_limit_is_told_from_the_last_allowed(limit: int) -> None:
    pattern = re.compile(beyond_column(limit) + rb"\d")

    for number in range(800):
        letters = column_letters(number).encode()
        assert bool(pattern.fullmatch(letters + b"1")) == (number >= limit), letters


@pytest.mark.parametrize("xml", [USUAL, SPELLINGS["in single quotes"]])
def test_a_cell_far_away_is_refused_before_anything_is_read(xml: bytes) -> None:
    quote = b"'" if b"'A1'" in xml else b'"'
    for address, code in ((b"CW1", "file.too_many_columns"), (b"A1048576", "file.too_many_rows")):
        with pytest.raises(FileRefused) as caught:
            sheet_marks(xml.replace(quote + b"A1" + quote, quote + address + quote), Limits())
        assert caught.value.code == code


def test_an_empty_styled_cell_far_away_is_no_content() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'

    marks = sheet_marks(USUAL.replace(b"</sheetData>", far), REGISTRATIONS)

    assert len(marks.formulas) == 5
