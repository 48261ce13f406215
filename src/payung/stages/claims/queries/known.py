"""What is known of a claim now, for the questions and changes of this stage; not for others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from payung.foundation.rules.benefits import Child as RuleChild
from payung.foundation.rules.benefits import Level, Relation, Scheme
from payung.foundation.rules.benefits.claim_papers import ClaimCase, PaperNeeded, papers_for
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.stages.claims.models import (
    Child,
    ChildVersion,
    Claim,
    ClaimFacts,
    HeirVersion,
    PaperMark,
    SchoolYear,
)
from payung.stages.claims.states import SchoolState
from payung.stages.claims.sums.facts import Facts, from_text
from payung.stages.claims.sums.heirs import (
    ChildInput,
    HeirInput,
    child_from,
    heir_from,
    is_minor,
)
from payung.stages.claims.sums.papers import Mark
from payung.stages.claims.sums.places import CHILD_PLACE, FACTS_PLACE, HEIR_PLACE


@dataclass(frozen=True, kw_only=True)
class KnownHeir:
    heir_id: int
    number: int
    version: int
    heir: HeirInput


@dataclass(frozen=True, kw_only=True)
class KnownChild:
    child_id: int
    number: int
    version: int
    child: ChildInput
    taken_years: dict[Level, int]

    @property
    def rule_child(self) -> RuleChild:
        """The child as the rules plan for it: from the event on, without what was paid."""
        return self.child.child({})


@dataclass(frozen=True, kw_only=True)
class Marked:
    mark: Mark
    at: datetime


def facts_row(claim_id: int) -> ClaimFacts:
    return ClaimFacts.objects.filter(claim_id=claim_id).latest("version")


def facts_now(claim_id: int) -> Facts:
    return opened_facts(facts_row(claim_id))


def opened_facts(row: ClaimFacts) -> Facts:
    return from_text(sealer().open(bytes(row.sealed), FACTS_PLACE))


def marks_now(claim_id: int) -> dict[str, Marked]:
    """Return the last mark of each paper."""
    rows = PaperMark.objects.filter(claim_id=claim_id).order_by("pk")
    found = rows.values_list("code", "mark", "marked_at")
    return {code: Marked(mark=Mark(mark), at=at) for code, mark, at in found}


def heirs_now(claim_id: int) -> list[KnownHeir]:
    """Return the heirs who were not taken off, in the order they were named."""
    rows = (
        HeirVersion.objects.filter(heir__claim_id=claim_id)
        .order_by("heir__number", "-version")
        .distinct("heir__number")
        .values_list(
            *("heir_id", "heir__number", "version", "relation", "sealed", "is_removed"),
        )
    )
    return [
        KnownHeir(
            heir_id=heir_id,
            number=number,
            version=version,
            heir=heir_from(sealer().open(bytes(sealed), HEIR_PLACE), relation),
        )
        for heir_id, number, version, relation, sealed, is_removed in rows
        if not is_removed
    ]


def children_now(claim_id: int) -> list[KnownChild]:
    """Return the children in the family's order, with the years asked or paid per level."""
    ids = Child.objects.filter(claim_id=claim_id).values_list("pk", flat=True)
    paid: dict[int, dict[Level, int]] = {child_id: {} for child_id in ids}
    years = SchoolYear.objects.filter(child__claim_id=claim_id).exclude(state=SchoolState.REFUSED)
    for child_id, level in years.values_list("child_id", "level"):
        paid[child_id][Level(level)] = paid[child_id].get(Level(level), 0) + 1
    rows = (
        ChildVersion.objects.filter(child__claim_id=claim_id)
        .order_by("child__number", "-version")
        .distinct("child__number")
        .values_list("child_id", "child__number", "version", "sealed")
    )
    return [
        KnownChild(
            child_id=child_id,
            number=number,
            version=version,
            child=child_from(sealer().open(bytes(sealed), CHILD_PLACE)),
            taken_years=paid[child_id],
        )
        for child_id, number, version, sealed in rows
    ]


def day_of(claim: Claim) -> date:
    """Return the day that decides who is a minor: of the death, or else of the event."""
    return claim.died_on or claim.event_on


def cases_now(claim: Claim) -> list[ClaimCase]:
    """Return what the list of papers depends on, once per kinship among the heirs."""
    facts, heirs = facts_now(claim.pk), heirs_now(claim.pk)
    relations: Iterable[str] = dict.fromkeys(one.heir.relation for one in heirs)
    if not heirs:
        told = facts.family_relation
        relations = [told if claim.is_death and told in set(Relation) else ""]
    has_minor = any(is_minor(one.heir.born_on, day_of(claim)) for one in heirs)
    has_children = Child.objects.filter(claim=claim).exists()
    return [
        ClaimCase(
            kind=Scheme(claim.kind),
            is_death=claim.is_death,
            cause=facts.cause,
            heir_relation=relation,
            has_minor_heir=has_minor,
            has_will=facts.has_will,
            has_birth_certificates=facts.has_birth_certificates,
            is_traffic=facts.is_traffic,
            has_children_at_school=facts.has_children_at_school or has_children,
        )
        for relation in relations
    ]


def needed_now(claim: Claim) -> tuple[PaperNeeded, ...]:
    """Return the papers of the case, each once, in the order of gathering."""
    found: dict[str, PaperNeeded] = {}
    for case in cases_now(claim):
        for paper in papers_for(case, on=today_in_wib(claim.reported_at)):
            found.setdefault(paper.code, paper)
    return tuple(found.values())
