"""The copy of a sheet that says what to put right."""

import datetime
import io

import openpyxl

from payung.stages.intake.gateway import mark, read_table
from payung.stages.intake.sums import NumberCell
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, REGISTRATION, person, sheet

TITLED = [["DAFTAR PEKERJA RENTAN"], [], HEADERS, person(1), [], person(2), ["", "Jumlah: 2"]]


def marked(grid: workbooks.Grid, problems: dict[int, list[str]]) -> bytes:
    content = workbooks.xlsx(grid)
    table = read_table(content, name="a.xlsx", wanted=REGISTRATION)
    return mark(content, "a.xlsx", table, problems)


def test_keeps_every_cell_where_it_was_and_adds_one_column() -> None:
    content = marked(TITLED, {6: ["Isi NIK", "Tulis nama seperti di KTP"]})

    page = openpyxl.load_workbook(io.BytesIO(content))["Daftar"]
    assert page["A1"].value == "DAFTAR PEKERJA RENTAN"
    assert page["B7"].value == "Jumlah: 2"
    assert page["C4"].value == "3324182502680901"
    assert page["H3"].value == "Perlu diperbaiki"
    assert page["H6"].value == "Isi NIK\nTulis nama seperti di KTP"
    assert page["H4"].value is None


def test_shades_faulty_rows_only_and_keeps_text_columns_text() -> None:
    content = marked(TITLED, {6: ["Isi NIK"]})

    page = openpyxl.load_workbook(io.BytesIO(content))["Daftar"]
    assert page["C6"].fill.fill_type == "solid"
    assert page["C4"].fill.fill_type is None
    assert page["C4"].number_format == page["C6"].number_format == "@"


def test_can_be_sent_back_and_reads_the_same() -> None:
    content = marked(TITLED, {6: ["Isi NIK"]})
    again = read_table(content, name="b.xlsx", wanted=REGISTRATION)
    first = read_table(workbooks.xlsx(TITLED), name="a.xlsx", wanted=REGISTRATION)

    assert again.fingerprint == first.fingerprint
    assert [row.number for row in again.rows] == [4, 6]


def test_marked_twice_has_one_note_column() -> None:
    content = marked(TITLED, {6: ["Isi NIK"]})
    table = read_table(content, name="b.xlsx", wanted=REGISTRATION)

    twice = mark(content, "b.xlsx", table, {4: ["Isi nama"]})

    page = openpyxl.load_workbook(io.BytesIO(twice))["Daftar"]
    assert [cell.value for cell in page[3]] == [*HEADERS, "Perlu diperbaiki"]
    assert (page["H4"].value, page["H6"].value) == ("Isi nama", None)


def test_leaves_a_damaged_number_a_number_so_that_it_is_refused_again() -> None:
    row = person(1)
    row[2] = 3324182502680900
    row[4] = datetime.date(1968, 2, 25)

    content = marked([HEADERS, row], {2: ["NIK terbaca sebagai bilangan"]})

    table = read_table(content, name="b.xlsx", wanted=REGISTRATION)
    assert isinstance(table.cell(table.rows[0], "nik"), NumberCell)
    assert table.cell(table.rows[0], "born_on") == datetime.date(1968, 2, 25)


def test_a_csv_comes_back_as_a_workbook_with_text_columns() -> None:
    content = workbooks.csv(sheet())
    table = read_table(content, name="a.csv", wanted=REGISTRATION)

    again = read_table(
        mark(content, "a.csv", table, {2: ["x"]}), name="b.xlsx", wanted=REGISTRATION
    )

    assert again.fingerprint == table.fingerprint
