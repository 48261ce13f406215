"""Strict templates for files about money: only ours, only unchanged, only text."""

import io

import openpyxl
import pytest

from payung.stages.intake.gateway import read_template, sign_header, write_template
from payung.stages.intake.gateway.signature import read_signed_header
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Column, Layout
from tests.stages.intake import workbooks

KEY = b"k" * 32
FIELDS = {"kind": "payroll", "office": "33.24.05", "month": "2026-12", "seq": "4", "version": "1"}
LAYOUT = Layout(
    (
        Column("nip", True, ("NIP",), "digits"),
        Column("name", True, ("Nama",)),
        Column("cut_idr", True, ("Dipotong",), "money"),
    )
)
ROWS = [["198703192024111949", "Joko", "16800"], ["199811062019082944", "Fitri", "8400"]]


def template(fields: dict[str, str] = FIELDS, key: bytes = KEY) -> bytes:
    return write_template(fields=fields, key=key, title="Daftar", layout=LAYOUT, rows=ROWS)


def edited(**cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    for address, value in cells.items():
        book.active[address] = value
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def refusal(content: bytes, name: str = "hasil.xlsx", key: bytes = KEY) -> str:
    with pytest.raises(FileRefused) as caught:
        read_template(content, name=name, key=key, layout=LAYOUT)
    assert caught.value.finding.message("id")
    return caught.value.code


def test_comes_back_with_its_fields_and_rows() -> None:
    read = read_template(template(), name="hasil.xlsx", key=KEY, layout=LAYOUT)

    assert read.fields == FIELDS
    assert [read.table.text(row, "nip") for row in read.table.rows] == [row[0] for row in ROWS]
    assert read.table.header_row == 4


def test_has_only_text_columns() -> None:
    page = openpyxl.load_workbook(io.BytesIO(template())).active

    assert {page.cell(row, column).number_format for row in (5, 6) for column in (1, 2, 3)} == {"@"}


def test_saved_again_by_a_spreadsheet_program_is_the_same_content() -> None:
    first = read_template(template(), name="a.xlsx", key=KEY, layout=LAYOUT)
    again = read_template(edited(), name="a.xlsx", key=KEY, layout=LAYOUT)

    assert again.table.fingerprint == first.table.fingerprint
    assert again.table.sha256 != first.table.sha256


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_with_one_field_changed_by_hand_is_refused(field: str) -> None:
    signed = sign_header(FIELDS, KEY)
    changed = signed.replace(f'"{FIELDS[field]}"', f'"{FIELDS[field]}1"')

    assert refusal(edited(A1=changed)) == "template.changed_header"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "template.unsigned"),
        ("PAYUNG1", "template.unsigned"),
        ("PAYUNG1 {} " + "0" * 64, "template.changed_header"),
        ("PAYUNG1 {x} " + "0" * 64, "template.changed_header"),
        ('PAYUNG1 {"a": 1} ' + "0" * 64, "template.changed_header"),
        (sign_header(FIELDS, b"x" * 32), "template.changed_header"),
    ],
)
def test_without_our_signature_is_refused(cell: str, code: str) -> None:
    assert refusal(edited(A1=cell)) == code


def test_with_two_signed_cells_is_refused() -> None:
    other = sign_header({**FIELDS, "month": "2026-11"}, KEY)

    assert refusal(edited(A3=other)) == "template.unsigned"


@pytest.mark.parametrize("header", ["nip", "NIP ", "NIP.", "N I P", "Nomor"])
def test_with_a_renamed_header_is_refused(header: str) -> None:
    expected = None if header.strip() == "NIP" else "file.column_missing"

    if expected:
        assert refusal(edited(A4=header)) == expected
    else:
        read_template(edited(A4=header), name="a.xlsx", key=KEY, layout=LAYOUT)


def test_with_swapped_columns_is_read_by_their_names() -> None:
    swapped = edited(A4="Nama", B4="NIP", A5="Joko", B5="198703192024111949")

    read = read_template(swapped, name="a.xlsx", key=KEY, layout=LAYOUT)

    assert read.table.text(read.table.rows[0], "nip") == "198703192024111949"


def test_with_a_numeric_identity_is_refused_whole() -> None:
    assert refusal(edited(A5=198703192024111949)) == "template.number"


def test_with_a_formula_is_refused_with_its_address() -> None:
    assert refusal(edited(C5="=16800*2")) == "template.formula"


@pytest.mark.parametrize("name", ["hasil.csv", "hasil.xls", "hasil.ods"])
def test_in_another_format_is_refused(name: str) -> None:
    make = getattr(workbooks, name.rpartition(".")[2])
    grid = [[sign_header(FIELDS, KEY)], ["NIP", "Nama", "Dipotong"], *ROWS]

    assert refusal(make(grid), name) == "template.not_xlsx"


def test_a_signed_header_is_not_read_with_words_around_it() -> None:
    cell = sign_header(FIELDS, KEY)

    assert read_signed_header(f" {cell} ", KEY) == FIELDS
    with pytest.raises(FileRefused):
        read_signed_header(cell + " x", KEY)


def test_only_texts_can_be_signed() -> None:
    with pytest.raises(TypeError):
        sign_header({"seq": 4}, KEY)  # type: ignore[dict-item]
