"""One worker as the sponsor sees them: covered or not, twelve months, and what comes next."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from payung.foundation.rules import Standing, due_on, holidays, standing
from payung.kernel.month import Month

STRIP_MONTHS = 12
SCHOOL_MONTHS = 36
"""Contribution months before the children's education grant (PP 82/2019)."""


class Cell(StrEnum):
    """What happened to one month of one worker."""

    PAID = "paid"
    """Confirmed by the branch: covered."""
    HELD = "held"
    """Cut from pay, not yet confirmed."""
    DUE = "due"
    """Asked for; no answer yet."""
    GAP = "gap"
    """Nothing came."""
    NONE = "none"
    """Before the first contribution month, or after the end."""


class Status(StrEnum):
    """The one thing to say about a worker today."""

    DRAFT = "draft"
    CHECKED = "checked"
    RETURNED = "returned"
    AT_BRANCH = "at_branch"
    FIRST = "first"
    COVERED = "covered"
    WAITING = "waiting"
    DUE = "due"
    ARREARS = "arrears"
    LAPSED = "lapsed"
    ENDED = "ended"
    DIED = "died"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One month on a deduction list, with what payroll said about it."""

    amount_idr: int
    outcome: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known about one sponsorship, before any judgement."""

    state: str
    first_month: Month | None = None
    spell_ends_on: date | None = None
    spell_end_reason: str = ""
    ended_on: date | None = None
    end_reason: str = ""
    died_on: date | None = None
    paid: frozenset[Month] = frozenset()
    asked: dict[Month, Asked] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The judgement: `status` on a day, with the days and months that its sentence needs."""

    status: Status
    strip: tuple[tuple[Month, Cell], ...]
    covered_until: date | None
    """The last day covered without a gap from today, or the last day ever covered."""
    months_paid: int
    missing: tuple[Month, ...] = ()
    reason: str = ""
    ends_on: date | None = None
    """The first day without membership, if nothing more comes; or the day it ended."""
    due_on: date | None = None

    @property
    def pay_until(self) -> date | None:
        """The last day on which a missing month still keeps the membership."""
        return None if self.ends_on is None else self.ends_on - timedelta(days=1)

    @property
    def needs_attention(self) -> bool:
        return self.status in (Status.RETURNED, Status.ARREARS, Status.LAPSED)


_BEFORE_ACCEPTANCE = {
    "draft": Status.DRAFT,
    "registered": Status.CHECKED,
    "held": Status.CHECKED,
    "verified": Status.CHECKED,
    "returned": Status.RETURNED,
    "submitted": Status.AT_BRANCH,
}


def cover_of(facts: Facts, *, on: date) -> Cover:
    """
    Judge one worker on a day.

    Covered is only a month that the branch confirmed; one or two missing months are never called
    covered, even though the membership still runs.
    """
    now = Month.of(on)
    strip = tuple((month, _cell(facts, month, now)) for month in _window(now))
    months_paid = len(facts.paid)
    if facts.died_on is not None and facts.died_on <= on:
        until = max(facts.paid).last_day if facts.paid else None
        return Cover(
            status=Status.DIED,
            strip=strip,
            covered_until=until,
            months_paid=months_paid,
            ends_on=facts.died_on,
        )
    if facts.state in _BEFORE_ACCEPTANCE or facts.first_month is None:
        status = _BEFORE_ACCEPTANCE.get(facts.state, Status.AT_BRANCH)
        return Cover(status=status, strip=strip, covered_until=None, months_paid=months_paid)
    if facts.state == "ended":
        return _ended(facts, strip, months_paid)
    return _running(facts, facts.first_month, strip, on)


def _running(facts: Facts, first: Month, strip: tuple[tuple[Month, Cell], ...], on: date) -> Cover:
    now = Month.of(on)
    if now in facts.paid:
        until = now
        while until.next in facts.paid:
            until = until.next
        return Cover(
            status=Status.COVERED,
            strip=strip,
            covered_until=until.last_day,
            months_paid=len(facts.paid),
        )
    stands = standing(first_month=first, paid_months=facts.paid, asked=max(now, first))
    missing = stands.unpaid
    waits = dict(strip).get(missing[-1] if missing else now)
    return Cover(
        status=_status(facts, stands, waits, on),
        strip=strip,
        covered_until=max(facts.paid).last_day if facts.paid else None,
        months_paid=len(facts.paid),
        missing=missing,
        reason=next((facts.asked[m].reason for m in missing if m in facts.asked), ""),
        ends_on=stands.lapsed_on or stands.lapses_on,
        due_on=due_on(max(now, first), holidays().days),
    )


def _status(facts: Facts, stands: Standing, waits: Cell | None, on: date) -> Status:
    if stands.lapsed_on is not None:
        return Status.LAPSED
    if len(stands.unpaid) > 1 or waits is Cell.GAP:
        return Status.ARREARS
    if not facts.paid:
        return Status.FIRST
    return Status.WAITING if waits is Cell.HELD else _due_or_late(stands, on)


def _due_or_late(stands: Standing, on: date) -> Status:
    late = stands.unpaid and on > due_on(stands.unpaid[0], holidays().days)
    return Status.ARREARS if late else Status.DUE


def _ended(facts: Facts, strip: tuple[tuple[Month, Cell], ...], months_paid: int) -> Cover:
    return Cover(
        status=Status.LAPSED if facts.end_reason == "lapsed" else Status.ENDED,
        strip=strip,
        covered_until=max(facts.paid).last_day if facts.paid else None,
        months_paid=months_paid,
        reason=facts.end_reason,
        ends_on=facts.spell_ends_on or facts.ended_on,
    )


def _window(now: Month) -> list[Month]:
    return Month.span(now - (STRIP_MONTHS - 1), now.next)


def _cell(facts: Facts, month: Month, now: Month) -> Cell:
    if month in facts.paid:
        return Cell.PAID
    over = facts.spell_ends_on is not None and month.first_day >= facts.spell_ends_on
    if facts.first_month is None or month < facts.first_month or over:
        return Cell.NONE
    asked = facts.asked.get(month)
    if asked is None:
        return Cell.DUE if month == now else Cell.GAP
    if asked.outcome == "":
        return Cell.DUE
    return Cell.HELD if asked.outcome == "cut" else Cell.GAP
