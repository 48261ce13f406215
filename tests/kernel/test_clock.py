from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.clock import WIB, in_wib, today_in_wib
from payung.kernel.month import Month


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 30, 16, 59, 59, 999_999, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 17, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 1, 1, 59, tzinfo=timezone(timedelta(hours=9))), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=WIB), date(2026, 11, 30)),
    ],
)
def test_the_day_turns_at_midnight_in_jakarta(at, day):
    assert today_in_wib(at) == day


@given(
    st.builds(Month, st.integers(1970, 2190), st.integers(1, 12)),
    st.integers(-12 * 60, 14 * 60),
    st.timedeltas(timedelta(microseconds=1), timedelta(days=28)),
)
def test_a_month_turns_at_midnight_in_jakarta_wherever_the_clock_hangs(month, minutes, before):
    """The end of a year and of every February is among them; there is no summer time."""
    elsewhere = timezone(timedelta(minutes=minutes))
    turn = datetime.combine(month.next.first_day, time(), WIB)

    assert Month.of(today_in_wib(turn.astimezone(elsewhere))) == month.next
    assert Month.of(today_in_wib((turn - before).astimezone(elsewhere))) == month
    assert turn.astimezone(UTC).hour == 17


def test_shows_the_same_instant_on_jakartas_clock():
    at = datetime(2026, 11, 30, 17, tzinfo=UTC)

    assert in_wib(at) == at
    assert in_wib(at).hour == 0
    assert in_wib(at).tzname() == "WIB"


def test_refuses_an_instant_without_a_zone():
    with pytest.raises(ValueError):
        today_in_wib(datetime(2026, 11, 30))  # noqa: DTZ001 - that it has no zone is the case
