"""Days counted in months and years, as the law's periods run."""

from datetime import date

from payung.kernel.month import Month

LEAP_DAY = (2, 29)
ALWAYS_THERE = 28


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the month's last day where it has no such day."""
    month = Month.of(day) + months
    if day.day <= ALWAYS_THERE:
        return date(month.year, month.month, day.day)
    return date(month.year, month.month, min(day.day, month.last_day.day))


def years_after(day: date, years: int) -> tuple[date, date]:
    """
    Return the anniversary of a day, twice: the earliest and the latest reading.

    They differ only for 29 February, whose anniversary is 28 February or 1 March.
    """
    earliest = months_after(day, 12 * years)
    if (day.month, day.day) == LEAP_DAY and earliest.day != day.day:
        return earliest, date(earliest.year, 3, 1)
    return earliest, earliest
