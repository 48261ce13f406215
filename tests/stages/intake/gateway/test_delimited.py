"""CSV in every usual separator and encoding, and never in wrong letters."""

import pytest

from payung.stages.intake.gateway import read_table
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Formula, Table
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, REGISTRATION, person, sheet


def read(content: bytes) -> Table:
    return read_table(content, name="daftar.csv", wanted=REGISTRATION)


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read(content)
    return caught.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_separator_is_found(separator: str) -> None:
    grid = [["Judul"], [], HEADERS, person(1), person(2)]

    table = read(workbooks.csv(grid, separator))

    assert [row.number for row in table.rows] == [4, 5]
    assert table.text(table.rows[0], "phone") == "081234567890"


def test_the_separator_line_of_excel_is_obeyed_and_not_counted() -> None:
    table = read(b"sep=|\r\n" + workbooks.csv(sheet(), "|"))

    assert table.header_row == 1


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_usual_encoding_is_read_right(encoding: str) -> None:
    row = person(1)
    row[3] = "José Müller’s"

    table = read(workbooks.csv([HEADERS, row], encoding=encoding))

    assert table.text(table.rows[0], "name") == "José Müller’s"


@pytest.mark.parametrize(
    "content",
    [
        "NIP;NIK;Nama;Café".encode() + b"\xff\xfe\x81",
        b"NIP;NIK;Nama;\x81\x8d\x8f",
        b"NIP;NIK;Nama\r\n1;2;a\x00b",
        "NIP;NIK".encode("utf-32"),
        b"NIP;NIK;Nama\r\n1;2;\x07",
    ],
)
def test_letters_that_are_not_certain_are_refused(content: bytes) -> None:
    assert refusal(content) == "file.encoding"


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_every_line_ending_is_read(ending: str) -> None:
    content = workbooks.csv(sheet()).decode().replace("\r\n", ending).encode()

    assert len(read(content).rows) == 3


def test_quotes_may_hold_separators_quotes_and_line_breaks() -> None:
    row = person(1)
    row[3] = '"Sukini ""Ini"";\r\nUtomo"'

    table = read(workbooks.csv([HEADERS, row, person(2)]))

    assert table.text(table.rows[0], "name") == 'Sukini "Ini";\r\nUtomo'
    assert [row.number for row in table.rows] == [2, 3]


@pytest.mark.parametrize("name", ['"Sukini', '"Suk"ini'])
def test_a_lone_quote_is_refused_with_its_row(name: str) -> None:
    row = person(2)
    row[3] = name

    with pytest.raises(FileRefused) as caught:
        read(workbooks.csv([HEADERS, person(1), row, person(3)]))

    assert caught.value.code == "file.quotes"
    assert caught.value.finding.values["row"] == "3"


def test_a_line_of_two_megabytes_is_refused() -> None:
    assert refusal(workbooks.csv([HEADERS, ["x" * 2_000_000]])) == "file.quotes"
    assert refusal(b"NIP;NIK" + b";" * 2_000_000 + b"x") == "file.too_many_columns"


@pytest.mark.parametrize(
    "value", ["=1+1", '="0812"', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+cmd|'x'!A1", " =1"]
)
def test_what_a_spreadsheet_would_compute_is_a_formula(value: str) -> None:
    row = person(1)
    row[3] = value.replace('"', "")

    table = read(workbooks.csv([HEADERS, row]))

    assert isinstance(table.cell(table.rows[0], "name"), Formula)


@pytest.mark.parametrize("value", ["+62812345678", "-", "@sukini", "+62 (24) 123"])
def test_what_a_spreadsheet_would_not_compute_is_text(value: str) -> None:
    row = person(1)
    row[6] = value

    table = read(workbooks.csv([HEADERS, row]))

    assert table.cell(table.rows[0], "phone") == value
