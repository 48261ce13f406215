"""A staff list is looked at before it takes effect: kept first, accepted by what was seen."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.kernel.reporting import FileReport
from payung.process.received_lists import SeenOtherwise, keep_list
from payung.process.staff import take_staff
from payung.reports.quality.staff_list import KIND, ReadList
from payung.stages.registry.operations import add_agency, add_alias
from payung.stages.registry.queries.staff_review import staff_review


@operation
def keep_staff_list(*, read: ReadList, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Keep a list that was read, to be looked at and accepted; return its id. Nothing changes yet.

    :raises AppliedBefore: this very content took effect before.
    """
    return keep_list(
        kind=KIND,
        read=read,
        rows=read.staff.rows,
        findings=read.staff.findings,
        regency_id=regency_id,
        by=by,
        at=at,
    )


@operation
def accept_staff_list(
    *, read: ReadList, seen_digest: str, regency_id: int, by: Actor, at: datetime
) -> FileReport:
    """
    Let a list that was looked at take effect.

    :raises SeenOtherwise: it would change other things than those that were seen.
    """
    review = staff_review(viewer=by.viewer, regency_id=regency_id, staff=read.staff)
    if review.digest != seen_digest:
        raise SeenOtherwise
    return take_staff(content=read.content, name=read.name, regency_id=regency_id, by=by, at=at)


@operation
def settle_spelling(
    *, spelling: str, agency_id: int | None, regency_id: int, by: Actor, at: datetime
) -> None:
    """
    Decide what an office of a list means: an office that is known, or a new one.

    :raises NameTaken: it already means another office.
    """
    if agency_id is None:
        add_agency(regency_id=regency_id, name=spelling, by=by, at=at)
    else:
        add_alias(agency_id=agency_id, spelling=spelling, by=by, at=at)
