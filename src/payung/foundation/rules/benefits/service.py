"""Until when BPJS pays after a complete application, and what a late payment adds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from payung.foundation.rules.benefits.capped import not_negative
from payung.foundation.rules.benefits.lines import percent_text, said
from payung.foundation.rules.benefits.scheme import Scheme
from payung.foundation.rules.holidays import Holidays, holidays
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.rounding import whole_share_of
from payung.foundation.rules.values import Note, Statement
from payung.foundation.rules.working_days import working_day, working_days_between
from payung.kernel.dates import render_date
from payung.kernel.rupiah import render_rupiah

PARTS = 100
"""Percentages have at most two places, so hundredths of a percent are exact."""


def pay_by(
    scheme: Scheme, complete_on: date, *, law: Law | None = None, free: Holidays | None = None
) -> Statement:
    """
    Return the last day to pay: 3 (JKM) or 7 (JKK) working days after a complete application.

    A year whose holidays are not known yet counts Saturdays and Sundays only, and says so.
    """
    law, free = law or current_law(), free or holidays()
    rule = law.layanan_jkm if scheme is Scheme.JKM else law.layanan_jkk
    found = rule.in_force(complete_on)
    on = working_day(complete_on, found.value.count, free.days)
    unknown = sorted({complete_on.year, on.year} - free.years.keys())
    asks = [Note("rules.ask.holidays_unknown", {"year": str(year)}) for year in unknown]
    values = {"days": str(found.value.count), "on": render_date(on)}
    return said(f"rules.line.pay_by_{scheme}", found, values=values, on=on, asks=asks)


def compensation(
    due: Statement,
    paid_on: date,
    *,
    amount_idr: int | None = None,
    law: Law | None = None,
    free: Holidays | None = None,
) -> Statement:
    """
    Return what a payment after the day of `due` adds: 1 % of the benefit for each day late.

    :param due: the answer of pay_by.
    :param amount_idr: the benefit; without it only the percentage is said.
    A payment in time adds nothing.
    """
    law, free = law or current_law(), free or holidays()
    assert due.on is not None
    found = law.layanan_denda.in_force(due.on)
    late = _late(due.on, paid_on, free, law)
    line = said(
        "rules.line.late" if late.days else "rules.line.in_time",
        found,
        values={"days": str(late.days), "due": render_date(due.on), "paid": render_date(paid_on)},
        on=paid_on,
        asks=late.asks,
    )
    percent = found.value.rate * 100
    line = replace(line, percent=percent * late.days)
    if amount_idr is None or not late.days:
        return line
    return _with_money(line, not_negative(amount_idr), percent, late.days)


class _Late(NamedTuple):
    days: int
    asks: tuple[Note, ...]


def _late(due_on: date, paid_on: date, free: Holidays, law: Law) -> _Late:
    """Return the days late by our reading, and the question where the other counts fewer."""
    every = max((paid_on - due_on).days, 0)
    working = working_days_between(due_on, max(paid_on, due_on), free.days)
    setting = law.settings["late_days"]
    values = {"every": str(every), "working": str(working)}
    asks = (Note(f"{setting.note}.{setting.value}", values),) if every != working else ()
    return _Late(working if setting.value == "working_days" else every, asks)


def _with_money(line: Statement, amount_idr: int, percent: Decimal, days: int) -> Statement:
    due_idr, is_cut = whole_share_of(amount_idr, int(percent * PARTS) * days, 100 * PARTS)
    values = {
        "days": str(days),
        "percent": percent_text(percent),
        "amount": render_rupiah(amount_idr),
    }
    asks = (*line.asks, *([Note("rules.ask.rounding")] if is_cut else []))
    arithmetic = Note("rules.sum.days_late", values)
    return replace(line, amount_idr=due_idr, arithmetic=arithmetic, asks=asks)
