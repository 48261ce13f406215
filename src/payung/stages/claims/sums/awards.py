"""What the rules compute for one claim, part by part: an explanation, never a promise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from payung.foundation.rules import (
    Benefit,
    Line,
    Note,
    RuleRefused,
    Statement,
    jkm,
)
from payung.foundation.rules.benefits import (
    Accident,
    Child,
    Event,
    Mode,
    Scheme,
    ScholarshipPlan,
    dentures,
    glasses,
    hearing_aid,
    home_care,
    jkk_death,
    partial_disability,
    prosthesis,
    scholarship_plan,
    stmb,
    total_disability,
    transport,
)
from payung.foundation.rules.benefits.accident import wage_of
from payung.foundation.rules.law import current_law
from payung.kernel.findings import Finding
from payung.stages.claims.sums.facts import Facts, Outcome

_COSTS = {
    "dentures": dentures,
    "hearing_aid": hearing_aid,
    "glasses": glasses,
    "home_care": home_care,
    "prosthesis": prosthesis,
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """
    All that decides about the amounts of one claim.

    :param event_on: the accident, or the death (JKM).
    :param member_since: the first day of the spell that holds the event; None where none does.
    :param paid_months: months of that spell paid up to the event.
    :param all_months, unbroken_months: paid in all, and in a row up to the event.
    """

    kind: Scheme
    is_death: bool
    event_on: date
    died_on: date | None
    born_on: date | None
    income_idr: int
    member_since: date | None
    paid_months: int
    all_months: int
    unbroken_months: int
    is_covered: bool

    @property
    def event(self) -> Event:
        return Event(self.kind, self.event_on, self.all_months, self.unbroken_months)

    @property
    def accident(self) -> Accident:
        return Accident(self.event_on, self.income_idr, born_on=self.born_on)


@dataclass(frozen=True, kw_only=True)
class AwardLine:
    """One part; `key` names it within its claim, also where a part has twelve months."""

    key: str
    part: str
    line: Line


@dataclass(frozen=True, kw_only=True)
class Award:
    """What the rules compute; `refused` says why nothing can be computed."""

    lines: tuple[AwardLine, ...]
    notes: tuple[Note, ...]
    statements: tuple[Statement, ...]
    total_idr: int
    is_covered: bool
    wage_idr: int
    member_since: date | None
    paid_months: int
    scholarship: ScholarshipPlan | None
    refused: Finding | None


def award(known: Known, facts: Facts, children: Sequence[Child]) -> Award:
    """Return the parts of one claim, with the scholarship plan of its children beside them."""
    refused: Finding | None = None
    parts: list[tuple[str, Benefit]] = []
    plan: ScholarshipPlan | None = None
    try:
        parts = list(_parts(known, facts))
        plan = _plan(known, facts, children)
    except RuleRefused as cannot:
        refused, parts = cannot.finding, []
    lines = tuple(_lines(parts))
    return Award(
        lines=lines,
        notes=_once([note for _, found in parts for note in found.notes]),
        statements=tuple(one for _, found in parts for one in found.statements),
        total_idr=sum(int(one.line.amount_idr) for one in lines),
        is_covered=known.is_covered,
        wage_idr=wage_of(known.accident, current_law()).base_idr,
        member_since=known.member_since,
        paid_months=known.paid_months,
        scholarship=plan,
        refused=refused,
    )


def _parts(known: Known, facts: Facts) -> Iterator[tuple[str, Benefit]]:
    if known.member_since is None:
        return
    if known.kind is Scheme.JKM:
        assert known.died_on is not None
        yield (
            "jkm",
            jkm(
                died_on=known.died_on,
                member_since=known.member_since,
                paid_months=known.paid_months,
                born_on=known.born_on,
            ),
        )
        return
    yield from _accident_parts(known, facts)
    if known.died_on is not None:
        yield "jkk_death", jkk_death(known.accident, died_on=known.died_on)


def _accident_parts(known: Known, facts: Facts) -> Iterator[tuple[str, Benefit]]:
    """Yield what the worker has from an accident, also before dying of it."""
    declared_on = facts.declared_at.date() if facts.declared_at else None
    costs = {mode: facts.costs_idr[mode] for mode in Mode if mode in facts.costs_idr}
    if costs:
        yield "transport", transport(known.accident, costs)
    if facts.unable_from is not None and facts.unable_until is not None:
        yield (
            "stmb",
            stmb(known.accident, from_on=facts.unable_from, last_on=facts.unable_until),
        )
    for code, rule in _COSTS.items():
        if code in facts.costs_idr:
            yield code, rule(known.accident, facts.costs_idr[code])
    if known.is_death:
        return
    if facts.outcome is Outcome.TOTAL:
        yield "total", total_disability(known.accident, declared_on=declared_on)
    elif facts.outcome is Outcome.PARTIAL and facts.losses:
        yield (
            "partial",
            partial_disability(
                known.accident,
                [loss.loss() for loss in facts.losses],
                is_left_handed=facts.is_left_handed,
                declared_on=declared_on,
            ),
        )


def _plan(known: Known, facts: Facts, children: Sequence[Child]) -> ScholarshipPlan | None:
    if not children or not gives_scholarship(known, facts):
        return None
    return scholarship_plan(known.event, children)


def gives_scholarship(known: Known, facts: Facts) -> bool:
    """Whether scholarships can follow: after a death, or a total disability by an accident."""
    return known.member_since is not None and (known.is_death or facts.outcome is Outcome.TOTAL)


def _lines(parts: Sequence[tuple[str, Benefit]]) -> Iterator[AwardLine]:
    for part, found in parts:
        for number, line in enumerate(found.lines, start=1):
            yield AwardLine(key=f"{part}.{number}", part=part, line=line)


def _once(notes: Sequence[Note]) -> tuple[Note, ...]:
    kept: list[Note] = []
    for note in notes:
        if note not in kept:
            kept.append(note)
    return tuple(kept)
