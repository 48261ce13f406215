"""Was the day of the event covered, what of the money is where, and what can still be done?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.foundation.audit.scope import beyond
from payung.foundation.rules import Note, arrears
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.claims.models import Claim
from payung.stages.claims.queries.opening import worked_on
from payung.stages.cover.queries import Cover, cover_on
from payung.stages.cover.queries.facts import history_of
from payung.stages.cover.queries.standings import standings
from payung.stages.cover.sums import History, Spell, payments_of

SHOWN: Final = 12
"""So many months before the event are told one by one."""


@dataclass(frozen=True, kw_only=True)
class MonthEvidence:
    """One month up to the event: "paid", "in_transit", "held", "not_cut" or "missing"."""

    month: Month
    standing: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """
    The cover answer for the day of the event, from money.

    `actions`: what can still be done today, as codes `claims.todo.*`. Whether arrears that are
    paid later count for an event in them, BPJS decides: `notes` say so.
    """

    on: date
    cover: Cover
    months: tuple[MonthEvidence, ...]
    may_settle: bool
    settle_before: date | None
    actions: tuple[str, ...]
    is_before_enrolment: bool
    notes: tuple[Note, ...]


def evidence_of(*, viewer: Viewer, claim_id: int, at: datetime) -> Evidence | None:
    """
    Return the evidence for the day of a claim's event; None beyond the view.

    :raises ReasonNeeded: the secretariat or an auditor, who did not say why.
    """
    claim = worked_on(viewer, claim_id, at)
    if claim is None:
        return None
    with beyond("a worker's months are one row of months, whichever office cut them"):
        system = Viewer.system()
        cover = cover_on(viewer=system, worker_id=claim.worker_id, on=claim.event_on)
        history = history_of(viewer=system, worker_id=claim.worker_id)
        spell = history.spell_on(claim.event_on)
        months = tuple(_months(claim, spell, history)) if spell else ()
    settle, before, notes = _arrears(claim, spell, history, today_in_wib(at))
    is_before = spell is None and not history.ended_before(claim.event_on)
    return Evidence(
        on=claim.event_on,
        cover=cover,
        months=months,
        may_settle=settle,
        settle_before=before,
        actions=_actions(months, is_covered=cover.covered, may_settle=settle),
        is_before_enrolment=is_before,
        notes=notes,
    )


def _months(claim: Claim, spell: Spell, history: History) -> Iterator[MonthEvidence]:
    paid, last = payments_of(spell, history), Month.of(claim.event_on)
    first = max(spell.first_month, last - (SHOWN - 1))
    asked = Month.span(first, last.next) if first <= last else []
    found = standings(viewer=Viewer.system(), worker_id=claim.worker_id, months=asked)
    for month in asked:
        # Paid, and yet not of this membership: received after it had lapsed.
        is_late = found[month] == "paid" and month not in paid
        yield MonthEvidence(month=month, standing="missing" if is_late else found[month])


def _arrears(
    claim: Claim, spell: Spell | None, history: History, today: date
) -> tuple[bool, date | None, tuple[Note, ...]]:
    """Return whether arrears may still be paid, before which day, and what is unsure of it."""
    if spell is None:
        return False, None, ()
    paid = frozenset(payments_of(spell, history))
    asked = Month.of(claim.event_on)
    if asked < spell.first_month:
        return False, None, ()
    found = arrears(first_month=spell.first_month, paid_months=paid, asked=asked)
    is_in_time = found.pay_before is None or today < found.pay_before
    return bool(found.months) and is_in_time, found.pay_before, found.notes


def _actions(
    months: tuple[MonthEvidence, ...], *, is_covered: bool, may_settle: bool
) -> tuple[str, ...]:
    standings = {one.standing for one in months}
    found = []
    if "held" in standings:
        found.append("claims.todo.remit")
    if "in_transit" in standings:
        found.append("claims.todo.confirm")
    if may_settle and standings & {"missing", "not_cut"}:
        found.append("claims.todo.settle")
    if not is_covered:
        found.append("claims.todo.send_anyway")
    return tuple(found)
