"""Bugs of lists: tariff, consent, deaths, movers."""

from typing import Any

from payung.kernel.month import Month
from tests.histories.planted.bug import Bug, instead, nothing, text

LOCK = "stages.deductions.operations.locking|stages.deductions.operations:LOCK"


def _of_the_day(tariffs: Any) -> Any:
    """The tariff that holds when the list is locked, not that of its month."""
    return lambda _month, combos: tariffs(Month(2026, 12), combos)


def _one_too_early(month_after: Any) -> Any:
    return lambda ends_on: month_after(ends_on).previous


BUGS = (
    Bug(
        "the day of locking decides the tariff",
        ("P31",),
        (
            instead(
                "stages.deductions.sums.prices|stages.deductions.sums:tariff_table", _of_the_day
            ),
        ),
    ),
    Bug(
        "more is asked than was agreed to",
        ("P31",),
        (text(LOCK, "WHEN x.ceiling_idr < r.due_idr - r.credit_idr THEN 'consent_ceiling'", ""),),
    ),
    Bug(
        "the month of a death is not asked for",
        ("died", "second"),
        (instead("stages.membership.operations.spells:month_after", _one_too_early),),
        seed=8,
    ),
    Bug(
        "a skipped month is not told",
        ("P30",),
        (
            nothing(
                "stages.deductions.operations.locking|stages.deductions.operations:_after_a_gap", ()
            ),
        ),
    ),
    Bug(
        "a move happens before its month",
        ("move",),
        (nothing("process.relocation:_is_due", True),),
    ),
    Bug(
        "credit is promised and asked for again",
        ("over", "second"),
        (text(LOCK, "r.due_idr - r.credit_idr AS amount_idr", "r.due_idr AS amount_idr"),),
        seed=4,
    ),
)
