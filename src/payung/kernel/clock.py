"""Western Indonesian time. Nothing here asks what time it is: the instant comes in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# Seven hours ahead since 1964 and without summer time, so no zone database is needed.
WIB = timezone(timedelta(hours=7), "WIB")


def today_in_wib(at: datetime) -> date:
    """Return the calendar day in Jakarta at the instant `at`. Raises ValueError without a zone."""
    return in_wib(at).date()


def in_wib(at: datetime) -> datetime:
    """Return the same instant on Jakarta's clock. Raises ValueError without a zone."""
    if at.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(WIB)
