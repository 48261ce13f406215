"""Families in grief, all invented: workers with paid months, their claims, and the papers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO

from PIL import Image

from payung.foundation.access.operations import create_person
from payung.foundation.rules.benefits import Relation
from payung.kernel.clock import WIB, today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.claiming import report_accident, report_death
from payung.stages.claims import operations, queries
from payung.stages.claims.sums.decided import DecidedLine
from payung.stages.claims.sums.facts import Facts
from payung.stages.claims.sums.heirs import HeirInput
from payung.stages.claims.sums.papers import Mark
from tests.factories import remittance as money
from tests.factories.remittance import Given, Office

DIED_ON = date(2026, 11, 18)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""Nine in the morning of 20 November 2026 in Kendal: two days after the death."""
NOVEMBER = Month(2026, 11)
WIDOW = HeirInput(
    name="Sumarni",
    relation=Relation.SPOUSE,
    born_on=date(1984, 3, 2),
    phone="081200000901",
    bank="BRI",
    account="901-000-111",
)
WHY = "mendampingi keluarga"
SYSTEM = Viewer.system()


@dataclass(frozen=True, kw_only=True)
class Place:
    """An office whose workers are covered in the month of the event."""

    of: Office
    given: tuple[Given, ...]

    @property
    def officer(self) -> Actor:
        return Actor(8005, "Endah", Role.OFFICER, self.of.regency_id, self.of.agency_id, "uji")

    @property
    def other_officer(self) -> Actor:
        """Another officer of the same office."""
        return Actor(8006, "Sri", Role.OFFICER, self.of.regency_id, self.of.agency_id, "uji")

    @property
    def branch(self) -> Actor:
        return self.of.branch

    @property
    def auditor(self) -> Actor:
        return Actor(8007, "Hari", Role.AUDITOR, self.of.regency_id, None, "uji")


def place(how_many: int = 1, *, months: int = 1, since: date | None = None) -> Place:
    """
    Return an office whose workers have so many paid months, the last one November 2026.

    :param since: the first day of membership; usually the first day of the first paid month.
    """
    of = money.office()
    first = NOVEMBER - (months - 1)
    given = money.giving(of, how_many, from_month=first, starts_on=since or first.first_day)
    for month in Month.span(first, NOVEMBER.next):
        money.paid(of, month)
    return Place(of=of, given=tuple(given))


def died(
    at_place: Place, number: int = 0, *, on: date = DIED_ON, facts: Facts | None = None
) -> int:
    """Report a death as the officer; return the claim."""
    return report_death(
        sponsorship_id=at_place.given[number].sponsorship_id,
        died_on=on,
        facts=facts or Facts(),
        by=at_place.officer,
        at=AT,
    ).claim_id


def hurt(at_place: Place, *, at: datetime | None = None, facts: Facts | None = None) -> int:
    """Report an accident as the officer, the morning before; return the claim."""
    return report_accident(
        sponsorship_id=at_place.given[0].sponsorship_id,
        happened_at=at or AT - timedelta(days=1),
        facts=facts or Facts(),
        by=at_place.officer,
        at=AT,
    ).claim_id


def gathered(at_place: Place, claim_id: int, *, heirs: tuple[HeirInput, ...] = (WIDOW,)) -> None:
    """Name the heirs, say that every paper is there, and hand the file over."""
    by = at_place.officer
    for heir in heirs:
        operations.add_heir(claim_id=claim_id, heir=heir, by=by, at=AT)
    seen = queries.papers_of(viewer=by.viewer, claim_id=claim_id, at=AT)
    assert seen is not None
    marks = {row.needed.code: Mark.HAS for row in seen.rows}
    operations.mark_papers(claim_id=claim_id, marks=marks, by=by, at=AT)
    operations.complete(claim_id=claim_id, by=by, at=AT)


def at_branch(at_place: Place, claim_id: int, *, heirs: tuple[HeirInput, ...] = (WIDOW,)) -> None:
    """Gather the file, hand it over, and let the branch take it in."""
    gathered(at_place, claim_id, heirs=heirs)
    operations.hand_over(claim_id=claim_id, handed_on=today_in_wib(AT), by=at_place.officer, at=AT)
    operations.take_in(claim_id=claim_id, by=at_place.branch, at=AT)


def decided(at_place: Place, claim_id: int) -> int:
    """Let the branch state exactly what the rules compute; return the total."""
    by = look(at_place, claim_id, at_place.branch)
    award = queries.award_of(viewer=by.viewer, claim_id=claim_id, at=AT)
    assert award is not None
    lines = [
        DecidedLine(code=line.key, stated_idr=int(line.line.amount_idr)) for line in award.lines
    ]
    operations.decide(claim_id=claim_id, lines=lines, decided_on=today_in_wib(AT), by=by, at=AT)
    return award.total_idr


def pay(at_place: Place, claim_id: int, heir_id: int | None, amount_idr: int) -> int:
    return operations.pay(
        claim_id=claim_id,
        heir_id=heir_id,
        amount_idr=amount_idr,
        paid_on=today_in_wib(AT),
        proof=photo(),
        by=at_place.branch,
        at=AT,
    )


def look(at_place: Place, claim_id: int, by: Actor | None = None) -> Actor:
    """Let somebody say why they open the facts; return who."""
    who = by or at_place.officer
    operations.open_facts(claim_id=claim_id, reason=WHY, by=who, at=AT)
    return who


def heir_ids(at_place: Place, claim_id: int) -> list[int]:
    by = look(at_place, claim_id)
    seen = queries.heirs_of(viewer=by.viewer, claim_id=claim_id, at=AT)
    assert seen is not None
    return [row.heir_id for row in seen.heirs]


def sponsor(at_place: Place, number: int = 0) -> Actor:
    """Give the sponsor of a worker an account; return who signs in with it."""
    civil_servant_id = at_place.given[number].sponsor_id
    person_id = create_person(
        sign_in=f"asn-{civil_servant_id}",
        name="Wulan",
        civil_servant_id=civil_servant_id,
        by=Actor.system("uji"),
        at=AT,
    )
    of = at_place.of
    return Actor(person_id, "Wulan", Role.SPONSOR, of.regency_id, of.agency_id, "uji")


@cache
def photo() -> bytes:
    """Return a small JPEG."""
    output = BytesIO()
    Image.new("L", (8, 8), 200).save(output, "JPEG")
    return output.getvalue()


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=WIB)
