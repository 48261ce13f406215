"""Offices whose civil servants give for workers, ready for a month's list. All invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import count

from django.db import connection, transaction

from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.posting import Cause, begin_entry, open_books, post
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.deductions import operations
from payung.stages.deductions.models import DeductionList
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.states import State
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import Agency, CivilServant, Regency, Worker

DECEMBER = Month(2026, 12)
"""The last month of the discount: Rp8.400; Rp16.800 from January 2027."""

JANUARY = Month(2026, 1)

_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Office:
    regency_id: int
    agency_id: int

    @property
    def treasurer(self) -> Actor:
        return _person(Role.TREASURER, 7001, self.regency_id, self.agency_id)

    @property
    def office_head(self) -> Actor:
        return _person(Role.OFFICE_HEAD, 7002, self.regency_id, self.agency_id)

    @property
    def viewer(self) -> Viewer:
        return self.treasurer.viewer

    @property
    def secretariat(self) -> Actor:
        return _person(Role.SECRETARIAT, 7003, self.regency_id, None)


@dataclass(frozen=True, kw_only=True)
class Given:
    """One civil servant who gives for one worker."""

    nip: str
    name: str
    sponsor_id: int
    worker_id: int
    sponsorship_id: int
    spell_id: int
    payer_id: int


def _person(role: Role, person_id: int, regency_id: int, agency_id: int | None) -> Actor:
    return Actor(person_id, f"Orang {person_id}", role, regency_id, agency_id, "uji")


@contextmanager
def as_system(at: datetime) -> Iterator[None]:
    """Let the database accept rows with a state, as inside an operation of the system."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("actor_id", "agency_id", "reason"):
            cursor.execute(f"SELECT set_config('payung.{name}', '', true)")
        cursor.execute(
            "SELECT set_config('payung.role', 'system', true),"
            " set_config('payung.request_id', 'uji', true), set_config('payung.at', %s, true)",
            [at.isoformat()],
        )
        yield


def regency(code: str = "33.24") -> int:
    found, _ = Regency.objects.get_or_create(
        code=code, defaults={"name": f"Kabupaten {code}", "joined_on": date(2025, 1, 1)}
    )
    return int(found.pk)


def office(name: str = "Dinas Pertanian", *, code: str = "33.24") -> Office:
    regency_id = regency(code)
    made = Agency.objects.create(regency_id=regency_id, name=name, folded=name.lower())
    return Office(regency_id=regency_id, agency_id=made.pk)


def civil_servant(of: Office, name: str = "") -> CivilServant:
    number = next(_numbers)
    called = name or f"Pegawai {number}"
    return CivilServant.objects.create(
        regency_id=of.regency_id,
        agency_id=of.agency_id,
        nip=f"19{70 + number // 2_800 % 29}{number // 100 % 12 + 1:02}{number % 28 + 1:02}"
        f"200501{number % 2 + 1}{900 + number % 100}",
        name=called,
        folded=called.upper(),
        kind="pns",
    )


def worker(of: Office) -> int:
    number = next(_numbers)
    made = Worker.objects.create(
        regency_id=of.regency_id,
        nik_sealed=b"sealed",
        nik_index=sha256(f"pekerja {number}".encode()).digest(),
        name=f"Pekerja {number}",
        folded=f"PEKERJA {number}",
    )
    return int(made.pk)


def gives(
    of: Office,
    *,
    at: datetime,
    by: CivilServant | None = None,
    from_month: Month = JANUARY,
    funds: str = "private",
    sector: str = "other",
    income_idr: int = 1_000_000,
    programmes: str = "jkk,jkm",
    ceiling_idr: int = 20_000,
) -> Given:
    """One accepted sponsorship with consent, spell and payer, first due in `from_month`."""
    sponsor = by or civil_servant(of)
    worker_id = worker(of)
    day = from_month.first_day
    card = f"{worker_id:011}"
    with as_system(at):
        sponsorship = Sponsorship.objects.create(
            regency_id=of.regency_id,
            agency_id=of.agency_id,
            sponsor=sponsor,
            worker_id=worker_id,
            sector=sector,
            funds=funds,
            income_idr=income_idr,
            programmes=programmes,
            state=State.ACCEPTED,
            registered_on=day,
            card_number=card,
            accepted_on=day,
        )
        consents(sponsorship.pk, ceiling_idr=ceiling_idr, given_on=date(2025, 1, 2))
        spell = Spell.objects.create(
            worker_id=worker_id,
            card_number=card,
            opened_by=sponsorship,
            starts_on=day,
            first_month=day,
        )
        payer = Payer.objects.create(
            spell=spell,
            worker_id=worker_id,
            sponsor=sponsor,
            sponsorship=sponsorship,
            from_month=day,
        )
    return Given(
        nip=sponsor.nip,
        name=sponsor.name,
        sponsor_id=sponsor.pk,
        worker_id=worker_id,
        sponsorship_id=sponsorship.pk,
        spell_id=spell.pk,
        payer_id=payer.pk,
    )


def consents(
    sponsorship_id: int, *, ceiling_idr: int = 20_000, given_on: date, withdrawn: bool = False
) -> None:
    """Add the next version of the consent."""
    version = Consent.objects.filter(sponsorship_id=sponsorship_id).count() + 1
    Consent.objects.create(
        sponsorship_id=sponsorship_id,
        version=version,
        ceiling_idr=ceiling_idr,
        given_on=given_on,
        evidence="sheet",
        withdrawn=withdrawn,
    )


def locked(of: Office, *, at: datetime, month: Month = DECEMBER) -> DeductionList:
    """Lock the office's month and return its list."""
    made = operations.lock(agency_ids=[of.agency_id], month=month, by=of.treasurer, at=at)
    return DeductionList.objects.get(pk=made.list_ids[0])


def over_paid(of: Office, given: Given, *, month: Month, amount_idr: int, at: datetime) -> None:
    """Post money of the worker that went through to PREPAID in `month`, as after an over-cut."""
    with as_system(at):
        open_books([of.agency_id], month)
        for kind in (Kind.CUT, Kind.REMIT, Kind.RECEIPT, Kind.PREPAY):
            ref = f"uji:{kind}:{given.worker_id}:{month}"
            by_slip = kind in (Kind.REMIT, Kind.RECEIPT)
            post(
                begin_entry(Cause(ref=ref, cause="uji"), by=of.treasurer, at=at),
                kind,
                agency_id=of.agency_id,
                month=month,
                amount_idr=amount_idr,
                slip_id=given.worker_id if by_slip else None,
                sponsor_id=None if by_slip else given.sponsor_id,
                worker_id=None if by_slip else given.worker_id,
            )
