"""Invented death lists, and members who may stand in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.rules.benefits import Level
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.names import fold
from payung.kernel.people import Actor, Role
from payung.process.claiming import report_death
from payung.process.deaths import keep_death_list, take_death_list
from payung.reports.quality.death_list import LAYOUT, LIMITS, ReadDeaths, review_of
from payung.stages.claims.checks.death_rows import read_deaths
from payung.stages.claims.models import DeathMatch
from payung.stages.claims.operations import add_child
from payung.stages.claims.sums.heirs import ChildInput
from payung.stages.enrolment.models import Sponsorship
from payung.stages.intake.gateway import read_table
from payung.stages.registry.models import Worker
from payung.stages.registry.queries.workers import nik_index
from payung.stages.registry.sums.places import NIK_PLACE
from tests.factories.claims import AT, Place
from tests.factories.enrolment import nik
from tests.factories.world import SYSTEM, World, actor

HEADER = "NIK;Nama;Tanggal Lahir;Tanggal Meninggal;Desa"
BORN = date(1975, 6, 4)
DIED_ON = date(2026, 11, 15)
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Said:
    """One row of a list; what is left out is left empty."""

    name: str = "Slamet Riyadi"
    nik: str = ""
    born_on: date | None = BORN
    died_on: date = DIED_ON
    village: str = "Boja"


def identity(
    worker_id: int,
    name: str = "Slamet Riyadi",
    *,
    born_on: date | None = BORN,
    number: str = "",
    sex: str = "L",
) -> None:
    """Give a worker a name, a birth date, and a NIK where one is said."""
    _identify(
        worker_id=worker_id, name=name, born_on=born_on, number=number, sex=sex, by=SYSTEM, at=AT
    )


@operation
def _identify(
    *,
    worker_id: int,
    name: str,
    born_on: date | None,
    number: str,
    sex: str,
    by: Actor,
    at: datetime,
) -> None:
    values: dict[str, object] = {"name": name, "folded": fold(name), "born_on": born_on, "sex": sex}
    if number:
        values |= {
            "nik_sealed": sealer().seal(number, NIK_PLACE),
            "nik_index": nik_index(number),
        }
    Worker.objects.filter(pk=worker_id).update(**values)
    record("test.identity", by=by, at=at)


def sheet(*rows: Said, header: str = HEADER) -> bytes:
    """Return the rows as a village types them."""
    lines = [
        f"{row.nik};{row.name};{row.born_on or '':%d/%m/%Y};{row.died_on:%d/%m/%Y};{row.village}"
        if row.born_on
        else f"{row.nik};{row.name};;{row.died_on:%d/%m/%Y};{row.village}"
        for row in rows
    ]
    return "\n".join(("DAFTAR KEMATIAN", header, *lines, "")).encode()


def read(content: bytes, *, on: date, name: str = "kematian.csv") -> ReadDeaths:
    """Read a list in this process: the confined child has tests of its own."""
    table = read_table(content, name=name, wanted=LAYOUT, limits=LIMITS)
    return ReadDeaths(
        name=name,
        content=content,
        fingerprint=table.fingerprint,
        sha256=table.sha256,
        deaths=read_deaths(table, on=on, index_of=nik_index),
    )


def desk(at_place: Place) -> Actor:
    """Return the secretariat of the place's regency."""
    return Actor(8010, "Rina", Role.SECRETARIAT, at_place.of.regency_id, None, "uji")


def taken(content: bytes, *, by: Actor, at: datetime = AT) -> list[int]:
    """Keep a list and take it in as `by`; return the matches that wait."""
    assert by.regency_id is not None
    found = read(content, on=today_in_wib(at))
    file_id = keep_death_list(read=found, regency_id=by.regency_id, by=by, at=at)
    take_death_list(
        file_id=file_id,
        read=found,
        seen_digest=review_of(viewer=by.viewer, read=found).digest,
        regency_id=by.regency_id,
        by=by,
        at=at,
    )
    waits = DeathMatch.objects.filter(file_id=file_id, state="waiting").order_by("pk")
    return list(waits.values_list("pk", flat=True))


def orphan(at_place: Place) -> tuple[int, int]:
    """A work accident took the parent of a child in the second class; return claim and child."""
    by = at_place.officer
    claim_id = report_death(
        sponsorship_id=at_place.given[0].sponsorship_id,
        died_on=DIED_ON,
        accident_at=AT - timedelta(days=6),
        by=by,
        at=AT,
    ).claim_id
    born_on = DIED_ON.replace(year=2018)
    child = ChildInput(name="Bintang", born_on=born_on, level=Level.SD, grade=2)
    return claim_id, add_child(claim_id=claim_id, child=child, by=by, at=AT)


def member_of(world: World, office: str, number: int = 0) -> int:
    """Return the sponsorship of a covered worker of an office, with a birth date from now on."""
    rows = Sponsorship.objects.filter(agency__name=office, state="accepted").order_by("pk")
    found = rows[number]
    identity(found.worker_id, f"Kasmudi Uji {office[:4]}")
    return int(found.pk)


def waiting_match(world: World, office: str = "Dinas Kesehatan", number: int = 1) -> int:
    """Return a match that waits for the secretariat of the world."""
    member_of(world, office, number)
    row = Said(name=f"Kasmoedi Uji {office[:4]}", died_on=world.today - timedelta(days=5))
    (match,) = taken(sheet(row), by=actor(world, Role.SECRETARIAT), at=world.at)
    return match


def waiting_list(world: World, rows: Sequence[Said] = ()) -> int:
    """Keep a list that nobody took in yet; return its file."""
    died_on = world.today - timedelta(days=3)
    content = sheet(*(rows or [Said(name="Tumini", nik=nik(7), died_on=died_on)]))
    by = actor(world, Role.SECRETARIAT)
    found = read(content, on=world.today)
    return keep_death_list(read=found, regency_id=world.regency_id, by=by, at=world.at)
