"""What a row of a list of receipts must hold, cell by cell."""

import io
from datetime import date

import openpyxl
import pytest

from payung.stages.intake.gateway import read_table
from payung.stages.remittance.checks.receipt_rows import LONGEST
from payung.stages.remittance.files import LAYOUT, rows_of

TODAY = date(2026, 12, 10)
HEADER = "Nomor Tanda Terima;Bank;Nomor Bukti Setor;Jumlah (Rp);Tanggal Diterima"


def read(*rows: str, header: str = HEADER):
    content = "\n".join([header, *rows, ""]).encode()
    return rows_of(read_table(content, name="a.csv", wanted=LAYOUT), today=TODAY)


def codes(receipts):
    return [(found.row, found.finding.code) for found in receipts.findings]


def test_a_good_row_is_taken_in_one_spelling():
    (line,) = read("r 1;bank  jateng;jtg 0012;Rp16.800,00;10/12/2026").lines

    assert (line.row, line.number, line.bank, line.slip_number) == (
        *(2, "R1"),
        *("BANK JATENG", "JTG0012"),
    )
    assert (line.amount_idr, line.received_on) == (16_800, TODAY)


def test_the_number_may_be_left_out():
    (line,) = read(";BRI;77A;8400;9-12-2026").lines

    assert line.number == ""


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";;77A;8400;09/12/2026", "receipt_rows.empty"),
        (";BRI;77A;8400;", "receipt_rows.empty"),
        (f";BRI;{'7' * (LONGEST + 1)}A;8400;09/12/2026", "receipt_rows.long"),
        (";BRI;77A;0;09/12/2026", "receipt_rows.nothing"),
        (";BRI;77A;-8400;09/12/2026", "rupiah_negative"),
        (";BRI;77A;8400,50;09/12/2026", "rupiah_unreadable"),
        (";BRI;77A;8400;11/12/2026", "receipt_rows.ahead"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(row: str, code: str):
    receipts = read(row, ";BRI;78A;8400;09/12/2026")

    assert codes(receipts) == [(2, code)]
    assert len(receipts.lines) == 1


def test_the_last_day_is_today():
    assert len(read(";BRI;77A;8400;10/12/2026").lines) == 1


def test_a_slip_or_number_that_stands_twice_is_refused_the_second_time():
    rows = ("R1;BRI;1A;8400;09/12/2026", "R2;BRI;1A;8400;09/12/2026", "R1;BRI;2A;1;09/12/2026")

    receipts = read(*rows)

    assert codes(receipts) == [(3, "receipt_rows.repeated"), (4, "receipt_rows.repeated")]


def test_a_number_in_a_numeric_cell_may_have_lost_its_zeros():
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(";"))
    book.active.append(["", "BRI", 12, 8400, date(2026, 12, 9)])
    book.active.append(["", "BRI", "0012", 8400, date(2026, 12, 9)])
    out = io.BytesIO()
    book.save(out)

    table = read_table(out.getvalue(), name="a.xlsx", wanted=LAYOUT)
    receipts = rows_of(table, today=TODAY)

    assert codes(receipts) == [(2, "receipt_rows.number_cell")]
    assert receipts.lines[0].slip_number == "0012"
