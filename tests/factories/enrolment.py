"""An office with its staff, the sheets it sends, and registrations at every step of their life."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.stages.enrolment import operations
from payung.stages.enrolment.queries import rows_of_batch
from payung.stages.enrolment.sums.entries import WorkerInput
from payung.stages.enrolment.sums.keys import row_key
from payung.stages.enrolment.sums.replies import ReplyRow
from payung.stages.registry.models import Agency, CivilServant, Regency
from payung.stages.registry.sums.offices import office_key

HEADERS = ("No", "NIP", "NIK", "Nama Pekerja", "Tanggal Lahir", "L/P", "Pekerjaan", "No HP")
BORN = date(1980, 8, 17)
KENDAL = "Kabupaten Kendal"


@dataclass(frozen=True)
class Office:
    """One office with three civil servants, beside another office with one."""

    regency_id: int
    agency_id: int
    sponsors: tuple[int, ...]
    nips: tuple[str, ...]
    other_agency_id: int
    stranger_id: int
    stranger_nip: str

    @property
    def officer(self) -> Actor:
        return Actor(7, "Petugas", Role.OFFICER, self.regency_id, self.agency_id, "test")

    @property
    def other_officer(self) -> Actor:
        return Actor(8, "Petugas lain", Role.OFFICER, self.regency_id, self.other_agency_id, "test")

    @property
    def branch(self) -> Actor:
        return Actor(9, "Kantor cabang", Role.BRANCH, self.regency_id, None, "test")


def office(
    *, name: str = "Dinas Kesehatan", other: str = "Dinas Sosial", code: str = "33.24"
) -> Office:
    """Make the office; call it once per regency code."""
    regency, _ = Regency.objects.get_or_create(
        code=code, defaults={"name": KENDAL, "joined_on": date(2026, 1, 1)}
    )
    home = agency(regency.pk, name)
    away = agency(regency.pk, other)
    shift = 0 if code == "33.24" else 40
    sponsors = [civil_servant(regency.pk, home, 900 + shift + number) for number in range(3)]
    stranger = civil_servant(regency.pk, away, 930 + shift)
    return Office(
        regency_id=regency.pk,
        agency_id=home,
        sponsors=tuple(each.pk for each in sponsors),
        nips=tuple(each.nip for each in sponsors),
        other_agency_id=away,
        stranger_id=stranger.pk,
        stranger_nip=stranger.nip,
    )


def agency(regency_id: int, name: str) -> int:
    return Agency.objects.create(
        regency_id=regency_id, name=name, folded=office_key(name, KENDAL)
    ).pk


def civil_servant(regency_id: int, agency_id: int, serial: int) -> CivilServant:
    return CivilServant.objects.create(
        regency_id=regency_id,
        agency_id=agency_id,
        nip=f"198001012005011{serial:03}",
        name=f"Pegawai {serial}",
        folded=f"pegawai {serial}",
        kind="pns",
    )


def nik(serial: int, born: date = BORN, sex: str = "L", region: str = "332406") -> str:
    """Return an invented NIK: its serial is in the 900s, so it is nobody's."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{region}{day:02}{born:%m%y}{900 + serial:04}"


def worker(serial: int, **typed: str) -> WorkerInput:
    """Return a worker as typed into a form, unlike any other serial's."""
    usual = {
        "nik": nik(serial),
        "name": f"Pekerja {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[serial % 26]}",
        "born": "17/08/1980",
        "sex": "L",
        "occupation": "Petani",
    }
    return WorkerInput(**(usual | typed))


def sheet(
    rows: Iterable[Sequence[object]],
    *,
    headers: Sequence[str] = HEADERS,
    titles: Sequence[str] = ("DATA PEKERJA RENTAN",),
) -> bytes:
    """Return a workbook as an office would send it; a text that begins with = is a formula."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    page = book.add_worksheet("Pendaftaran")
    for line, title in enumerate(titles):
        page.write_string(line, 0, title)
    top = len(titles) + 1
    page.write_row(top, 0, headers)
    for line, row in enumerate(rows, top + 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and not cell.startswith("="):
                page.write_string(line, place, cell)
            else:
                page.write(line, place, cell)
    book.close()
    return output.getvalue()


def row(nip: str, serial: int, /, **changed: object) -> list[object]:
    """Return one row of `sheet`, good as it stands."""
    cells: dict[str, object] = {
        "no": serial,
        "nip": nip,
        "nik": nik(serial),
        "name": f"Pekerja {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[serial % 26]}",
        "born": "17/08/1980",
        "sex": "L",
        "occupation": "Petani",
        "phone": "081234567890",
    }
    return list((cells | changed).values())


def registered(home: Office, serial: int, at: datetime, *, sponsor: int = 0) -> int:
    return operations.register(
        sponsor_id=home.sponsors[sponsor], worker=worker(serial), by=home.officer, at=at
    )


def verified(home: Office, serials: Iterable[int], at: datetime, *, sponsor: int = 0) -> list[int]:
    ids = [registered(home, serial, at, sponsor=sponsor) for serial in serials]
    operations.verify(sponsorship_ids=ids, stated_on=today_in_wib(at), by=home.officer, at=at)
    return ids


def batch(home: Office, serials: Iterable[int], at: datetime, *, sponsor: int = 0) -> int:
    """Return a batch at the branch with one registration per serial."""
    verified(home, serials, at, sponsor=sponsor)
    batch_id = operations.send_batch(agency_id=home.agency_id, by=home.officer, at=at)
    assert batch_id is not None
    return batch_id


def replies(home: Office, batch_id: int, answers: Sequence[tuple[str, str]]) -> list[ReplyRow]:
    """Return the branch's answer: a (number, reason) for each row of the batch, in order."""
    rows = rows_of_batch(viewer=home.branch.viewer, batch_id=batch_id)
    return [
        ReplyRow(
            each.row,
            row_key(sealer(), batch_id=batch_id, row=each.row, sponsorship_id=each.sponsorship_id),
            card,
            reason,
        )
        for each, (card, reason) in zip(rows, answers, strict=False)
    ]


def card(serial: int) -> str:
    return f"260000{serial:05}"
