"""From which month a spell is paid, and up to which."""

from datetime import date, timedelta
from typing import Final

from payung.kernel.month import Month

CUTOFF_DAY: Final = 10
"""Accepted by this day, a worker is still on the list whose cut is made with the next salary."""


def first_month(accepted_on: date, cutoff_day: int = CUTOFF_DAY) -> Month:
    """
    Return the first contribution month of a worker accepted on this day.

    Accepted by the 10th of a month, the first cut is made with the salary of the next month;
    after it, with the salary of the month after that.
    """
    later = 1 if accepted_on.day <= cutoff_day else 2
    return Month.of(accepted_on) + later


def month_after(ends_on: date) -> Month:
    """
    Return the first month that is no longer due for a spell `[…, ends_on)`.

    A day of membership in a month makes that month due: who dies on the 1st has paid for it.
    """
    return Month.of(ends_on - timedelta(days=1)).next
