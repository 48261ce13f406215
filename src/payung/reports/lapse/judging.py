"""From facts to a prediction, by the rules of the law and nothing else."""

from datetime import date
from typing import Final

from payung.foundation.rules import due_on, holidays, standing
from payung.kernel.month import Month
from payung.reports.colleagues import RETIREMENT_AGES
from payung.reports.lapse.values import Cause, Facts, Prediction

WINDOW: Final = 6
"""So many months back the paid months are read: more than any run that ends a membership."""
RETIREMENT_AHEAD: Final = 6
"""A retirement is foreseen in this month and so many after it."""


def foreseen(facts: Facts, *, on: date) -> Prediction | None:
    """
    Return what will happen to a worker if nobody does anything; None where nothing will.

    A month that is still on its way, up to its due day, is no loss yet. Where two facts lead to a
    loss, the earlier day counts; the one that leaves the worker without a payer says why.
    """
    now = Month.of(on)
    missing = _missing(facts, now, on)
    leaving = _leaving(facts, now)
    if leaving is None:
        return missing
    cause, month, age = leaving
    month = max(month, now, facts.first_month)
    while month in facts.paid:
        month = month.next
    # Nobody pays after the month that began; what is unpaid before it counts in the same run.
    first = facts.first_month if month <= now else month
    stands = standing(
        first_month=max(first, now - WINDOW), paid_months=facts.paid, asked=max(month, now)
    )
    lapses_on = stands.lapses_on or stands.lapsed_on
    assert lapses_on is not None, "a month that is not paid is unpaid"
    if missing is not None:
        lapses_on = min(lapses_on, missing.lapses_on)
    coming = Prediction(
        facts=facts,
        cause=cause,
        month=month,
        unpaid=stands.unpaid if month <= now else (),
        loses_on=lapses_on if month <= now else month.first_day,
        lapses_on=lapses_on,
        age=age,
    )
    return missing if missing is not None and missing.loses_on < coming.loses_on else coming


def retirement(born_on: date, age: int) -> Month:
    """Return the first month without pay: the one after the month in which the age is reached."""
    return Month(born_on.year + age, born_on.month).next


def _missing(facts: Facts, now: Month, on: date) -> Prediction | None:
    """Return what the months that are past their due day lead to."""
    stands = standing(
        first_month=max(facts.first_month, now - WINDOW), paid_months=facts.paid, asked=now
    )
    lapses_on = stands.lapses_on or stands.lapsed_on
    if lapses_on is None or on <= due_on(stands.unpaid[0], holidays().days):
        return None
    return Prediction(
        facts=facts,
        cause=Cause.HELD if stands.unpaid[0] in facts.cut else Cause.ARREARS,
        month=stands.unpaid[0],
        unpaid=stands.unpaid,
        loses_on=lapses_on,
        lapses_on=lapses_on,
    )


def _leaving(facts: Facts, now: Month) -> tuple[Cause, Month, int] | None:
    """Return the first month that nobody will pay, and why; the earliest where there are more."""
    free = max(now, facts.listed.next) if facts.listed else now
    found: list[tuple[Month, Cause, int]] = []
    if facts.until is not None:
        found.append((facts.until, Cause.STOPPED, 0))
    if facts.gone_on is not None:
        begins = facts.gone_on.day == 1
        month = Month.of(facts.gone_on)
        found.append((max(month if begins else month.next, free), Cause.GONE, 0))
    if facts.is_withdrawn:
        found.append((free, Cause.WITHDRAWN, 0))
    elif facts.dear is not None:
        found.append((facts.dear, Cause.CEILING, 0))
    if facts.born_on is not None:
        for age in RETIREMENT_AGES:
            month = retirement(facts.born_on, age)
            if now < month <= now + RETIREMENT_AHEAD:
                found.append((month, Cause.RETIRES, age))
    if not found:
        return None
    month, cause, age = min(found, key=lambda one: one[0])
    return cause, month, age
