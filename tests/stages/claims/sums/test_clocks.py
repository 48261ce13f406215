"""The clocks, to the minute and to the working day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from payung.foundation.rules.benefits import Scheme
from payung.stages.claims.sums.clocks import service_clock, stage_clock

BEGAN = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("minutes", "left", "is_late"),
    [(0, 48, False), (1, 47, False), (48 * 60, 0, False), (48 * 60 + 1, 0, True)],
)
def test_two_times_twenty_four_hours(minutes, left, is_late):
    clock = stage_clock(1, BEGAN, told_at=None, at=BEGAN + timedelta(minutes=minutes))

    assert (clock.hours_left, clock.is_late) == (left, is_late)


def test_a_report_stops_the_clock_and_stays_late_where_it_was():
    later = BEGAN + timedelta(days=9)

    on_time = stage_clock(1, BEGAN, told_at=BEGAN + timedelta(hours=48), at=later)
    too_late = stage_clock(1, BEGAN, told_at=BEGAN + timedelta(hours=49), at=later)

    assert (on_time.is_late, too_late.is_late, on_time.is_running) == (False, True, False)


@pytest.mark.parametrize(
    ("scheme", "due"), [(Scheme.JKM, date(2026, 11, 25)), (Scheme.JKK, date(2026, 12, 1))]
)
def test_working_days_after_a_complete_file(scheme, due):
    clock = service_clock(scheme, FRIDAY, paid_on=None, on=due)

    assert (clock.due_on, clock.days_left, clock.days_late) == (due, 0, 0)
    assert service_clock(scheme, FRIDAY, paid_on=None, on=due + timedelta(days=1)).percent == 1


def test_the_last_payment_stops_the_days():
    clock = service_clock(Scheme.JKM, FRIDAY, paid_on=FRIDAY, on=date(2027, 1, 1))

    assert (clock.is_running, clock.days_late, clock.days_left) == (False, 0, 5)
