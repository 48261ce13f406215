"""Keeping which papers show a month as it was known at a moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Q

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.monitoring.models import PackFreeze
from payung.stages.monitoring.operations.meetings import NAME
from payung.stages.monitoring.problems import NotYourMeeting

FREEZERS: Final = (Role.SECRETARIAT, Role.LEADER, Role.SYSTEM)


@operation
def keep_freeze(
    *,
    regency_id: int,
    month: Month,
    meeting_id: int | None,
    agency_id: int | None,
    as_of: datetime,
    document_ids: Sequence[int],
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep which papers show a month as it was known at `as_of`; return the row's id.

    :raises NotYourMeeting: another regency's, or a role that freezes nothing.
    """
    if by.role not in FREEZERS or by.regency_id not in (None, regency_id):
        raise NotYourMeeting
    same = PackFreeze.objects.filter(
        Q(meeting_id=meeting_id, agency_id=agency_id),
        regency_id=regency_id,
        month=month.first_day,
    )
    made = PackFreeze.objects.create(
        regency_id=regency_id,
        month=month.first_day,
        meeting_id=meeting_id,
        agency_id=agency_id,
        version=same.count() + 1,
        as_of=as_of,
        documents=list(document_ids),
        frozen_by_id=by.person_id,
        frozen_by=by.name[:NAME],
    )
    record("meeting.frozen", target=made, by=by, at=at, version=made.version)
    return int(made.pk)
