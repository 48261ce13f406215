import copy
import pickle
from calendar import isleap
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.findings import Unreadable
from payung.kernel.month import Month

months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))


@given(months)
def test_reads_back_what_it_writes(month):
    assert Month.parse(str(month)) == month


@given(months, st.integers(-1200, 1200))
def test_counts_back_what_it_added(month, count):
    try:
        later = month + count
    except ValueError:
        return

    assert later - month == count
    assert later - count == month


@given(months)
def test_next_begins_the_day_after_the_last_day(month):
    assert (month.next.first_day - month.last_day).days == 1
    assert month.next.previous == month


@pytest.mark.parametrize(
    ("month", "last"),
    [
        (Month(2026, 2), date(2026, 2, 28)),
        (Month(2024, 2), date(2024, 2, 29)),
        (Month(2100, 2), date(2100, 2, 28)),
        (Month(2026, 12), date(2026, 12, 31)),
    ],
)
def test_knows_its_last_day(month, last):
    assert month.last_day == last


@given(months)
def test_a_year_later_is_the_same_month_and_only_a_leap_february_has_29_days(month):
    assert ((month + 12).month, (month + 12).year) == (month.month, month.year + 1)
    assert (month.last_day.day == 29) is (month.month == 2 and isleap(month.year))


def test_crosses_the_year():
    assert Month(2026, 12) + 3 == Month(2027, 3)
    assert Month(2026, 1) - 2 == Month(2025, 11)
    assert Month(2027, 3) - Month(2026, 12) == 3


def test_span_leaves_out_its_end():
    span = Month.span(Month(2026, 11), Month(2027, 2))

    assert span == [Month(2026, 11), Month(2026, 12), Month(2027, 1)]
    assert Month.span(Month(2026, 11), Month(2026, 11)) == []
    assert Month.span(Month(2026, 11), Month(2026, 10)) == []


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_holds_its_days_only(day, inside):
    assert (day in Month(2026, 12)) is inside


def test_refuses_an_instant_because_its_day_depends_on_the_zone():
    with pytest.raises(TypeError):
        Month.of(datetime(2026, 11, 30, 17, tzinfo=UTC))


def test_is_ordered_and_equal_by_time():
    assert sorted([Month(2027, 1), Month(2026, 12)]) == [Month(2026, 12), Month(2027, 1)]
    assert Month(2026, 12) <= Month(2026, 12) >= Month(2026, 12)
    assert len({Month(2026, 12), Month(2026, 12), Month(2027, 1) - 1}) == 1
    assert Month(2026, 12) != (2026, 12)


def test_never_changes():
    with pytest.raises(AttributeError):
        Month(2026, 12).year = 2027
    with pytest.raises(AttributeError):
        del Month(2026, 12).year


def test_survives_copying_and_pickling():
    month = Month(2026, 12)

    assert copy.deepcopy(month) == month
    assert pickle.loads(pickle.dumps(month)) == month


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-00", "2026-13", "0001-01", "2026-1", "2026/12", "2026-12-01", "٢٠٢٦-12"],
)
def test_refuses_what_is_no_month(text):
    with pytest.raises(Unreadable):
        Month.parse(text)


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (10000, 1)])
def test_cannot_be_made_outside_the_calendar(year, month):
    with pytest.raises(ValueError):
        Month(year, month)


@pytest.mark.parametrize("wrong", ["1", 1.5, None])
def test_adds_whole_months_only(wrong):
    with pytest.raises(TypeError):
        Month(2026, 12) + wrong
    with pytest.raises(TypeError):
        Month(2026, 12) - wrong
