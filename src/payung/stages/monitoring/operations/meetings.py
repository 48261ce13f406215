"""Calling a meeting, what is on its agenda, and what it decided."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.names import shown
from payung.kernel.people import Actor, Role
from payung.stages.monitoring.models import (
    AgendaPoint,
    Decision,
    Meeting,
    MeetingOffice,
)
from payung.stages.monitoring.problems import MeetingRefused, NotYourMeeting
from payung.stages.monitoring.states import MEETING_MOVES, MeetingState
from payung.stages.monitoring.sums.meetings import LONGEST_POINT, MOST_POINTS, Point
from payung.stages.registry.models import Agency, LegalBasis

PLACE: Final = 150
REASON: Final = 200
DECISION: Final = 500
NAME: Final = 100
FURTHEST: Final = timedelta(days=400)
WRITERS: Final = (Role.SECRETARIAT, Role.SYSTEM)


@operation
def plan_meeting(
    *,
    month: Month,
    starts_at: datetime,
    place: str,
    agency_ids: Collection[int] | None = None,
    agenda: Sequence[Point] = (),
    by: Actor,
    at: datetime,
) -> int:
    """
    Call a meeting about a month in the actor's regency; return its id.

    :param agency_ids: the offices called by name; None calls all.
    :raises NotYourMeeting: `by` is not the secretariat of a regency, or an office is another's.
    :raises MeetingRefused: no place, nobody called, a month to come or a day too far away.
    """
    regency_id = regency_of(by)
    if month > Month.of(today_in_wib(at)):
        raise MeetingRefused("meeting.month_to_come")
    where = _fit(place, starts_at, at)
    offices = _offices(agency_ids, regency_id)
    made = Meeting.objects.create(
        regency_id=regency_id,
        month=month.first_day,
        starts_at=starts_at,
        place=where,
        is_for_all=agency_ids is None,
        state=MEETING_MOVES.to("plan", ""),
        called_by_id=by.person_id,
        called_by=by.name[:NAME],
        called_at=at,
    )
    _call(made, offices, at)
    _write(made, 1, agenda, at)
    record("meeting.planned", target=made, by=by, at=at, row_count=len(offices))
    return int(made.pk)


@operation
def change_meeting(
    *,
    meeting_id: int,
    starts_at: datetime,
    place: str,
    agency_ids: Collection[int] | None,
    by: Actor,
    at: datetime,
) -> None:
    """
    Say anew when and where a planned meeting is, and who is called.

    :raises NotYourMeeting, MeetingRefused: as for a new one; or it was held or called off.
    """
    found = own_meeting(meeting_id, by)
    if found.state != MeetingState.PLANNED:
        raise MeetingRefused("meeting.over")
    found.place = _fit(place, starts_at, at)
    found.starts_at, found.is_for_all = starts_at, agency_ids is None
    found.save(update_fields=["place", "starts_at", "is_for_all"])
    offices = _offices(agency_ids, found.regency_id)
    standing = MeetingOffice.objects.filter(meeting=found, withdrawn_at=None)
    standing.exclude(agency_id__in=offices).update(withdrawn_at=at)
    known = set(standing.values_list("agency_id", flat=True))
    _call(found, offices - known, at)
    record("meeting.changed", target=found, by=by, at=at, row_count=len(offices))


@operation
def call_off_meeting(*, meeting_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Call a planned meeting off.

    :raises NotYourMeeting: it is not the actor's.
    :raises MeetingRefused: no reason, or it was held or called off before.
    """
    found = own_meeting(meeting_id, by)
    said = shown(reason)[:REASON]
    if not said:
        raise MeetingRefused("meeting.no_reason")
    if not MEETING_MOVES.allows("call_off", found.state):
        raise MeetingRefused("meeting.over")
    give_reason(said)
    found.state = MEETING_MOVES.to("call_off", found.state)
    found.called_off_because = said
    found.save(update_fields=["state", "called_off_because"])
    record("meeting.called_off", target=found, by=by, at=at, reason=said)


@operation
def set_agenda(
    *, meeting_id: int, points: Sequence[Point], seen: int, by: Actor, at: datetime
) -> int:
    """
    Keep an agenda as its next version, whole; return the version. The same again is no version.

    :param seen: the version that the writer changed.
    :raises NotYourMeeting: it is not the actor's.
    :raises MeetingRefused: somebody wrote another meanwhile, too many points or none left, or the
        meeting was called off.
    """
    found = own_meeting(meeting_id, by)
    if found.state == MeetingState.CALLED_OFF:
        raise MeetingRefused("meeting.over")
    rows = AgendaPoint.objects.filter(meeting=found).order_by("-version", "place")
    newest = rows[0].version if rows else 0
    if newest != seen:
        raise MeetingRefused("meeting.agenda_changed")
    before = [(row.kind, row.words) for row in rows if row.version == newest]
    wanted = [(one.kind, one.words) for one in _clean(points)]
    if before and not wanted:
        raise MeetingRefused("meeting.agenda_empty")
    if wanted != before:
        newest = newest + 1
        _write(found, newest, points, at)
    record("meeting.agenda_set", target=found, by=by, at=at, version=newest)
    return newest


@operation
def decide(
    *,
    meeting_id: int,
    words: str,
    basis_id: int | None = None,
    replaces_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Write down what a meeting decided, or what is right instead of an earlier sentence.

    :raises NotYourMeeting: the meeting, basis or earlier decision is not the actor's.
    :raises MeetingRefused: nothing said, the meeting has not begun or was called off, or the
        earlier decision was replaced before.
    """
    found = own_meeting(meeting_id, by)
    said = shown(words)[:DECISION]
    if not said:
        raise MeetingRefused("meeting.decision_empty")
    if basis_id is not None and not _has(LegalBasis, basis_id, found.regency_id):
        raise NotYourMeeting
    if replaces_id is not None:
        _refuse_replaced(found, replaces_id)
    hold(found, at)
    made = Decision.objects.create(
        regency_id=found.regency_id,
        meeting=found,
        words=said,
        basis_id=basis_id,
        replaces_id=replaces_id,
        recorded_by_id=by.person_id,
        recorded_by=by.name[:NAME],
        recorded_at=at,
    )
    record("meeting.decided", target=made, by=by, at=at, replaces=replaces_id)
    return int(made.pk)


def regency_of(by: Actor) -> int:
    """Return the writer's regency. :raises NotYourMeeting: the role has no say, or no regency."""
    if by.role not in WRITERS or by.regency_id is None:
        raise NotYourMeeting
    return by.regency_id


def own_meeting(meeting_id: int, by: Actor) -> Meeting:
    """Return a meeting of the actor's regency, locked. :raises NotYourMeeting: not theirs."""
    rows = Meeting.objects.select_for_update().filter(pk=meeting_id, regency_id=regency_of(by))
    found = rows.first()
    if found is None:
        raise NotYourMeeting
    return found


def hold(found: Meeting, at: datetime) -> None:
    """Note that a meeting took place. :raises MeetingRefused: not begun, or called off."""
    if found.state == MeetingState.CALLED_OFF:
        raise MeetingRefused("meeting.over")
    if at < found.starts_at:
        raise MeetingRefused("meeting.not_begun")
    if MEETING_MOVES.allows("hold", found.state):
        found.state = MEETING_MOVES.to("hold", found.state)
        found.save(update_fields=["state"])


def _fit(place: str, starts_at: datetime, at: datetime) -> str:
    where = shown(place)[:PLACE]
    if not where:
        raise MeetingRefused("meeting.no_place")
    if abs(starts_at - at) > FURTHEST:
        raise MeetingRefused("meeting.too_far")
    return where


def _offices(agency_ids: Collection[int] | None, regency_id: int) -> frozenset[int]:
    if agency_ids is None:
        return frozenset()
    wanted = frozenset(agency_ids)
    if not wanted:
        raise MeetingRefused("meeting.nobody")
    rows = Agency.objects.filter(pk__in=wanted, regency_id=regency_id, closed_on=None)
    if rows.count() != len(wanted):
        raise NotYourMeeting
    return wanted


def _call(found: Meeting, offices: Collection[int], at: datetime) -> None:
    MeetingOffice.objects.bulk_create(
        MeetingOffice(meeting=found, agency_id=agency_id, called_at=at)
        for agency_id in sorted(offices)
    )


def _clean(points: Sequence[Point]) -> list[Point]:
    said = [Point(kind=one.kind, words=shown(one.words)[:LONGEST_POINT]) for one in points]
    kept = [one for one in said if one.words]
    if len(kept) > MOST_POINTS:
        raise MeetingRefused("meeting.agenda_long", most=str(MOST_POINTS))
    return kept


def _write(found: Meeting, version: int, points: Sequence[Point], at: datetime) -> None:
    AgendaPoint.objects.bulk_create(
        AgendaPoint(
            meeting=found,
            version=version,
            place=place,
            kind=one.kind[:10],
            words=one.words,
            written_at=at,
        )
        for place, one in enumerate(_clean(points), start=1)
    )


def _has(model: type[LegalBasis], pk: int, regency_id: int) -> bool:
    return model.objects.filter(pk=pk, regency_id=regency_id).exists()


def _refuse_replaced(found: Meeting, replaces_id: int) -> None:
    if not Decision.objects.filter(pk=replaces_id, meeting=found).exists():
        raise NotYourMeeting
    if Decision.objects.filter(replaces_id=replaces_id).exists():
        raise MeetingRefused("meeting.decision_replaced")
