"""Claims of the small world, with one of everything that a page of claims has an address for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from payung.foundation.rules.benefits import Level
from payung.kernel.people import Actor, Role
from payung.process.claiming import report_death
from payung.stages.claims import operations, queries
from payung.stages.claims.models import Claim
from payung.stages.claims.sums.decided import DecidedLine
from payung.stages.claims.sums.facts import Cause, Facts
from payung.stages.claims.sums.heirs import ChildInput
from payung.stages.claims.sums.papers import Mark
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import CivilServant, Worker
from tests.factories import world as worlds
from tests.factories.claims import WIDOW
from tests.factories.world import World

OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
WHY = "memeriksa halaman"
OPEN, DECIDED, THERE, FAR = "Sumarno", "Sutikno", "Parman Boja", "Wagiman Klaten"
"""Whose claims they are: being gathered, decided, of another office, of another regency."""
READERS = (Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR)


def picture(width: int) -> bytes:
    """Return a small JPEG; its width tells it from the others."""
    output = BytesIO()
    Image.new("L", (width, 8), 200).save(output, "JPEG")
    return output.getvalue()


def claim_of(world: World, name: str) -> int:
    """Return the claim of one of these four, made when it is first asked for."""
    known = Claim.objects.filter(worker__name=name).first()
    if known is not None:
        return int(known.pk)
    made = {OPEN: _gathering, DECIDED: _decided, THERE: _there, FAR: _far}
    return made[name](world)


def _gathering(world: World) -> int:
    claim_id = _died(world, OPEN, _sponsor(world), 9501)
    by, at = worlds.actor(world, Role.OFFICER), world.at
    operations.add_heir(claim_id=claim_id, heir=WIDOW, by=by, at=at)
    _child(claim_id, by, world)
    operations.keep_file(
        claim_id=claim_id, code="death_certificate", content=picture(8), by=by, at=at
    )
    _open(claim_id, world, READERS)
    return claim_id


def _decided(world: World) -> int:
    claim_id = _died(world, DECIDED, _sponsor(world), 9502)
    by, branch, at = worlds.actor(world, Role.OFFICER), worlds.actor(world, Role.BRANCH), world.at
    heir_id = operations.add_heir(claim_id=claim_id, heir=WIDOW, by=by, at=at)
    for name in ("Bagas", "Ratna"):
        _child(claim_id, by, world, name)
    seen = queries.papers_of(viewer=by.viewer, claim_id=claim_id, at=at)
    assert seen is not None
    marks = {row.needed.code: Mark.HAS for row in seen.rows}
    operations.mark_papers(claim_id=claim_id, marks=marks, by=by, at=at)
    operations.complete(claim_id=claim_id, by=by, at=at)
    operations.hand_over(claim_id=claim_id, handed_on=world.today, by=by, at=at)
    operations.take_in(claim_id=claim_id, by=branch, at=at)
    award = queries.award_of(viewer=branch.viewer, claim_id=claim_id, at=at)
    assert award is not None
    lines = [
        DecidedLine(code=line.key, stated_idr=int(line.line.amount_idr)) for line in award.lines
    ]
    on = {"by": branch, "at": at}
    operations.decide(claim_id=claim_id, lines=lines, decided_on=world.today, **on)
    operations.pay(
        claim_id=claim_id, heir_id=heir_id, amount_idr=1_000_000, paid_on=world.today,
        proof=picture(9), **on,
    )  # fmt: skip
    _open(claim_id, world, READERS)
    _years(claim_id, world)
    return claim_id


def _years(claim_id: int, world: World) -> None:
    """Ask for this school year of both children, and let the branch pay the first."""
    by, branch, at = worlds.actor(world, Role.OFFICER), worlds.actor(world, Role.BRANCH), world.at
    years = [
        operations.ask_year(
            child_id=child.child_id, year=child.plan[0].year, level=child.plan[0].level,
            asked_on=world.today, by=by, at=at,
        )
        for child in queries.children_of(viewer=by.viewer, claim_id=claim_id, at=at)
    ]  # fmt: skip
    operations.pay_year(
        school_year_id=years[0], amount_idr=1_500_000, paid_on=world.today,
        proof=picture(10), by=branch, at=at,
    )  # fmt: skip


def _there(world: World) -> int:
    agency = world.agencies[OTHER]
    sponsor = CivilServant.objects.filter(agency_id=agency).order_by("pk")[0]
    return _died(world, THERE, sponsor, 9503)


def _far(world: World) -> int:
    there = replace(world, regency_id=world.other_regency_id)
    sponsor = worlds.civil_servants(there, world.other_agency_id, 38, 1)[0]
    return _died(there, FAR, sponsor, 9504)


def _sponsor(world: World) -> CivilServant:
    return CivilServant.objects.get(pk=world.sponsor_id)


def _died(world: World, name: str, sponsor: CivilServant, number: int) -> int:
    """Report that a worker, covered since two months, died of an accident at work."""
    worker = worlds.worker(world, number, name)
    Worker.objects.filter(pk=worker.pk).update(born_on=date(1980, 5, 4))
    worlds.accept(world, sponsor, worker, world.month - 2)
    thing = Sponsorship.objects.get(worker=worker)
    return report_death(
        sponsorship_id=thing.pk,
        died_on=world.today - timedelta(days=3),
        accident_at=world.at - timedelta(days=4),
        facts=Facts(cause=Cause.WORK_ACCIDENT, where="Sawah", doing="Menanam", injury="Kepala"),
        by=worlds.SYSTEM,
        at=world.at,
    ).claim_id


def _child(claim_id: int, by: Actor, world: World, name: str = "Bagas") -> int:
    born = world.today.replace(year=world.today.year - 8, day=1)
    child = ChildInput(name=name, born_on=born, level=Level.SD, grade=2)
    return operations.add_child(claim_id=claim_id, child=child, by=by, at=world.at)


def _open(claim_id: int, world: World, roles: Iterable[Role]) -> None:
    """Let each of them say why they open it, as they would within this hour."""
    for role in roles:
        by = worlds.actor(world, role)
        operations.open_facts(claim_id=claim_id, reason=WHY, by=by, at=world.at)
