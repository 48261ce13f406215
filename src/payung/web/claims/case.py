"""What both sides read of one claim: cover, computed award, decision, flags, and what is sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from payung.foundation.rules import Line
from payung.kernel.dates import render_date, render_date_long
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import render_phone
from payung.kernel.wording import catalogue
from payung.stages.claims.queries import (
    ClaimView,
    DecidedRow,
    Evidence,
    FactsSeen,
    ReasonNeeded,
    award_of,
    decision_of,
    evidence_of,
    facts_of,
    flags_of,
    months_after,
)
from payung.stages.claims.sums.awards import Award
from payung.web.claims.losses import in_words
from payung.web.claims.shown import clock_of, kind_of, may_of, stage_of, title_of
from payung.web.facts import Fact
from payung.web.language import current, tell
from payung.web.requests import Request

PAID: Final = "paid"
CELLS: Final = {
    PAID: "paid",
    "in_transit": "held",
    "held": "held",
    "not_cut": "gap",
    "missing": "due",
}
"""How a month up to the event is drawn; the words beside it say which."""
_TOLD: Final = ("where", "doing", "injury", "hospital", "witness", "family_name")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The sentences of one award line: label, arithmetic, law, and what to ask."""

    label: str
    arithmetic: str
    law: str
    asks: tuple[str, ...]
    amount_idr: int


def context_of(request: Request, viewer: Viewer, claim: ClaimView) -> dict[str, object]:
    """Return what S61 and S86 show alike."""
    claim_id, at = claim.claim_id, request.at
    award = award_of(viewer=viewer, claim_id=claim_id, at=at)
    evidence = evidence_of(viewer=viewer, claim_id=claim_id, at=at)
    decision = decision_of(viewer=viewer, claim_id=claim_id, at=at)
    return {
        "claim": claim,
        "kind": kind_of(claim),
        "title": title_of(claim),
        "stage": stage_of(claim.state),
        "clock": clock_of(claim),
        "evidence": evidence,
        **_months(evidence),
        "award": award,
        "lines": [] if award is None else [_reading(one.line) for one in award.lines],
        "award_notes": [] if award is None else _notes(award),
        "award_refused": "" if award is None or award.refused is None else in_words(award.refused),
        "no_award": tell("claim.one.no_award"),
        "decision": decision,
        "decided": [] if decision is None else [(row, _label(row)) for row in decision.lines],
        "computed_idr": 0 if decision is None else sum(r.computed_idr for r in decision.lines),
        "compensation": decision.compensation.text(current())
        if decision and decision.compensation and decision.compensation.amount_idr
        else "",
        "flags": [flag.text(current()) for flag in flags_of(viewer=viewer, claim_id=claim_id)],
        "after": months_after(viewer=viewer, claim_id=claim_id),
        "history": [(step, role_words(step.role)) for step in reversed(claim.steps)],
        "told": _sealed(request, viewer, claim),
        "open_url": f"{reverse('claim-open', args=[claim_id])}?lanjut={request.path}",
        "may": dict.fromkeys(may_of(claim, viewer.role), True),
    }


def _reading(line: Line) -> Reading:
    lang = current()
    law = tell("rules.print.since", source=line.source, since=render_date(line.since))
    return Reading(
        label=line.text(lang),
        arithmetic=line.arithmetic.text(lang) if line.arithmetic else "",
        law=law,
        asks=tuple(ask.text(lang) for ask in line.asks),
        amount_idr=int(line.amount_idr),
    )


def _months(evidence: Evidence | None) -> dict[str, object]:
    """Return the months as a strip, those whose money is not there yet, and what can be done."""
    if evidence is None:
        return {}
    before = "" if evidence.settle_before is None else render_date(evidence.settle_before)
    return {
        "strip": [(row.month, CELLS[row.standing]) for row in evidence.months],
        "unpaid": [row for row in evidence.months if row.standing != PAID],
        "todo": [tell(code, day=before) for code in evidence.actions],
        "doubts": [note.text(current()) for note in evidence.notes],
    }


def _label(row: DecidedRow) -> str:
    return tell(row.label_code, **row.values)


def _notes(award: Award) -> list[str]:
    """Return what the rules say beside the money, each with its questions, once."""
    said: list[str] = []
    for one in award.statements:
        said += [one.text(current()), *(ask.text(current()) for ask in one.asks)]
    said += [note.text(current()) for note in award.notes]
    return list(dict.fromkeys(said))


def _sealed(request: Request, viewer: Viewer, claim: ClaimView) -> list[Fact] | None:
    """Return what was told of the event; None while nobody said why it should be opened."""
    if viewer.role is Role.SPONSOR:
        return []
    try:
        seen = facts_of(viewer=viewer, claim_id=claim.claim_id, at=request.at)
    except ReasonNeeded:
        return None
    return [] if seen is None else list(told_facts(seen, claim))


def told_facts(seen: FactsSeen, claim: ClaimView) -> Iterator[Fact]:
    """Yield what is written down; what was never said is left out."""
    facts = seen.facts
    if claim.is_death:
        yield Fact(tell("claim.told.cause"), tell(f"claim.cause.{facts.cause}"))
    for name in _TOLD:
        if value := getattr(facts, name):
            yield Fact(tell(f"claim.told.{name}"), value)
    if facts.family_phone:
        yield Fact(tell("claim.told.family_phone"), render_phone(facts.family_phone))
    if claim.kind == "jkk" and not claim.is_death:
        yield Fact(tell("claim.told.outcome"), tell(f"claim.outcome.{facts.outcome}"))
    if facts.unable_from and facts.unable_until:
        days = tell(
            "claim.told.unable_days",
            first=render_date_long(facts.unable_from, current()),
            last=render_date_long(facts.unable_until, current()),
        )
        yield Fact(tell("claim.told.unable"), days)


def role_words(role: str) -> str:
    code = f"access.role.{role}"
    return tell(code) if code in catalogue() else ""
