"""An office goes into another one, and at once the sponsorships of its staff and its claims."""

from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.stages.claims.operations.offices import follow_merger
from payung.stages.enrolment.operations import follow_sponsors
from payung.stages.registry.operations.offices import NotAnOpenOffice, merge_agency


@operation
def merge_offices(
    *, agency_id: int, into_id: int, closed_on: date, reason: str, by: Actor, at: datetime
) -> int:
    """
    Merge an office into another; open sponsorships and all claims follow. Return how many ASN
    went with it.

    Lists that are locked, and batches at the branch, stay those of the old office to their end.

    :raises NotAnOpenOffice, DayNotYet: as for `merge_agency`.
    """
    if by.regency_id is None:
        raise NotAnOpenOffice(agency_id)
    moved = merge_agency(
        agency_id=agency_id, into_id=into_id, closed_on=closed_on, reason=reason, by=by, at=at
    )
    follow_sponsors(regency_id=by.regency_id, by=by, at=at)
    follow_merger(agency_id=agency_id, into_id=into_id, by=by, at=at)
    return moved
