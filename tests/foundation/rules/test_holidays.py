"""Public holidays: one decree per year, every day under its own year and once."""

from datetime import date

import pytest

from payung.foundation.rules import due_on, holidays
from payung.foundation.rules.law import sources
from payung.kernel.month import Month


def test_of_2026_are_those_of_the_decree():
    year = holidays().years[2026]

    assert (len(year.holidays), len(year.joint_leave)) == (17, 8)
    assert "1497/2025" in year.source
    assert set(year.evidence) <= set(sources())


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (Month(2026, 2), date(2026, 2, 18)),
        (Month(2026, 5), date(2026, 5, 18)),
        (Month(2026, 8), date(2026, 8, 18)),
        (Month(2026, 10), date(2026, 10, 15)),
    ],
)
def test_move_the_due_day_over_every_free_day_that_follows(month, day):
    assert due_on(month, holidays().days) == day
