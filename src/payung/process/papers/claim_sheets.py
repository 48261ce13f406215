"""The papers of one claim: put together from the questions of its stages, then kept as made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.foundation.rules.benefits import Scheme
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role
from payung.kernel.wording import say
from payung.process.papers import claim_accident, claim_award, claim_checklists, claim_handover
from payung.process.papers.claim_accident import AccidentReport, accident_facts
from payung.process.papers.claim_award import AwardTold, Stated, award_facts
from payung.process.papers.claim_checklists import Checklist, checklist_facts
from payung.process.papers.claim_handover import HandedOver, handover_facts
from payung.process.papers.head import Head, head_of
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.reports.homes.places import place_of
from payung.stages.claims.queries import (
    ClaimView,
    ReasonNeeded,
    award_of,
    case_of,
    claim_of,
    decision_of,
    facts_of,
    papers_of,
)
from payung.stages.claims.sums.papers import Mark
from payung.stages.registry.queries.hospitals import hospitals

CLAIM: Final = "claims_claim"
SHEETS: Final = ("checklist", "accident", "award", "handover")
READERS: Final = frozenset({Role.OFFICER, Role.BRANCH})
"""Who may have them made: who walks with the family, and who decides."""


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A claim, who asks, and when."""

    claim: ClaimView
    by: Actor
    at: datetime


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """What a paper says, and how many rows it counts."""

    facts: Mapping[str, Any]
    rows: int = 1
    total_idr: int | None = None


def sheets_for(claim: ClaimView) -> tuple[str, ...]:
    """Return which papers a claim can have: the accident's data only after an accident."""
    is_accident = claim.kind is Scheme.JKK
    return tuple(name for name in SHEETS if name != "accident" or is_accident)


@operation
def claim_sheet(*, claim_id: int, sheet: str, by: Actor, at: datetime) -> int:
    """
    Make one of the papers of a claim; return its id. Changed facts make its next version.

    :raises NotYours: no such claim for the actor, or not theirs to print.
    :raises NothingToPrint: this claim has no such paper.
    :raises ReasonNeeded: it holds what is read with a reason only, and none was given.
    """
    if by.role not in READERS or by.regency_id is None:
        raise NotYours
    claim = claim_of(viewer=by.viewer, claim_id=claim_id, at=at)
    if claim is None:
        raise NotYours
    if sheet not in sheets_for(claim):
        raise NothingToPrint
    kind = _kind(claim, sheet)
    head = head_of(
        viewer=by.viewer,
        kind=kind,
        on=today_in_wib(at),
        regency_id=by.regency_id,
        office=claim.agency,
        agency_id=claim.agency_id,
    )
    said = _MADE[sheet](head, _Asked(claim=claim, by=by, at=at))
    return make(
        kind=kind,
        regency_id=by.regency_id,
        agency_id=claim.agency_id,
        subject_type=CLAIM,
        subject_id=claim_id,
        facts=said.facts,
        row_count=said.rows,
        total_idr=said.total_idr,
        number=f"{kind}-{claim.ref}",
        by=by,
        at=at,
    )


def _kind(claim: ClaimView, sheet: str) -> str:
    if sheet == "checklist":
        is_jkk = claim.kind is Scheme.JKK
        return claim_checklists.ACCIDENT if is_jkk else claim_checklists.DEATH
    kinds = {"accident": claim_accident, "award": claim_award, "handover": claim_handover}
    return str(kinds[sheet].KIND)


def _what(claim: ClaimView) -> str:
    return "jkk_death" if claim.kind is Scheme.JKK and claim.is_death else str(claim.kind)


def _checklist(head: Head, asked: _Asked) -> _Sheet:
    viewer, claim = asked.by.viewer, asked.claim
    case = case_of(viewer=viewer, claim_id=claim.claim_id)
    papers = papers_of(viewer=viewer, claim_id=claim.claim_id, at=asked.at)
    if case is None or papers is None:
        raise NotYours
    on = today_in_wib(asked.at)
    sheet = Checklist(
        case=case,
        papers=tuple(row.needed for row in papers.rows),
        on=on,
        place=place_of(viewer=viewer),
        hospitals=hospitals(viewer=viewer, on=on),
        there=frozenset(row.needed.code for row in papers.rows if row.mark is Mark.HAS),
        event_at=claim.event_at,
        ref=claim.ref,
    )
    return _Sheet(facts=checklist_facts(head, sheet), rows=len(papers.rows))


def _accident(head: Head, asked: _Asked) -> _Sheet:
    claim = asked.claim
    seen = facts_of(viewer=asked.by.viewer, claim_id=claim.claim_id, at=asked.at)
    if seen is None:
        raise NotYours
    told, first = seen.facts, next((one for one in claim.stages if one.stage == 1), None)
    family = [told.family_name, f"({told.family_relation})" if told.family_relation else ""]
    return _Sheet(
        facts=accident_facts(
            head,
            AccidentReport(
                ref=claim.ref,
                worker=claim.worker,
                card_number=claim.card_number,
                born_on=claim.born_on,
                sponsor=claim.sponsor,
                office=claim.agency,
                event_at=claim.event_at,
                where=told.where,
                doing=told.doing,
                injury=told.injury,
                hospital=told.hospital,
                witness=told.witness,
                is_traffic=told.is_traffic,
                family=" ".join(part for part in family if part),
                family_phone=told.family_phone,
                officer=asked.by.name if asked.by.role is Role.OFFICER else "",
                told_at=None if first is None else first.told_at,
                channel="" if first is None else first.channel,
            ),
        )
    )


def _award(head: Head, asked: _Asked) -> _Sheet:
    viewer, claim = asked.by.viewer, asked.claim
    found = award_of(viewer=viewer, claim_id=claim.claim_id, at=asked.at)
    if found is None:
        raise ReasonNeeded(claim.claim_id)  # the parts of an injury name the body's
    decided = decision_of(viewer=viewer, claim_id=claim.claim_id, at=asked.at)
    stated = (
        []
        if decided is None
        else [
            Stated(
                label=say(row.label_code, **row.values),
                stated_idr=row.stated_idr,
                computed_idr=row.computed_idr,
                why=row.why,
            )
            for row in decided.lines
        ]
    )
    told = AwardTold(
        ref=claim.ref,
        what=_what(claim),
        event_on=claim.event_on,
        member_since=found.member_since,
        paid_months=found.paid_months,
        wage_idr=found.wage_idr,
        lines=[one.line for one in found.lines],
        statements=found.statements,
        notes=found.notes,
        refused="" if found.refused is None else found.refused.message(),
        stated=stated,
        decided_on=None if decided is None else decided.decided_on,
    )
    total_idr = told.stated_idr if stated else told.total_idr
    return _Sheet(facts=award_facts(head, told), rows=len(told.lines), total_idr=total_idr)


def _handover(head: Head, asked: _Asked) -> _Sheet:
    viewer, claim = asked.by.viewer, asked.claim
    papers = papers_of(viewer=viewer, claim_id=claim.claim_id, at=asked.at)
    if papers is None:
        raise NotYours
    there = [row.needed for row in papers.rows if row.mark is Mark.HAS]
    told = HandedOver(
        ref=claim.ref,
        what=_what(claim),
        card_number=claim.card_number,
        papers=there,
        missing=[row.needed for row in papers.rows if row.mark is Mark.LATER],
        handed_on=claim.handed_on,
        due_on=None if claim.service is None else claim.service.due_on,
        officer=asked.by.name if asked.by.role is Role.OFFICER else "",
    )
    return _Sheet(facts=handover_facts(head, told), rows=len(there))


_MADE: Final[Mapping[str, Callable[[Head, _Asked], _Sheet]]] = MappingProxyType(
    {
        "checklist": _checklist,
        "accident": _accident,
        "award": _award,
        "handover": _handover,
    }
)
