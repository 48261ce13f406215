"""Protected on a day, from plain facts: the spells, the months paid and confirmed, a death."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from payung.foundation.rules import current_law
from payung.foundation.rules.lapse import lapse_day, run_length
from payung.kernel.month import Month

LAPSED = "lapsed"
DAY = timedelta(days=1)


class NoRunEndsHere(LookupError):
    """The rules know no run of unpaid months that ends a membership on this month's first day."""


@dataclass(frozen=True, kw_only=True)
class Spell:
    """One membership `[starts_on, ends_on)` under one participant number."""

    starts_on: date
    first_month: Month
    ends_on: date | None = None
    end_reason: str = ""
    has_number: bool = True

    def contains(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def has_lapsed(self) -> bool:
        return self.ends_on is not None and self.end_reason == LAPSED


@dataclass(frozen=True, kw_only=True)
class Payment:
    """A month paid and confirmed. `receipt` is empty where credit of an earlier month paid it."""

    month: Month
    received_on: date
    receipt: str = ""
    amount_idr: int = 0


@dataclass(frozen=True, kw_only=True)
class Protection:
    """The unbroken protection around a day: `since` its first day, `until` its last."""

    since: date
    until: date
    months: tuple[Month, ...]


@dataclass(frozen=True, kw_only=True)
class History:
    """All that decides about one worker. Spells by start; payments by month."""

    spells: Sequence[Spell] = ()
    payments: Mapping[Month, Payment] = field(default_factory=dict)
    born_on: date | None = None
    died_on: date | None = None

    def spell_on(self, day: date) -> Spell | None:
        return next((spell for spell in self.spells if spell.contains(day)), None)

    def ended_before(self, day: date) -> list[Spell]:
        """Return the spells that ended on `day` or earlier, the last one last."""
        return [spell for spell in self.spells if spell.ends_on and spell.ends_on <= day]

    def begins_after(self, day: date) -> Spell | None:
        return next((spell for spell in self.spells if spell.starts_on > day), None)


def payments_of(spell: Spell, history: History) -> dict[Month, Payment]:
    """
    Return the payments that count for `spell`: its own months, and nothing after a lapse.

    A month before its first contribution month counts where a spell under an earlier number,
    which ended on the day this one started, had paid it: protection goes on. What the branch
    receives on or after the day a membership lapsed cannot revive it.
    """
    return {
        month: payment
        for month, payment in history.payments.items()
        if month >= Month.of(spell.starts_on)
        and (spell.ends_on is None or month.first_day < spell.ends_on)
        and not (spell.has_lapsed and spell.ends_on and payment.received_on >= spell.ends_on)
    }


def begins_on(spell: Spell, payments: Mapping[Month, Payment]) -> date | None:
    """Return the first possible day of protection (C4); None while nothing was received."""
    if not spell.has_number or not payments:
        return None
    first_receipt = min(payment.received_on for payment in payments.values())
    return max(spell.starts_on, first_receipt)


def protection(history: History, day: date) -> Protection | None:
    """
    Return the protection around `day`, or None where it is not protected (C2, C4, C6).

    Protected means: a number, the day's month paid and confirmed, a spell that holds the day, not
    dead before it, and not before the spell's start or its first receipt.
    """
    spell = history.spell_on(day)
    if spell is None or (history.died_on is not None and day > history.died_on):
        return None
    paid = payments_of(spell, history)
    start = begins_on(spell, paid)
    month = Month.of(day)
    if start is None or day < start or month not in paid:
        return None
    first = last = month
    while first.previous in paid:
        first = first.previous
    while last.next in paid:
        last = last.next
    return Protection(
        since=max(first.first_day, start),
        until=_last_day(last, spell, history.died_on),
        months=tuple(Month.span(first, last.next)),
    )


def _last_day(last: Month, spell: Spell, died_on: date | None) -> date:
    days = [last.last_day]
    if spell.ends_on is not None:
        days.append(spell.ends_on - DAY)
    if died_on is not None:
        days.append(died_on)
    return min(days)


def last_protected_day(history: History, before: date) -> date | None:
    """Return the last protected day before `before`; None if there never was one."""
    months = [month for month in history.payments if month.first_day < before]
    for month in sorted(months, reverse=True):
        day = min(month.last_day, before - DAY)
        found = protection(history, day) or _last_in(history, month, day)
        if found is not None:
            return min(found.until, before - DAY)
    return None


def _last_in(history: History, month: Month, day: date) -> Protection | None:
    """Look once more where the spell or the life ended within the month."""
    ends = [spell.ends_on - DAY for spell in history.spells if spell.ends_on is not None]
    if history.died_on is not None:
        ends.append(history.died_on)
    for end in sorted((end for end in ends if end in month and end <= day), reverse=True):
        if (found := protection(history, end)) is not None:
            return found
    return None


def run_that_ends_on(month: Month) -> list[Month]:
    """
    Return the unpaid months in a row that end a membership on the first day of `month`.

    Which they are (entering the third or the fourth) is the setting `lapse_moment`.
    :raises NoRunEndsHere: the rules end no membership on this day.
    """
    law = current_law()
    for last in (month.previous, month):
        run = Month.span(last - (run_length(last, law) - 1), last.next)
        if lapse_day(run, law) == month.first_day:
            return run
    raise NoRunEndsHere(str(month))
