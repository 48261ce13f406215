"""What a sponsor agrees to: the tariff, the ceiling, and the month in which it begins."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from payung.foundation.rules import Funds, NotInForce, Programme, Sector, ceiling_idr, contribution
from payung.kernel.month import Month
from payung.stages.membership.sums import first_month

INCOME_IDR: Final = 1_000_000
PROGRAMMES: Final = frozenset({Programme.JKK, Programme.JKM})
CHECK_DAYS, BRANCH_DAYS = 2, 5
"""Working days that the officer and then the branch usually need."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """`amount_idr` is the tariff of the first month; `now_idr` that of today's."""

    now_idr: int
    amount_idr: int
    ceiling_idr: int
    start: Month

    @property
    def changes(self) -> bool:
        return self.now_idr != self.amount_idr


def terms_on(on: date, sector: Sector) -> Terms | None:
    """Return the terms of a registration sent on this day; None where no tariff is in force."""
    start = first_month(answered_by(on))
    try:
        return Terms(
            now_idr=_amount(Month.of(on), sector),
            amount_idr=_amount(start, sector),
            ceiling_idr=int(
                ceiling_idr(
                    month=start,
                    sector=sector,
                    funds=Funds.PRIVATE,
                    income_idr=INCOME_IDR,
                    programmes=PROGRAMMES,
                )
            ),
            start=start,
        )
    except NotInForce:
        return None


def checked_by(on: date) -> date:
    """Return the day by which the officer has usually checked."""
    return _working_day(on, CHECK_DAYS)


def answered_by(on: date) -> date:
    """Return the day by which the branch has usually given a number."""
    return _working_day(checked_by(on), BRANCH_DAYS)


def _working_day(on: date, count: int) -> date:
    day = on
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _amount(month: Month, sector: Sector) -> int:
    due = contribution(
        month=month,
        sector=sector,
        funds=Funds.PRIVATE,
        income_idr=INCOME_IDR,
        programmes=PROGRAMMES,
    )
    return int(due.total_idr)
