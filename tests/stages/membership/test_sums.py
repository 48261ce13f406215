"""The first month and the last, to the day."""

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.stages.membership.sums import first_month, month_after


@pytest.mark.parametrize(
    ("accepted_on", "month"),
    [
        (date(2026, 11, 1), Month(2026, 12)),
        (date(2026, 11, 10), Month(2026, 12)),
        (date(2026, 11, 11), Month(2027, 1)),
        (date(2026, 12, 31), Month(2027, 2)),
    ],
)
def test_accepted_by_the_tenth_is_cut_with_the_next_salary(accepted_on, month):
    assert first_month(accepted_on) == month


@pytest.mark.parametrize(
    ("ends_on", "month"),
    [
        (date(2026, 11, 1), Month(2026, 11)),
        (date(2026, 11, 2), Month(2026, 12)),
        (date(2026, 12, 1), Month(2026, 12)),
    ],
)
def test_a_day_of_membership_makes_its_month_due(ends_on, month):
    assert month_after(ends_on) == month
