"""Taking over a list of offices that was looked at."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.registry.checks.office_rows import OfficeLine
from payung.stages.registry.operations.agencies import add_agency, add_alias, within_scope
from payung.stages.registry.operations.contacts import set_contact


@operation
def add_offices(
    *, regency_id: int, lines: tuple[OfficeLine, ...], by: Actor, at: datetime
) -> list[int]:
    """
    Add offices with their spellings and how they are reached; return their ids in that order.

    :raises NameTaken: a name or a spelling means another office by now. Nothing is added then.
    """
    within_scope(by, regency_id)
    added = []
    for line in lines:
        agency_id = add_agency(regency_id=regency_id, name=line.name, by=by, at=at)
        for spelling in line.spellings:
            add_alias(agency_id=agency_id, spelling=spelling, by=by, at=at)
        if line.phone or line.hours or line.room:
            set_contact(
                agency_id=agency_id,
                phone=line.phone,
                hours=line.hours,
                room=line.room,
                by=by,
                at=at,
            )
        added.append(agency_id)
    record("agencies.added", by=by, at=at, row_count=len(added))
    return added
