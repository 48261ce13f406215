"""Builds what the registry holds, through its own operations; sheets as offices send them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import xlsxwriter

from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import CivilServant
from payung.stages.registry.operations import (
    WorkerEntry,
    add_agency,
    join,
    load_areas,
    register_workers,
)
from payung.stages.registry.queries import AreaRow
from payung.stages.registry.sums.places import NIK_PLACE

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SYSTEM = Actor.system("factory")
AREAS = (
    AreaRow("33", "Jawa Tengah", ""),
    AreaRow("33.10", "Kabupaten Klaten", "33"),
    AreaRow("33.24", "Kabupaten Kendal", "33"),
    AreaRow("33.24.06", "Limbangan", "33.24"),
    AreaRow("33.24.07", "Boja", "33.24"),
    AreaRow("33.24.07.2001", "Meteseh", "33.24.07"),
)
HEADERS = (
    *("No", "NIP", "Gelar Depan", "Nama", "Gelar Belakang", "L/P", "Tgl Lahir"),
    *("Status", "Gol", "Jabatan", "Unit Kerja"),
)
GIVEN = ("Siti", "Agus", "Endah", "Rudi", "Wulan", "Bambang", "Nur", "Tri", "Dwi", "Eko")
FAMILY = ("Rahayu", "Prasetyo", "Lestari", "Hartono", "Wibowo", "Susanti", "Nugroho")


@dataclass(frozen=True, slots=True)
class Member:
    """One row of a staff list; `born` as it stands in the sheet."""

    nip: object = "198511062010032901"
    name: object = "Siti Rahayu"
    office: object = "Dinas Kesehatan"
    front: str = ""
    back: str = ""
    sex: str = "P"
    born: object = "06/11/1985"
    kind: str = "PNS"
    grade: str = "III/b"
    position: object = "Perawat Terampil"

    def but(self, **changes: object) -> "Member":
        return replace(self, **changes)  # type: ignore[arg-type]  # tests put any cell anywhere


def kendal(*, code: str = "33.24", at: datetime = AT) -> int:
    """Let Kendal, or Klaten by its code, take part; return the regency's id."""
    load_areas(areas=AREAS, by=SYSTEM, at=at)
    return join(regency_code=code, branch_name="Semarang Majapahit", by=SYSTEM, at=at)


def agency(regency_id: int, name: str = "Dinas Kesehatan", *, at: datetime = AT) -> int:
    return add_agency(regency_id=regency_id, name=name, by=SYSTEM, at=at)


def civil_servant(
    regency_id: int,
    agency_id: int,
    *,
    nip: str = "198511062010032901",
    name: str = "Siti Rahayu",
    gone_on: date | None = None,
) -> CivilServant:
    """Put one person on the staff without a list."""
    return CivilServant.objects.create(
        regency_id=regency_id,
        agency_id=agency_id,
        nip=nip,
        name=name,
        folded=name.lower(),
        born_on=date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])),
        sex="LP"[int(nip[14]) - 1],
        kind="pns",
        gone_on=gone_on,
    )


def entry(nik: str = "3324071203780911", **fields: object) -> WorkerEntry:
    """Return a worker as an office registers them."""
    given = WorkerEntry(nik, sealer().index(nik, NIK_PLACE), "Kasmudi Raharjo")
    return given._replace(**fields)  # type: ignore[arg-type]  # as above


def worker(regency_id: int, nik: str = "3324071203780911", **fields: object) -> int:
    """Register one worker and return the id."""
    one = entry(nik, **fields)
    return register_workers(regency_id=regency_id, workers=[one], by=SYSTEM, at=AT)[one.nik_index]


def secretariat(regency_id: int) -> Actor:
    return Actor(901, "Endah Lestari", Role.SECRETARIAT, regency_id, None, "request-1")


def members(count: int, *, offices: Sequence[str] = ("Dinas Kesehatan",)) -> list[Member]:
    """Invent civil servants, each with a NIP of their own, spread over the offices."""
    made = []
    for number in range(count):
        day, month, year = 1 + number % 28, 1 + number // 28 % 12, 1966 + number // 336 % 30
        woman = number % 2
        nip = f"{year}{month:02}{day:02}{year + 24}03{1 + woman}{900 + number % 97}"
        name = f"{GIVEN[number % 10]} {FAMILY[number // 10 % 7]}"
        born = f"{day:02}/{month:02}/{year}"
        office = offices[number % len(offices)]
        made.append(Member(nip, name, office, sex="LP"[woman], born=born))
    return made


def staff_sheet(people: Iterable[Member], *, title: str = "Keadaan: 31 Oktober 2026") -> bytes:
    """Return a workbook as the personnel office sends it: two title lines, a blank, a header."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    page = book.add_worksheet("Data ASN")
    page.write_string(0, 0, "DAFTAR ASN PEMERINTAH KABUPATEN KENDAL")
    page.write_string(1, 0, title)
    page.write_row(3, 0, HEADERS)
    for number, one in enumerate(people, start=1):
        cells = (
            *(number, one.nip, one.front, one.name, one.back, one.sex, one.born),
            *(one.kind, one.grade, one.position, one.office),
        )
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell.startswith("="):
                page.write_formula(3 + number, column, cell, None, "hasil")
            elif isinstance(cell, str):
                page.write_string(3 + number, column, cell)
            else:
                page.write_number(3 + number, column, cell)  # type: ignore[arg-type]
    book.close()
    return output.getvalue()
