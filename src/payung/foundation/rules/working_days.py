"""Working days: neither Saturday nor Sunday, nor a holiday or joint leave by decree."""

from datetime import date, timedelta

SATURDAY = 5


def working_day(after: date, count: int, holidays: frozenset[date]) -> date:
    """Return the `count`-th working day after a day; the day itself does not count."""
    day = after
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def working_days_between(first: date, last: date, holidays: frozenset[date]) -> int:
    """Return how many working days lie in `(first, last]`."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays
