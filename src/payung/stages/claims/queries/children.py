"""S67: the children of a claim, their school years, and what may be asked next."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.foundation.rules import RuleRefused, Statement
from payung.foundation.rules.benefits import (
    Level,
    ScholarshipPlan,
    ScholarshipYear,
    scholarship_plan,
)
from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.stages.claims.models import Claim, SchoolYear
from payung.stages.claims.queries.computing import known_of
from payung.stages.claims.queries.known import KnownChild, children_now, facts_now
from payung.stages.claims.queries.opening import opened
from payung.stages.claims.states import SchoolState
from payung.stages.claims.sums.awards import gives_scholarship
from payung.stages.claims.sums.places import SCHOOL_PROOF_PLACE


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """One school year that was asked for; `year` is the one in which it begins."""

    school_year_id: int
    year: int
    level: Level
    state: SchoolState
    asked_on: date
    computed_idr: int
    amount_idr: int
    paid_on: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChildRow:
    """
    One child. `plan`: the years as if each class were passed; `next`: the first not asked yet.

    `ends`: why and when it ends, and what is open about it.
    """

    child_id: int
    number: int
    name: str
    born_on: date
    level: Level | None
    grade: int
    guardian: str
    account: str
    married_on: date | None
    works_from: date | None
    years: tuple[YearRow, ...]
    plan: tuple[ScholarshipYear, ...]
    next: ScholarshipYear | None
    ends: tuple[Statement, ...]


def children_of(*, viewer: Viewer, claim_id: int, at: datetime) -> list[ChildRow]:
    """
    Return the children in the family's order; nothing beyond the view.

    :raises ReasonNeeded: this person did not say within the hour why.
    """
    claim = opened(viewer, claim_id, at)
    if claim is None:
        return []
    known = children_now(claim.pk)
    plan, asked = _plan(claim, known), _years(claim.pk)
    return [_row(one, plan, asked.get(one.child_id, [])) for one in known]


def _plan(claim: Claim, known: list[KnownChild]) -> ScholarshipPlan | None:
    of = known_of(claim)
    if not known or not gives_scholarship(of, facts_now(claim.pk)):
        return None
    try:
        return scholarship_plan(of.event, [one.rule_child for one in known])
    except RuleRefused:
        return None


def _row(one: KnownChild, plan: ScholarshipPlan | None, asked: list[YearRow]) -> ChildRow:
    years = () if plan is None else plan.years
    mine = tuple(year for year in years if year.child == one.number)
    taken = {row.year for row in asked if row.state is not SchoolState.REFUSED}
    ends = () if plan is None else plan.statements
    return ChildRow(
        child_id=one.child_id,
        number=one.number,
        name=one.child.name,
        born_on=one.child.born_on,
        level=one.child.level,
        grade=one.child.grade,
        guardian=one.child.guardian,
        account=one.child.account,
        married_on=one.child.married_on,
        works_from=one.child.works_from,
        years=tuple(asked),
        plan=mine,
        next=next((year for year in mine if year.year not in taken), None),
        ends=tuple(line for line in ends if line.values.get("child") == str(one.number)),
    )


def _years(claim_id: int) -> dict[int, list[YearRow]]:
    rows = SchoolYear.objects.filter(child__claim_id=claim_id).order_by("year", "pk")
    found: dict[int, list[YearRow]] = {}
    for row in rows.defer("proof"):
        said = bytes(row.reason_sealed) if row.reason_sealed else b""
        found.setdefault(row.child_id, []).append(
            YearRow(
                school_year_id=int(row.pk),
                year=row.year,
                level=Level(row.level),
                state=SchoolState(row.state),
                asked_on=row.asked_on,
                computed_idr=row.computed_idr,
                amount_idr=row.amount_idr,
                paid_on=row.paid_on,
                reason=sealer().open(said, SCHOOL_PROOF_PLACE) if said else "",
            )
        )
    return found
