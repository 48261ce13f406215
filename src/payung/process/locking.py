"""The secretariat locks an office's list where the office does not, and says why."""

from datetime import datetime

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.deductions.operations import Locked, lock


class NotTheirsToLock(Exception):
    """Only the secretariat locks for another office; an office locks its own list."""


class NoReason(Exception):
    """Acting for an office needs a reason, which its treasurer can read later."""


class LockedBefore(Exception):
    """The list is there already; nothing was changed."""


@operation
def lock_for_office(
    *, agency_id: int, month: Month, reason: str, by: Actor, at: datetime
) -> Locked:
    """
    Lock the list of `month` for an office, with the reason in the change log.

    :raises NotTheirsToLock: `by` is not the secretariat of a regency.
    :raises NoReason: none was given.
    :raises LockedBefore: the office has locked it meanwhile.
    :raises NotYourOffice: the office is of another regency.
    """
    if by.role is not Role.SECRETARIAT or by.regency_id is None:
        raise NotTheirsToLock
    if not reason.strip():
        raise NoReason
    give_reason(reason)
    locked = lock(agency_ids=[agency_id], month=month, by=by, at=at)
    if locked.list_ids and not locked.made:
        raise LockedBefore
    record(
        "deductions.locked_for_office",
        by=by,
        at=at,
        reason=reason.strip(),
        row_count=locked.lines,
        total_idr=locked.total_idr,
        agency=agency_id,
        month=str(month),
    )
    return locked
