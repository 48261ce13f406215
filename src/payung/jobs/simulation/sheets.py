"""Writes the spreadsheets that offices send: titles on top, their own headers, a total below."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import xlsxwriter

from payung.jobs.simulation.invented import Candidate, Staff
from payung.kernel.dates import render_date, render_date_long

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)

STAFF_HEADERS = (
    "No", "NIP", "Gelar Depan", "Nama", "Gelar Belakang", "L/P", "Tgl Lahir", "Status", "Gol",
    "Jabatan", "Unit Kerja",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habit:
    """How one office fills its sheet: the headers it uses, and how it writes days and sexes."""

    headers: tuple[str, ...]
    long_days: bool
    long_sex: bool
    title: str


HABITS = (
    Habit(
        ("No", "NIP", "Nama ASN", "NIK", "Nama Pekerja", "Tempat Lahir", "Tanggal Lahir", "L/P",
         "Pekerjaan", "Hubungan", "No HP", "Kecamatan", "Alamat", "Ahli Waris"),
        long_days=False, long_sex=False, title="DATA PEKERJA RENTAN - ASN PEDULI - {agency}",
    ),
    Habit(
        ("NO", "NIP PEGAWAI", "NAMA PEGAWAI", "NO. KTP / NIK", "NAMA LENGKAP SESUAI KTP",
         "TTL - TEMPAT", "TGL LAHIR", "JENIS KELAMIN", "JENIS PEKERJAAN", "HUBUNGAN DENGAN ASN",
         "NO. WA", "KEC.", "ALAMAT DOMISILI", "NAMA AHLI WARIS"),
        long_days=True, long_sex=True, title="REKAP ASN PEDULI PEKERJA RENTAN {agency}",
    ),
)  # fmt: skip


def staff_sheet(staff: Iterable[Staff], *, regency: str, as_of: date) -> bytes:
    """Return the staff list as the personnel office makes it for a letter."""
    titles = [f"DAFTAR ASN PEMERINTAH {regency.upper()}", f"Keadaan: {render_date_long(as_of)}", ""]
    return workbook("Data ASN", titles, STAFF_HEADERS, _staff_rows(staff))


def staff_export(staff: Iterable[Staff]) -> bytes:
    """Return the staff list as the personnel office's program writes it out month by month."""
    kept = StringIO()
    rows = csv.writer(kept, delimiter=";")
    rows.writerow(STAFF_HEADERS)
    rows.writerows(_staff_rows(staff))
    return kept.getvalue().encode()


def _staff_rows(staff: Iterable[Staff]) -> list[tuple[object, ...]]:
    return [
        (number, one.nip, one.before, one.name, one.after, one.sex, render_date(one.born_on),
         one.kind, one.grade, one.position, one.agency)
        for number, one in enumerate(staff, start=1)
    ]  # fmt: skip


def registration_sheet(people: Sequence[Candidate], *, agency: str, habit: Habit) -> bytes:
    """Return an office's registrations with its own headers, a total row and a place to sign."""
    rows: list[tuple[object, ...]] = [
        (number, one.sponsor_nip, one.sponsor_name, one.nik, one.name, one.birth_place,
         render_date_long(one.born_on) if habit.long_days else render_date(one.born_on),
         {"L": "Laki-laki", "P": "Perempuan"}[one.sex] if habit.long_sex else one.sex,
         one.occupation, one.relation, one.phone, one.district, one.address, one.heir)
        for number, one in enumerate(people, start=1)
    ]  # fmt: skip
    rows += [(), ("", f"Jumlah: {len(people)} orang"), (), ("", "", "", "", "", "", "Mengetahui,")]
    return workbook(
        "Pendaftaran", [habit.title.format(agency=agency.upper()), ""], habit.headers, rows
    )


def workbook(
    sheet: str, titles: Sequence[str], headers: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> bytes:
    """Return a workbook of one sheet: its titles, one header, its rows."""
    kept = BytesIO()
    # A fixed day in the file's properties: the same people give the same bytes.
    with xlsxwriter.Workbook(kept, {"in_memory": True, "constant_memory": False}) as book:
        book.set_properties({"created": _EPOCH})
        page = book.add_worksheet(sheet)
        for row, title in enumerate(titles):
            page.write_string(row, 0, title)
        start = len(titles)
        for column, header in enumerate(headers):
            page.write_string(start, column, header)
        for row, cells in enumerate(rows, start=start + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    page.write_number(row, column, cell)
                elif cell:
                    page.write_string(row, column, str(cell))
    return kept.getvalue()
