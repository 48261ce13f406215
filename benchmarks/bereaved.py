"""
Claims in the regency of ten years: two hundred deaths, forty of them of one office's workers.

Reported by the operations themselves. Of three families more is known: one gathers its papers, one
waits for its decision, and one was paid and has two children at school.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image

from benchmarks.ten_years import born_on
from payung.foundation.rules.benefits import Level, Relation
from payung.foundation.rules.benefits.claim_papers import Cause
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role
from payung.process.claiming import report_death
from payung.stages.claims import operations, queries
from payung.stages.claims.sums.decided import DecidedLine
from payung.stages.claims.sums.facts import Facts
from payung.stages.claims.sums.heirs import ChildInput, HeirInput
from payung.stages.claims.sums.papers import Mark
from payung.stages.membership.operations import issue_cards

DEATHS, OF_THE_OFFICE, OFFICES = 200, 40, 55
WHY = "mengukur halaman"
OFFICER = Actor(20001, "Endah Lestari", Role.OFFICER, 1, 2, "benchmark")
BRANCH = Actor(20003, "Rudi", Role.BRANCH, 1, None, "benchmark")
SYSTEM = Actor.system("benchmark")
HEIRS = (("Sumarni", Relation.SPOUSE), ("Bagas", Relation.CHILD), ("Laras", Relation.CHILD))


@dataclass(frozen=True)
class Families:
    """Where the pages of claims are; `living` is a worker nothing was reported of."""

    gathering: int
    deciding: int
    at_school: int
    code: str
    born_on: date
    living: int


def fill(*, at: datetime) -> Families:
    """Report the deaths as of last month, whose contribution is paid."""
    # The office of the officer has every fifty-fifth worker; the first of them signs in and looks.
    own = [1 + OFFICES * number for number in range(1, OF_THE_OFFICE + 1)]
    others = [number for number in range(5_000, 5_400) if number % OFFICES != 1]
    code = issue_cards(sponsorship_ids=[own[2]], by=OFFICER, at=at)[own[2]]
    claims = [_died(worker, at) for worker in [*own, *others[: DEATHS - OF_THE_OFFICE]]]
    for claim_id in claims[:3]:
        _told(claim_id, at)
    for claim_id in claims[1:3]:
        _handed_over(claim_id, at)
    _paid(claims[2], at)
    return Families(
        gathering=claims[0],
        deciding=claims[1],
        at_school=claims[2],
        code=code,
        born_on=born_on(own[2]),
        living=1 + OFFICES * (OF_THE_OFFICE + 1),
    )


def _died(worker: int, at: datetime) -> int:
    died = at.replace(day=1) - timedelta(days=3)
    facts = Facts(
        cause=Cause.WORK_ACCIDENT, where="Pasar", doing="Menurunkan barang", injury="Tertimpa peti"
    )
    return report_death(
        sponsorship_id=worker,
        died_on=today_in_wib(died),
        accident_at=died - timedelta(hours=2),
        facts=facts,
        by=SYSTEM,
        at=at,
    ).claim_id


def _told(claim_id: int, at: datetime) -> None:
    """Write three heirs and two children down, with the papers they brought and one picture."""
    by, day = OFFICER, today_in_wib(at)
    for name, relation in HEIRS:
        heir = HeirInput(name=name, relation=relation, phone="081200000901")
        operations.add_heir(claim_id=claim_id, heir=heir, by=by, at=at)
    for name, _ in HEIRS[1:]:
        child = ChildInput(name=name, born_on=day.replace(year=day.year - 8, day=1), level=Level.SD)
        operations.add_child(claim_id=claim_id, child=child, by=by, at=at)
    code = "death_certificate"
    operations.keep_file(claim_id=claim_id, code=code, content=_photo(), by=by, at=at)
    for person in (OFFICER, BRANCH):
        operations.open_facts(claim_id=claim_id, reason=WHY, by=person, at=at)


def _handed_over(claim_id: int, at: datetime) -> None:
    seen = queries.papers_of(viewer=OFFICER.viewer, claim_id=claim_id, at=at)
    assert seen is not None
    marks = {row.needed.code: Mark.HAS for row in seen.rows}
    operations.mark_papers(claim_id=claim_id, marks=marks, by=OFFICER, at=at)
    operations.complete(claim_id=claim_id, by=OFFICER, at=at)
    day = today_in_wib(at)
    operations.hand_over(claim_id=claim_id, handed_on=day, by=OFFICER, at=at)
    operations.take_in(claim_id=claim_id, by=BRANCH, at=at)


def _paid(claim_id: int, at: datetime) -> None:
    viewer, day = BRANCH.viewer, today_in_wib(at)
    award = queries.award_of(viewer=viewer, claim_id=claim_id, at=at)
    heirs = queries.heirs_of(viewer=viewer, claim_id=claim_id, at=at)
    assert award is not None
    assert heirs is not None
    lines = [DecidedLine(code=one.key, stated_idr=int(one.line.amount_idr)) for one in award.lines]
    operations.decide(claim_id=claim_id, lines=lines, decided_on=day, by=BRANCH, at=at)
    operations.pay(
        claim_id=claim_id,
        heir_id=heirs.heirs[0].heir_id,
        amount_idr=sum(line.stated_idr for line in lines),
        paid_on=day,
        proof=_photo(),
        by=BRANCH,
        at=at,
    )
    for child in queries.children_of(viewer=OFFICER.viewer, claim_id=claim_id, at=at):
        first = child.plan[0]
        asked = {"year": first.year, "level": first.level, "asked_on": day}
        operations.ask_year(child_id=child.child_id, **asked, by=OFFICER, at=at)


def _photo() -> bytes:
    output = BytesIO()
    Image.new("L", (640, 480), 200).save(output, "JPEG")
    return output.getvalue()
