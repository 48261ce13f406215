"""Incidents: the public ones for the status page, all of them for the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from payung.foundation.desk.clocks import hours_left
from payung.foundation.desk.models import Incident, IncidentNote, IncidentState
from payung.kernel.people import Role, Viewer

_AT_THE_DESK = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})
STAYS_PUBLIC = timedelta(days=30)
MOST_PUBLIC = 20


@dataclass(frozen=True, kw_only=True)
class PublicIncident:
    """What the status page tells: that it happened, and whether it is over."""

    incident_id: int
    title: str
    noticed_at: datetime
    closed_at: datetime | None
    is_withdrawn: bool = False
    called_before: str = ""
    """What it was called until it was last corrected; otherwise empty."""


@dataclass(frozen=True, kw_only=True)
class IncidentSeen(PublicIncident):
    """An incident as the desk sees it."""

    touches_personal_data: bool
    is_public: bool
    due_at: datetime
    state: str

    @property
    def is_open(self) -> bool:
        return self.state not in (IncidentState.CLOSED, IncidentState.WITHDRAWN)

    @property
    def clock_runs(self) -> bool:
        """Whether people must still be told in writing."""
        return self.touches_personal_data and self.state == IncidentState.OPEN

    def hours_left(self, at: datetime) -> int:
        return hours_left(self.due_at, at)


@dataclass(frozen=True, kw_only=True)
class Note:
    """What somebody found or did."""

    at: datetime
    by_id: int
    words: str
    called_before: str


def public_incidents(*, viewer: Viewer, at: datetime) -> list[PublicIncident]:
    """Return what the public may know: what is open, and what closed in the last 30 days."""
    rows = Incident.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=at - STAYS_PUBLIC), is_public=True
    )
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    renamed = IncidentNote.objects.filter(incident=OuterRef("pk")).exclude(called_before="")
    before = Subquery(renamed.order_by("-pk").values("called_before")[:1])
    found = rows.annotate(before=before).order_by("-noticed_at", "-pk")
    return [
        PublicIncident(
            incident_id=pk,
            title=title,
            noticed_at=noticed_at,
            closed_at=closed_at,
            is_withdrawn=state == IncidentState.WITHDRAWN,
            called_before=before or "",
        )
        for pk, title, noticed_at, closed_at, state, before in found.values_list(
            "pk", "title", "noticed_at", "closed_at", "state", "before"
        )[:MOST_PUBLIC]
    ]


def incidents(*, viewer: Viewer, skip: int = 0, most: int = 25) -> list[IncidentSeen]:
    """Return every incident, the last noticed first."""
    rows = _visible_to(viewer).order_by("-noticed_at", "-pk")[skip : skip + most]
    return [_seen(row) for row in rows]


def incident(*, viewer: Viewer, incident_id: int) -> IncidentSeen | None:
    """Return one incident, or None where the viewer has no such incident."""
    row = _visible_to(viewer).filter(pk=incident_id).first()
    return None if row is None else _seen(row)


def notes(*, viewer: Viewer, incident_id: int) -> list[Note]:
    """Return the notes of an incident in the order they were written."""
    visible = _visible_to(viewer).filter(pk=incident_id)
    rows = IncidentNote.objects.filter(incident__in=visible).order_by("pk")
    return [
        Note(at=at, by_id=by, words=words, called_before=before)
        for at, by, words, before in rows.values_list("at", "by_id", "words", "called_before")
    ]


def _seen(row: Incident) -> IncidentSeen:
    return IncidentSeen(
        incident_id=row.pk,
        title=row.title,
        noticed_at=row.noticed_at,
        closed_at=row.closed_at,
        is_withdrawn=row.state == IncidentState.WITHDRAWN,
        touches_personal_data=row.touches_personal_data,
        is_public=row.is_public,
        due_at=row.due_at,
        state=row.state,
    )


def _visible_to(viewer: Viewer) -> QuerySet[Incident]:
    if viewer.role not in _AT_THE_DESK:
        return Incident.objects.none()
    rows = Incident.objects.all()
    return rows if viewer.regency_id is None else rows.filter(regency_id=viewer.regency_id)
