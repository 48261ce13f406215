"""What a row of an office list must hold, and what is only told."""

import io

import openpyxl
import pytest

from payung.kernel.findings import Level
from payung.reports.quality.office_list import LAYOUT
from payung.stages.intake.gateway import read_table
from payung.stages.registry.checks.office_rows import LONGEST, read_offices
from payung.stages.registry.sums.offices import office_key

HEADER = "Nama Kantor;Singkatan;Telepon;Jam Layanan;Ruang"


def read(*rows: str, header: str = HEADER):
    content = "\n".join([header, *rows, ""]).encode()
    table = read_table(content, name="kantor.csv", wanted=LAYOUT)
    return read_offices(table, key_of=lambda text: office_key(text, "Kabupaten Kendal"))


def said(offices):
    return [(f.row, f.finding.code, f.finding.level) for f in offices.findings]


def test_a_good_row_is_taken_as_it_stands():
    offices = read("Dinas Perikanan;Diskan; 0294-381 999 ;08.00-15.30;Lantai 2")

    (line,) = offices.lines
    assert (line.row, line.name, line.spellings) == (2, "Dinas Perikanan", ("Diskan",))
    assert (line.phone, line.hours, line.room) == ("+62294381999", "08.00-15.30", "Lantai 2")
    assert offices.findings == ()


def test_only_the_name_is_needed():
    (line,) = read("Dinas Perikanan", header="Unit Kerja").lines

    assert (line.spellings, line.phone) == ((), "")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "office_empty"),
        ("12345", "office_no_name"),
        ("A1", "office_no_name"),
        ("D" * (LONGEST + 1), "office_long"),
    ],
)
def test_what_is_no_name_is_refused(name, code):
    offices = read(f"{name};;;;Ruang 1")

    assert said(offices) == [(2, code, Level.REJECT)]
    assert offices.lines == ()


def test_the_longest_name_is_taken():
    assert read("D" * LONGEST).refused == 0


def test_the_same_office_twice_is_told_with_the_first_row():
    offices = read("Dinas Perikanan", "DINAS  PERIKANAN Kab. Kendal", "Bagian Umum;Perikanan Dinas")

    assert said(offices)[0] == (3, "office_repeated", Level.REJECT)
    assert offices.findings[0].finding.values == {"row": "2"}
    assert [line.row for line in offices.lines] == [2, 4]


def test_a_spelling_of_one_row_that_is_the_name_of_another_is_told():
    offices = read("Dinas Perikanan;Bagian Umum", "Bagian Umum")

    assert said(offices) == [(3, "office_repeated", Level.REJECT)]


def test_a_number_that_cannot_be_read_loses_the_number_and_not_the_office():
    offices = read("Dinas Perikanan;;lihat papan")

    assert [line.phone for line in offices.lines] == [""]
    assert said(offices) == [(2, "office_phone_unreadable", Level.WARNING)]


def test_too_many_spellings_are_left_out_and_told():
    offices = read('Dinas Perikanan;"satu;dua;tiga;empat;lima;enam"')

    assert offices.lines[0].spellings == ()
    assert said(offices) == [(2, "office_spellings_many", Level.WARNING)]


def test_a_formula_is_refused():
    book = openpyxl.Workbook()
    book.active.append(["Nama Kantor", "Ruang"])
    book.active.append(['=HYPERLINK("http://x","Dinas")', "Lantai 2"])
    file = io.BytesIO()
    book.save(file)

    table = read_table(file.getvalue(), name="kantor.xlsx", wanted=LAYOUT)
    offices = read_offices(table, key_of=str.lower)

    assert [f.finding.code for f in offices.findings] == ["cell.formula"]
