"""Questions about the days that a regency decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.registry.models import ListDay

USUAL: Final = 20
"""The published calendar of one payroll office: the list is collected 20th to 23rd (domain 6.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDayRow:
    """From a month on payroll fixes its list on this day of the month before."""

    from_month: Month
    day: int
    reason: str
    set_at: datetime


def list_days(*, viewer: Viewer) -> list[ListDayRow]:
    """Return what the viewer's regency decided, the newest decision first."""
    rows = ListDay.objects.filter(regency_id=viewer.regency_id or 0).order_by("-pk")
    return [
        ListDayRow(from_month=Month.of(month), day=day, reason=reason, set_at=at)
        for month, day, reason, at in rows.values_list("from_month", "day", "reason", "set_at")
    ]


def list_day(decided: list[ListDayRow], month: Month) -> int:
    """Return the day for a month: the newest decision that begins by then, or the usual one."""
    return next((row.day for row in decided if row.from_month <= month), USUAL)
