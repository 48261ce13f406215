"""The clock of the personal data law: three times 24 hours (UU 27/2022, articles 32 and 46)."""

from datetime import datetime, timedelta

TIME_TO_ANSWER = timedelta(hours=72)


def due(begun_at: datetime) -> datetime:
    """Return the last moment to answer what began at `begun_at`."""
    return begun_at + TIME_TO_ANSWER


def hours_left(due_at: datetime, at: datetime) -> int:
    """Return whole hours until `due_at`; below zero, hours since then, the begun one counted."""
    return int((due_at - at) // timedelta(hours=1))
