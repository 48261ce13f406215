"""Files to read in tests, made here: invented people, serial numbers in the 900s."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from payung.stages.intake.gateway import read_table
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import REGISTRATIONS, Column, Layout, Limits, Table

REGISTRATION = Layout(
    (
        Column("sponsor_nip", True, ("nip", "nip pegawai", "nip asn"), "digits"),
        Column("sponsor_name", False, ("nama asn", "nama pegawai")),
        Column("nik", True, ("nik", "no ktp nik", "no ktp", "nomor ktp"), "digits"),
        Column("name", True, ("nama pekerja", "nama lengkap sesuai ktp", "nama")),
        Column("birth_place", False, ("tempat lahir", "ttl tempat")),
        Column("born_on", True, ("tanggal lahir", "tgl lahir"), "date"),
        Column("sex", False, ("l p", "jenis kelamin", "jk")),
        Column("work", True, ("pekerjaan", "jenis pekerjaan")),
        Column("relation", False, ("hubungan", "hubungan dengan asn")),
        Column("phone", False, ("no hp", "hp", "no wa"), "digits"),
        Column("district", False, ("kecamatan", "kec")),
        Column("address", False, ("alamat", "alamat domisili")),
        Column("heir", False, ("ahli waris", "nama ahli waris")),
    )
)
STAFF_LAYOUT = Layout(
    (
        Column("nip", True, ("nip",), "digits"),
        Column("front", False, ("gelar depan",)),
        Column("name", True, ("nama",)),
        Column("back", False, ("gelar belakang",)),
        Column("sex", False, ("l p",)),
        Column("born_on", True, ("tgl lahir",), "date"),
        Column("status", True, ("status",)),
        Column("grade", False, ("gol",)),
        Column("position", False, ("jabatan",)),
        Column("office", True, ("unit kerja",)),
    )
)
HEADERS = ("No", "NIP", "NIK", "Nama", "Tgl Lahir", "Pekerjaan", "HP")
NIP, NIK = "198703192024111949", "3324182502680901"
Grid = Sequence[Sequence[object]]


def person(number: int) -> list[object]:
    """One row of data under HEADERS."""
    nip, nik = f"1987031920241119{number:02d}", f"33241825026809{number:02d}"
    return [number, nip, nik, f"Sukini Utomo {number}", "25/02/1968", "Petani", "081234567890"]


def people(count: int = 3) -> list[list[object]]:
    return [person(number) for number in range(1, count + 1)]


def sheet(count: int = 3) -> Grid:
    return [HEADERS, *people(count)]


def xlsx(
    grid: Grid,
    change: Callable[[openpyxl.Workbook], object] | None = None,
) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Daftar"
    for row in grid:
        page.append(list(row))
    if change:
        change(book)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def xls(grid: Grid, change: Callable[[xlwt.Workbook], object] | None = None) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Daftar", cell_overwrite_ok=True)
    for index, row in enumerate(grid):
        for place, value in enumerate(row):
            page.write(index, place, value)
    if change:
        change(book)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def ods_cell(value: object, **more: str) -> TableCell:
    if isinstance(value, str):
        cell = TableCell(valuetype="string", **more)
    else:
        cell = TableCell(valuetype="float", value=str(value), **more)
    if value != "":
        cell.addElement(P(text=str(value)))
    return cell


def ods(grid: Grid, change: Callable[[OdsTable], object] | None = None) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = OdsTable(name="Daftar")
    document.spreadsheet.addElement(table)
    for row in grid:
        line = TableRow()
        for value in row:
            line.addElement(ods_cell(value))
        table.addElement(line)
    if change:
        change(table)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def csv(grid: Grid, separator: str = ";", encoding: str = "utf-8") -> bytes:
    lines = (separator.join(str(value) for value in row) for row in grid)
    return "\r\n".join(lines).encode(encoding)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def patched(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same zip with members added or replaced."""
    return zipped({**members(content), **parts})


SHEET_PART = "xl/worksheets/sheet1.xml"


def resheeted(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same XLSX with its first sheet's XML changed in one place."""
    xml = members(content)[SHEET_PART]
    assert old in xml, "the text to change is not in the sheet"
    return patched(content, {SHEET_PART: xml.replace(old, new, 1)})


def read(content: bytes, name: str = "daftar.xlsx", limits: Limits = REGISTRATIONS) -> Table:
    return read_table(content, name=name, wanted=REGISTRATION, limits=limits)


def refusal(content: bytes, name: str = "daftar.xlsx") -> str:
    with pytest.raises(FileRefused) as caught:
        read_table(content, name=name, wanted=REGISTRATION, limits=REGISTRATIONS)
    assert caught.value.finding.message("id")
    assert caught.value.finding.message("en")
    return caught.value.code
