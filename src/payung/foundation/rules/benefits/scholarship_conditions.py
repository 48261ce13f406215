"""What a scholarship asks for: contributions before the event, and a child it has not ended for."""

from datetime import date
from typing import NamedTuple

from payung.foundation.rules.ages import birthday_on
from payung.foundation.rules.benefits.accident import not_before_birth
from payung.foundation.rules.benefits.lines import said
from payung.foundation.rules.benefits.scheme import Scheme
from payung.foundation.rules.benefits.scholarship_values import Child, Event
from payung.foundation.rules.law import Law
from payung.foundation.rules.problems import PaidMonthsNegative
from payung.foundation.rules.values import Note, Statement
from payung.kernel.dates import render_date

MONTHS_OF_A_YEAR = 12


def contributed(event: Event, law: Law) -> tuple[Statement | None, tuple[Note, ...]]:
    """
    Return why no scholarship follows for want of contributions, or None and what is to be asked.

    JKK asks for no contribution period. For JKM the years may be meant in total or without a gap:
    the setting scholarship_counts.
    """
    if min(event.paid_months, event.run) < 0:
        raise PaidMonthsNegative(months=str(min(event.paid_months, event.run)))
    if event.scheme is Scheme.JKK:
        return None, ()
    found = law.beasiswa_masa_iur_jkm.in_force(event.on)
    needed = found.value.count * MONTHS_OF_A_YEAR
    setting = law.settings["scholarship_counts"]
    in_all, in_a_row = event.paid_months, min(event.run, event.paid_months)
    counted = in_all if setting.value == "total_months" else in_a_row
    values = {"needed": str(needed), "paid": str(in_all), "unbroken": str(in_a_row)}
    asks: tuple[Note, ...] = ()
    if (in_all >= needed) != (in_a_row >= needed):
        asks = (Note(f"{setting.note}.{setting.value}", values),)
    if counted >= needed:
        return None, asks
    return said("rules.line.scholarship_too_early", found, values=values, asks=asks), ()


class End(NamedTuple):
    """The day from which a child has no scholarship, and the reason that comes first."""

    on: date
    code: str


def end_of(child: Child, event: Event, law: Law) -> End:
    """Return when it ends for a child at the latest: 23rd birthday, marriage, or work."""
    years = law.beasiswa_usia.in_force(event.on).value.count
    days = {"age": birthday_on(child.born_on, years)}
    if child.married_on is not None:
        days["married"] = child.married_on
    if child.works_from is not None:
        days["works"] = child.works_from
    code = min(days, key=lambda reason: days[reason])
    return End(days[code], code)


def ended(child: Child, number: int, on: date, event: Event, law: Law) -> Statement | None:
    """
    Return since when and why this child has no scholarship any more on a day, the first reason.

    Since Permenaker 1/2025 a working child that still learns may be excepted: that asks the branch.
    """
    end = end_of(child, event, law)
    if on < end.on:
        return None
    found = law.beasiswa_usia.in_force(event.on)
    values = {"child": str(number), "on": render_date(end.on), "age": str(found.value.count)}
    line = f"rules.line.scholarship_ends_{end.code}"
    asks = _exception(on, law) if end.code == "works" else ()
    return said(line, found, values=values, on=end.on, asks=asks)


def check_child(child: Child) -> None:
    """Refuse a child that married or worked before it was born."""
    for day in (child.married_on, child.works_from):
        if day is not None:
            not_before_birth(day, child.born_on)


def about_birth(child: Child, event: Event) -> tuple[Note, ...]:
    """Return the question about a child born after the event."""
    if child.born_on <= event.on:
        return ()
    values = {"born": render_date(child.born_on), "event": render_date(event.on)}
    return (Note("rules.ask.born_after", values),)


def _exception(on: date, law: Law) -> tuple[Note, ...]:
    rule = law.beasiswa_anak_bekerja
    if on < min(rule.values):
        return ()
    months = rule.in_force(on).value.count
    return (Note("rules.ask.working_child", {"months": str(months)}),)
