"""The clocks of a claim: two reports of an accident, and the branch's working days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from payung.foundation.rules import Note
from payung.foundation.rules.benefits import Scheme, compensation, pay_by, report_by

HOUR = timedelta(hours=1)
FIRST, SECOND = 1, 2


@dataclass(frozen=True, kw_only=True)
class StageClock:
    """One report of an accident; `hours_left` are whole ones, none once told or over."""

    stage: int
    due_at: datetime
    told_at: datetime | None
    hours_left: int
    is_late: bool
    """Told too late, or not told and over."""
    channel: str = ""
    """By which way BPJS was told; "" while nobody told it."""

    @property
    def is_running(self) -> bool:
        return self.told_at is None


@dataclass(frozen=True, kw_only=True)
class ServiceClock:
    """The branch's working days after a complete file; `percent` is added for each day late."""

    handed_on: date
    due_on: date
    days_left: int
    days_late: int
    percent: Decimal
    is_running: bool
    asks: tuple[Note, ...] = ()


def stage_clock(
    stage: int,
    begins_at: datetime,
    *,
    told_at: datetime | None,
    at: datetime,
    channel: str = "",
) -> StageClock:
    """Return how the report of a stage stands, 2 × 24 hours after accident or declaration."""
    due_at = report_by(begins_at)
    left = 0 if told_at is not None else max((due_at - at) // HOUR, 0)
    return StageClock(
        stage=stage,
        due_at=due_at,
        told_at=told_at,
        hours_left=left,
        is_late=(told_at or at) > due_at,
        channel=channel,
    )


def service_clock(
    scheme: Scheme, handed_on: date, *, paid_on: date | None, on: date
) -> ServiceClock:
    """
    Return how the branch's days stand on `on`; the day of the last payment stops them.

    Days left are calendar days to the last working day.
    """
    due = pay_by(scheme, handed_on)
    assert due.on is not None
    late = compensation(due, max(paid_on or on, handed_on))
    return ServiceClock(
        handed_on=handed_on,
        due_on=due.on,
        days_left=max((due.on - (paid_on or on)).days, 0),
        days_late=int(late.values["days"]),
        percent=late.percent or Decimal(0),
        is_running=paid_on is None,
        asks=(*due.asks, *late.asks),
    )
