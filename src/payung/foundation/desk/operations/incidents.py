"""Incidents: what happened, what was found, who was told, and the end of it."""

from datetime import datetime

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.foundation.desk.clocks import due
from payung.foundation.desk.models import Incident, IncidentNote, IncidentState
from payung.foundation.desk.problems import AlreadyOver, NotTheirs
from payung.kernel.names import shown
from payung.kernel.people import Actor

LONGEST_TITLE = 120
LONGEST_NOTE = 1000


@operation
def open_incident(
    *,
    regency_id: int,
    title: str,
    words: str,
    touches_personal_data: bool,
    is_public: bool = False,
    noticed_at: datetime,
    by: Actor,
    at: datetime,
) -> int:
    """
    Write down an incident with its first note; return its id.

    :param noticed_at: when somebody first knew; the three times 24 hours run from then.
    """
    if by.regency_id not in (None, regency_id):
        raise NotTheirs
    assert by.person_id is not None, "a person opens it"
    incident = Incident.objects.create(
        regency_id=regency_id,
        title=shown(title)[:LONGEST_TITLE],
        touches_personal_data=touches_personal_data,
        is_public=is_public,
        noticed_at=noticed_at,
        due_at=due(noticed_at),
        state=Incident.moves.to("open", ""),
        opened_by_id=by.person_id,
    )
    _note(incident, words, by, at)
    record("incident.opened", target=incident, by=by, at=at, personal=touches_personal_data)
    return int(incident.pk)


@operation
def add_note(*, incident_id: int, words: str, by: Actor, at: datetime) -> None:
    """
    Add what was found or done; a note is never edited.

    :raises NotTheirs, AlreadyOver: no such incident here, or it is closed.
    """
    incident = _held(incident_id, by)
    _note(incident, words, by, at)
    record("incident.noted", target=incident, by=by, at=at)


@operation
def report_incident(*, incident_id: int, words: str, by: Actor, at: datetime) -> None:
    """
    Record that the people concerned and the agency were told in writing; the clock stops.

    :raises NotTheirs, AlreadyOver, MoveNotAllowed: not here, closed, or told before.
    """
    incident = _held(incident_id, by)
    incident.state = Incident.moves.to("report", IncidentState(incident.state))
    incident.save(update_fields=["state"])
    _note(incident, words, by, at)
    record("incident.reported", target=incident, by=by, at=at)


@operation
def tell_public(*, incident_id: int, is_public: bool, by: Actor, at: datetime) -> None:
    """
    Let the status page tell of it, or no longer.

    :raises NotTheirs, AlreadyOver: no such incident here, or it is closed.
    """
    incident = _held(incident_id, by)
    incident.is_public = is_public
    incident.save(update_fields=["is_public"])
    record("incident.published", target=incident, by=by, at=at, is_public=is_public)


@operation
def close_incident(*, incident_id: int, words: str, by: Actor, at: datetime) -> None:
    """
    Close it with what was learned.

    :raises NotTheirs, AlreadyOver: no such incident here, or it was closed before.
    """
    incident = _held(incident_id, by)
    incident.state = Incident.moves.to("close", IncidentState(incident.state))
    incident.closed_at = at
    incident.save(update_fields=["state", "closed_at"])
    _note(incident, words, by, at)
    record("incident.closed", target=incident, by=by, at=at)


@operation
def correct_incident(
    *,
    incident_id: int,
    title: str,
    touches_personal_data: bool,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """
    Call an incident something else, or say that it does (not) touch personal data, and why.

    What it was called stays in a note, and the status page tells it where it told the title.

    :raises NotTheirs, AlreadyOver: no such incident here, or it is over.
    """
    give_reason(reason)
    incident = _held(incident_id, by)
    before, incident.title = incident.title, shown(title)[:LONGEST_TITLE]
    is_renamed = incident.title != before
    was_personal = incident.touches_personal_data
    incident.touches_personal_data = touches_personal_data
    incident.save(update_fields=["title", "touches_personal_data"])
    _note(incident, reason, by, at, called_before=before if is_renamed else "")
    record(
        "incident.corrected",
        target=incident,
        by=by,
        at=at,
        reason=reason,
        renamed=is_renamed,
        was_personal=was_personal,
        personal=touches_personal_data,
    )


@operation
def withdraw_incident(*, incident_id: int, words: str, by: Actor, at: datetime) -> None:
    """
    Say that it was no incident after all, and why. It stays, and the status page says so.

    :raises NotTheirs, AlreadyOver: no such incident here, or it is over.
    """
    give_reason(words)
    incident = _held(incident_id, by)
    incident.state = Incident.moves.to("withdraw", IncidentState(incident.state))
    incident.closed_at = at
    incident.save(update_fields=["state", "closed_at"])
    _note(incident, words, by, at)
    record("incident.withdrawn", target=incident, by=by, at=at, reason=words)


def _note(
    incident: Incident, words: str, by: Actor, at: datetime, *, called_before: str = ""
) -> None:
    assert by.person_id is not None, "a person notes"
    IncidentNote.objects.create(
        incident=incident,
        at=at,
        by_id=by.person_id,
        words=shown(words)[:LONGEST_NOTE],
        called_before=called_before,
    )


def _held(incident_id: int, by: Actor) -> Incident:
    incident = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if incident is None or by.regency_id not in (None, incident.regency_id):
        raise NotTheirs
    if incident.state in (IncidentState.CLOSED, IncidentState.WITHDRAWN):
        raise AlreadyOver
    return incident
