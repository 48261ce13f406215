"""What a meeting asks somebody to do, and what becomes of it."""

from datetime import date, datetime, timedelta
from typing import Final

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.clock import in_wib
from payung.kernel.names import shown
from payung.kernel.people import Actor, Role
from payung.stages.monitoring.models import ActionItem, Meeting
from payung.stages.monitoring.operations.meetings import NAME, hold, own_meeting, regency_of
from payung.stages.monitoring.problems import MeetingRefused, NotYourMeeting
from payung.stages.monitoring.states import ITEM_MOVES, ItemState, MeetingState
from payung.stages.registry.models import Agency

WORDS: Final = 300
NOTE: Final = 300
FURTHEST: Final = timedelta(days=400)


@operation
def give_item(
    *,
    meeting_id: int,
    words: str,
    agency_id: int | None,
    owner: str,
    due_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    Write down what somebody is to do by a day; return its id.

    :param owner: who answers for it, by duty; needed where no office does.
    :raises NotYourMeeting: the meeting or office is not the actor's.
    :raises MeetingRefused: nothing said, nobody named, a day before the meeting or too far, or
        the meeting has not begun or was called off.
    """
    found = own_meeting(meeting_id, by)
    said, named = shown(words)[:WORDS], shown(owner)[:NAME]
    if not said:
        raise MeetingRefused("meeting.item_empty")
    if agency_id is None and not named:
        raise MeetingRefused("meeting.item_nobody")
    if agency_id is not None and not _is_open(agency_id, found.regency_id):
        raise NotYourMeeting
    _refuse_day(due_on, in_wib(found.starts_at).date())
    hold(found, at)
    made = ActionItem.objects.create(
        regency_id=found.regency_id,
        meeting=found,
        words=said,
        agency_id=agency_id,
        owner=named,
        due_on=due_on,
        state=ITEM_MOVES.to("give", ""),
        given_at=at,
    )
    record("meeting.item_given", target=made, by=by, at=at, due_on=due_on.isoformat())
    return int(made.pk)


@operation
def finish_item(*, item_id: int, note: str, by: Actor, at: datetime) -> None:
    """
    Say what was done: the office that was to do it, or the secretariat for anybody.

    :raises NotYourMeeting: it is not theirs.
    :raises MeetingRefused: nothing said, or it ended before.
    """
    found = _own_item(item_id, by)
    _end(found, "finish", note, "meeting.note_empty", by, at)
    record("meeting.item_done", target=found, by=by, at=at)


@operation
def drop_item(*, item_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Let go of what was asked for, with the reason.

    :raises NotYourMeeting: it is not of the actor's regency, or they are not its secretariat.
    :raises MeetingRefused: no reason, or it ended before.
    """
    regency_of(by)
    found = _own_item(item_id, by)
    _end(found, "drop", reason, "meeting.no_reason", by, at)
    record("meeting.item_dropped", target=found, by=by, at=at, reason=found.note)


@operation
def carry_item(*, item_id: int, meeting_id: int, due_on: date, by: Actor, at: datetime) -> int:
    """
    Take an item on into a later meeting with a new day; return the id of the row that goes on.

    :raises NotYourMeeting: item or meeting is not of the actor's regency.
    :raises MeetingRefused: it ended before, the meeting is not a later one, or the day is none.
    """
    found, later = _own_item(item_id, by), own_meeting(meeting_id, by)
    first = Meeting.objects.get(pk=found.meeting_id)
    if later.state == MeetingState.CALLED_OFF or later.starts_at <= first.starts_at:
        raise MeetingRefused("meeting.carry_when")
    _refuse_day(due_on, in_wib(later.starts_at).date())
    if found.state != ItemState.OPEN:
        raise MeetingRefused("meeting.item_ended")
    hold(later, at)
    _end(found, "carry", "", "", by, at)
    made = ActionItem.objects.create(
        regency_id=found.regency_id,
        meeting=later,
        words=found.words,
        agency_id=found.agency_id,
        owner=found.owner,
        due_on=due_on,
        state=ITEM_MOVES.to("give", ""),
        carried_from=found,
        given_at=at,
    )
    record("meeting.item_carried", target=made, by=by, at=at, due_on=due_on.isoformat())
    return int(made.pk)


def _own_item(item_id: int, by: Actor) -> ActionItem:
    rows = ActionItem.objects.select_for_update().filter(pk=item_id)
    rows = rows.filter(regency_id=by.regency_id or 0)
    if by.role is Role.OFFICER:
        rows = rows.filter(agency_id=by.agency_id or 0)
    elif by.role not in (Role.SECRETARIAT, Role.SYSTEM):
        rows = rows.none()
    found = rows.first()
    if found is None:
        raise NotYourMeeting
    return found


def _end(found: ActionItem, action: str, note: str, empty: str, by: Actor, at: datetime) -> None:
    """Move an item out of `open`. :param empty: the refusal where a note is needed."""
    said = shown(note)[:NOTE]
    if empty and not said:
        raise MeetingRefused(empty)
    if not ITEM_MOVES.allows(action, found.state):
        raise MeetingRefused("meeting.item_ended")
    give_reason(said)
    found.state = ITEM_MOVES.to(action, found.state)
    found.ended_at, found.ended_by, found.note = at, by.name[:NAME], said
    found.save(update_fields=["state", "ended_at", "ended_by", "note"])


def _is_open(agency_id: int, regency_id: int) -> bool:
    rows = Agency.objects.filter(pk=agency_id, regency_id=regency_id, closed_on=None)
    return rows.exists()


def _refuse_day(due_on: date, met_on: date) -> None:
    if due_on < met_on:
        raise MeetingRefused("meeting.due_before")
    if due_on > met_on + FURTHEST:
        raise MeetingRefused("meeting.too_far")
