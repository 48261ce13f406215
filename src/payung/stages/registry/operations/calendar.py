"""The day on which payroll fixes its list, as a regency's payroll office sets it."""

from datetime import datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import ListDay
from payung.stages.registry.problems import DayRefused, OutsideScope

DAYS: Final = range(1, 29)
"""Days that every month has."""
REASON: Final = 200


@operation
def set_list_day(*, from_month: Month, day: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Set the day from a month on, in the actor's regency; months that have begun keep theirs.

    :raises OutsideScope: `by` is not the secretariat of a regency.
    :raises DayRefused: a day that some month has not, or a month that has begun.
    """
    if by.role is not Role.SECRETARIAT or by.regency_id is None:
        raise OutsideScope(by.regency_id)
    if day not in DAYS or from_month <= Month.of(today_in_wib(at)):
        raise DayRefused(day)
    row = ListDay.objects.create(
        regency_id=by.regency_id,
        from_month=from_month.first_day,
        day=day,
        reason=reason[:REASON],
        set_by_id=by.person_id,
        set_at=at,
    )
    record("calendar.list_day_set", target=row, by=by, at=at, month=str(from_month), day=day)
    return int(row.pk)
