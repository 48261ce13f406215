"""Requests about personal data, for the desk that answers them and the auditor who looks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from payung.foundation.desk.clocks import hours_left
from payung.foundation.desk.models import DataRequest, Incident, IncidentState, RequestState
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer

_AT_THE_DESK = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})
_OPEN = (RequestState.OPEN, RequestState.IDENTIFIED)
_TABLE = "desk_datarequest"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request in the list: nobody's name."""

    request_id: int
    kind: str
    state: str
    asked_at: datetime
    due_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in _OPEN

    def hours_left(self, at: datetime) -> int:
        return hours_left(self.due_at, at)


@dataclass(frozen=True, kw_only=True)
class AskedInFull(Asked):
    """One request with who asks; whose data it is once a person saw who it is."""

    name: str
    contact: str
    words: str
    worker_id: int | None
    civil_servant_id: int | None
    identified_by_id: int | None
    identified_how: str
    outcome: str

    @property
    def is_about_somebody(self) -> bool:
        """Whether anything is held about who asks."""
        return (self.worker_id or self.civil_servant_id) is not None


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """How many clocks run, and how many ran out."""

    requests: int
    requests_late: int
    incidents: int
    incidents_late: int


def data_requests(*, viewer: Viewer, is_open: bool, skip: int = 0, most: int = 25) -> list[Asked]:
    """Return the open ones, the next due first; or the closed ones, the last closed first."""
    rows = _visible_to(viewer)
    if is_open:
        rows = rows.filter(state__in=_OPEN).order_by("due_at", "pk")
    else:
        rows = rows.exclude(state__in=_OPEN).order_by("-closed_at", "-pk")
    return [
        Asked(
            request_id=row.pk,
            kind=row.kind,
            state=row.state,
            asked_at=row.asked_at,
            due_at=row.due_at,
            closed_at=row.closed_at,
        )
        for row in rows[skip : skip + most]
    ]


def data_request(*, viewer: Viewer, request_id: int) -> AskedInFull | None:
    """Return one request in full, or None where the viewer has no such request."""
    row = _visible_to(viewer).filter(pk=request_id).first()
    if row is None:
        return None
    opened = {
        field: sealer().open(bytes(getattr(row, f"{field}_sealed")), f"{_TABLE}.{field}")
        for field in ("name", "contact", "words")
    }
    return AskedInFull(
        request_id=row.pk,
        kind=row.kind,
        state=row.state,
        asked_at=row.asked_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        name=opened["name"],
        contact=opened["contact"],
        words=opened["words"],
        worker_id=row.worker_id,
        civil_servant_id=row.civil_servant_id,
        identified_by_id=row.identified_by_id,
        identified_how=row.identified_how,
        outcome=row.outcome,
    )


def running_clocks(*, viewer: Viewer, at: datetime) -> Clocks:
    """Return how many requests and incidents wait for an answer, and how many too long."""
    requests = _visible_to(viewer).filter(state__in=_OPEN)
    incidents = Incident.objects.filter(
        Q(regency_id=viewer.regency_id) if viewer.regency_id else Q(),
        state=IncidentState.OPEN,
        touches_personal_data=True,
    )
    if viewer.role not in _AT_THE_DESK:
        incidents = incidents.none()
    return Clocks(
        requests=requests.count(),
        requests_late=requests.filter(due_at__lt=at).count(),
        incidents=incidents.count(),
        incidents_late=incidents.filter(due_at__lt=at).count(),
    )


def _visible_to(viewer: Viewer) -> QuerySet[DataRequest]:
    if viewer.role not in _AT_THE_DESK:
        return DataRequest.objects.none()
    rows = DataRequest.objects.all()
    return rows if viewer.regency_id is None else rows.filter(regency_id=viewer.regency_id)
