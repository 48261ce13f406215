"""A list of offices is looked at before it takes effect: kept first, accepted by what was seen."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.process.received_lists import SeenOtherwise, keep_list
from payung.reports.quality.office_list import KIND, ReadOffices
from payung.stages.intake.operations import mark_applied
from payung.stages.registry.operations.office_list import add_offices
from payung.stages.registry.queries.office_list import office_list_review


@operation
def keep_office_list(*, read: ReadOffices, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Keep a list that was read, to be looked at and accepted; return its id. Nothing changes yet.

    :raises AppliedBefore: this very content took effect before.
    """
    return keep_list(
        kind=KIND,
        read=read,
        rows=read.offices.rows,
        findings=read.offices.findings,
        regency_id=regency_id,
        by=by,
        at=at,
    )


@operation
def accept_office_list(
    *, file_id: int, read: ReadOffices, seen_digest: str, regency_id: int, by: Actor, at: datetime
) -> int:
    """
    Add the offices of a list that are not known; return how many. Faulty rows are left out.

    :raises SeenOtherwise: it would add other offices than those that were seen.
    :raises ContentAlreadyApplied: it took effect a moment ago, from this or another upload.
    """
    review = office_list_review(viewer=by.viewer, regency_id=regency_id, offices=read.offices)
    if review.digest != seen_digest:
        raise SeenOtherwise
    mark_applied(file_id=file_id, by=by, at=at)
    return len(add_offices(regency_id=regency_id, lines=review.new, by=by, at=at))
