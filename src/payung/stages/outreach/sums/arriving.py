"""When somebody can be noted as there by the code on the wall."""

from datetime import datetime, timedelta
from typing import Final, Literal

BEFORE: Final = timedelta(minutes=45)
AFTER: Final = timedelta(minutes=60)
When = Literal["early", "now", "late"]


def when(*, starts_at: datetime, ends_at: datetime, at: datetime) -> When:
    """Return whether the door is open at `at`: from 45 minutes before to an hour after the end."""
    if at < starts_at - BEFORE:
        return "early"
    return "now" if at < ends_at + AFTER else "late"


def attended(*, arrivals: int, counted: int | None) -> int:
    """Return how many were there: as counted on the signed list, else those who scanned."""
    return arrivals if counted is None else counted
