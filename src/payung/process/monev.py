"""Freezing a month for a meeting: the newest figures, the papers, and the row that keeps both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.papers.monev_pack import print_pack
from payung.reports.meetings import agenda_on_paper, open_on_paper
from payung.reports.packs.agenda import Agenda
from payung.stages.monitoring import queries
from payung.stages.monitoring.operations import keep_freeze, take
from payung.stages.monitoring.problems import MeetingRefused, NotYourMeeting
from payung.stages.monitoring.queries import Freeze

FREEZERS: Final = (Role.SECRETARIAT, Role.LEADER)


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """`is_new` is false where nothing had changed since the newest pack: it is that one."""

    freeze_id: int
    is_new: bool


@operation
def freeze_pack(
    *,
    month: Month,
    meeting_id: int | None = None,
    agency_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Frozen:
    """
    Take the newest figures of a month and keep them as papers, for a meeting or for a leader.

    Pressed twice, or by two at once, it is one pack, as long as nothing changed between.

    :raises NotYourMeeting: a role that freezes nothing, or not their meeting.
    :raises MeetingRefused: the meeting was called off.
    :raises NothingToPrint: nothing is known of the month.
    """
    regency_id = by.regency_id
    if by.role not in FREEZERS or regency_id is None:
        raise NotYourMeeting
    _lock(regency_id, month)
    take(by=Actor.system(by.request_id), at=at)
    agenda = _agenda(by.viewer, month, meeting_id, at)
    newest = _newest(by.viewer, month, meeting_id, agency_id)
    if newest is not None and not _has_moved(newest, by.viewer, at):
        record("meeting.frozen_before", by=by, at=at, version=newest.version)
        return Frozen(freeze_id=newest.freeze_id, is_new=False)
    freeze_id = _make(regency_id, month, meeting_id, agency_id, agenda, by, at)
    return Frozen(freeze_id=freeze_id, is_new=True)


def _make(
    regency_id: int,
    month: Month,
    meeting_id: int | None,
    agency_id: int | None,
    agenda: Agenda,
    by: Actor,
    at: datetime,
) -> int:
    """Print the papers as known now, and keep which they are."""
    forms = print_pack(
        regency_id=regency_id,
        month=month,
        as_of=at,
        agency_id=agency_id,
        agenda=agenda,
        by=by,
        at=at,
    )
    return keep_freeze(
        regency_id=regency_id,
        month=month,
        meeting_id=meeting_id,
        agency_id=agency_id,
        as_of=at,
        document_ids=list(dict.fromkeys(form.document_id for form in forms)),
        by=by,
        at=at,
    )


def _agenda(viewer: Viewer, month: Month, meeting_id: int | None, at: datetime) -> Agenda:
    if meeting_id is None:
        return Agenda(open=open_on_paper(viewer=viewer, as_of=at))
    found = queries.meeting(viewer=viewer, meeting_id=meeting_id)
    agenda = agenda_on_paper(viewer=viewer, meeting_id=meeting_id, as_of=at)
    if found is None or agenda is None or found.month != month:
        raise NotYourMeeting
    if found.is_off:
        raise MeetingRefused("meeting.over")
    return agenda


def _lock(regency_id: int, month: Month) -> None:
    """Wait for whoever freezes this month just now, so that two make one pack."""
    key = f"pack:{regency_id}:{month}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _has_moved(newest: Freeze, viewer: Viewer, at: datetime) -> bool:
    """Return whether a pack made now would say anything else: figures, or how late something is."""
    is_another_day = today_in_wib(at) != today_in_wib(newest.as_of)
    return is_another_day or queries.moved_on(viewer=viewer, freeze=newest)


def _newest(
    viewer: Viewer, month: Month, meeting_id: int | None, agency_id: int | None
) -> Freeze | None:
    rows = queries.freezes(viewer=viewer, month=month)
    same = (one for one in rows if (one.meeting_id, one.agency_id) == (meeting_id, agency_id))
    return next(same, None)
