"""Santunan sementara tidak mampu bekerja: what replaces income while the worker cannot work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from payung.foundation.rules.benefits.accident import Accident, Wage, check, in_order, wage_of
from payung.foundation.rules.benefits.days import months_after
from payung.foundation.rules.benefits.lines import benefit, doubts, money, percent_text
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.rounding import share_of, whole_share_of
from payung.foundation.rules.schema import InForce
from payung.foundation.rules.shapes import Step, Steps
from payung.foundation.rules.values import Benefit, Line, Note
from payung.kernel.dates import render_date
from payung.kernel.rupiah import Rupiah, render_rupiah

THIRTY = 30


@dataclass(frozen=True)
class _Month:
    """The `number`-th month unable to work, and the days of it on which that was so."""

    number: int
    first: date
    last: date
    days: int
    whole: int


@dataclass(frozen=True)
class _Pay:
    """What a whole month of one step gives; the same for all its months."""

    percent: Decimal
    full_idr: Rupiah
    arithmetic: Note
    asks: tuple[Note, ...]

    @classmethod
    def of(cls, step: Step, found: InForce[Steps], wage: Wage) -> "_Pay":
        percent = step.rate * 100
        sums = {"percent": percent_text(percent), "wage": render_rupiah(wage.base_idr)}
        asks = (*doubts(found, step.mark), *wage.asks)
        full = share_of(wage.base_idr, step.rate)
        return cls(percent, full, Note("rules.sum.share_of_wage", sums), asks)


def stmb(accident: Accident, *, from_on: date, last_on: date, law: Law | None = None) -> Benefit:
    """
    Return one line per month unable to work, counted from the first day of it.

    PP 82/2019: 100 % for twelve months, then 50 % until recovered. The day of the accident decides
    which steps hold. A part of a month is counted by the setting stmb_part_month and asks the
    branch.
    :param from_on: the first day unable to work.
    :param last_on: the last one, as the doctor's letter says, or today.
    :raises OutOfOrder: the days do not follow each other.
    """
    law = law or current_law()
    check(accident)
    in_order(accident.happened_on, from_on)
    in_order(from_on, last_on)
    found = law.jkk_stmb.in_force(accident.happened_on)
    wage = wage_of(accident, law)
    pays = {id(step): _Pay.of(step, found, wage) for step in found.value.steps}
    lines = [
        _line(month, pays[id(found.value.step_in(month.number))], found, law)
        for month in _months(from_on, last_on)
    ]
    return benefit(lines, (Note("rules.note.jkk_decided_by_bpjs"), Note("rules.note.stmb_ends")))


def _months(from_on: date, last_on: date) -> Iterator[_Month]:
    number, first = 1, from_on
    while first <= last_on:
        following = months_after(from_on, number)
        last = min(following - timedelta(days=1), last_on)
        yield _Month(number, first, last, (last - first).days + 1, (following - first).days)
        number, first = number + 1, following


def _line(month: _Month, pay: _Pay, found: InForce[Steps], law: Law) -> Line:
    values = {
        "number": str(month.number),
        "first": render_date(month.first),
        "last": render_date(month.last),
        "days": str(month.days),
    }
    amount_idr, arithmetic, asks = pay.full_idr, pay.arithmetic, pay.asks
    if month.days < month.whole:
        amount_idr, sums, doubt = _part(month, pay, law)
        arithmetic, asks = Note("rules.sum.days_of_month", sums), (*asks, *doubt)
    return money(
        "rules.line.stmb_month",
        amount_idr,
        found,
        values=values,
        arithmetic=arithmetic,
        percent=pay.percent,
        asks=asks,
    )


def _part(month: _Month, pay: _Pay, law: Law) -> tuple[Rupiah, dict[str, str], tuple[Note, ...]]:
    """Return a part of a month by our reading, and the question where the other one differs."""
    setting, full, sums = law.settings["stmb_part_month"], pay.full_idr, pay.arithmetic.values
    by_days, is_cut = whole_share_of(full, month.days, month.whole)
    by_thirtieths, _ = whole_share_of(full, min(month.days, THIRTY), THIRTY)
    amounts = {"days": render_rupiah(by_days), "thirtieths": render_rupiah(by_thirtieths)}
    ask: tuple[Note, ...] = (Note("rules.ask.rounding"),) if is_cut else ()
    if by_days != by_thirtieths:
        ask = (Note(f"{setting.note}.{setting.value}", amounts),)
    if setting.value == "thirtieths":
        counted = {"days": str(min(month.days, THIRTY)), "whole": str(THIRTY)}
        return by_thirtieths, {**sums, **counted}, ask
    return by_days, {**sums, "days": str(month.days), "whole": str(month.whole)}, ask
