"""The tariff of today as the start page says it: how much, until when, and what comes after."""

from dataclasses import dataclass
from datetime import date

from payung.foundation.rules import Funds, NotInForce, Programme, Sector, contribution
from payung.kernel.month import Month

INCOME_IDR = 1_000_000
"""The lowest bracket, which the programme's workers are in."""
LOOK_AHEAD = 24
PROGRAMMES = frozenset({Programme.JKK, Programme.JKM})


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """What one worker costs a month. `until` is the last day of it, if a change is known."""

    amount_idr: int
    until: date | None
    then_idr: int | None


def tariff_on(on: date, sector: Sector) -> Tariff | None:
    """Return the tariff that a civil servant pays today; None where no rule is in force."""
    month = Month.of(on)
    amount = _amount(month, sector)
    if amount is None:
        return None
    for later in Month.span(month.next, month + LOOK_AHEAD):
        then = _amount(later, sector)
        if then != amount:
            return Tariff(amount_idr=amount, until=later.previous.last_day, then_idr=then)
    return Tariff(amount_idr=amount, until=None, then_idr=None)


def _amount(month: Month, sector: Sector) -> int | None:
    try:
        due = contribution(
            month=month,
            sector=sector,
            funds=Funds.PRIVATE,
            income_idr=INCOME_IDR,
            programmes=PROGRAMMES,
        )
    except NotInForce:
        return None
    return int(due.total_idr)
