"""What we hand out is never computed by the program that opens it."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from payung.stages.intake.gateway import csv_cell, mark, read_table, safe, write_template
from payung.stages.intake.sums import Column, Layout, Table
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, REGISTRATION, person

STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\u00a0=",
    "＝",
    "＋",
    "－",
    "＠",
    "\ufeff=",
]
BODIES = [
    "1+1",
    'HYPERLINK("http://127.0.0.1:9/","klik")',
    "cmd|' /C calc'!A0",
    "SUM(A1:A9)",
    'WEBSERVICE("http://127.0.0.1:9/"&A1)',
]
PAYLOADS = [start + body for start in STARTS for body in BODIES]


def computed(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        cell.coordinate
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
        or ((isinstance(cell.value, str) and cell.value[:1] in "=+-@") and cell.value)
    ]


def test_there_are_at_least_sixty_payloads() -> None:
    assert len(PAYLOADS) >= 60


def test_no_payload_survives_as_a_formula_in_a_template() -> None:
    layout = Layout((Column("name", True, ("Nama",)),))

    content = write_template(
        fields={"month": "2026-12"},
        key=b"k" * 32,
        title=PAYLOADS[0],
        layout=layout,
        rows=[[payload] for payload in PAYLOADS],
    )

    assert computed(content) == []


def test_no_payload_survives_as_a_formula_in_a_marked_sheet() -> None:
    def as_text(book: Any) -> None:
        for row in book.active.iter_rows(min_row=2):
            row[3].data_type = "s"

    rows = [person(number) for number in range(len(PAYLOADS))]
    for row, payload in zip(rows, PAYLOADS, strict=True):
        row[3] = payload.replace("\r", "\n")
    content = workbooks.xlsx([HEADERS, *rows], as_text)
    table = read_table(content, name="a.xlsx", wanted=REGISTRATION)

    marked = mark(content, "a.xlsx", table, {2: [PAYLOADS[1]], 3: ["@x"]})

    assert computed(marked) == []
    assert len(table.rows) == len(PAYLOADS)


def test_no_payload_survives_at_the_start_of_a_csv_cell() -> None:
    text = "".join(csv_cell(payload) + "\r\n" for payload in PAYLOADS)

    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""))]

    assert all(cell.startswith("'") for cell in cells)


def test_what_we_made_safe_is_read_back_as_it_was() -> None:
    row = person(1)
    row[6] = safe("+6281234567890")
    table: Table = read_table(workbooks.xlsx([HEADERS, row]), name="a.xlsx", wanted=REGISTRATION)

    assert table.text(table.rows[0], "phone") == "+6281234567890"


@pytest.mark.parametrize("text", ["Sukini", "d'Arc", "3324182502680901", "08-12", "", "a=b"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\x7fb"])
def test_control_characters_are_dropped(text: str) -> None:
    assert safe(text) == "ab"
