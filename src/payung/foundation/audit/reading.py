"""Reading the record: who did what, when and why, for who may check on others (S122)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from payung.foundation.audit.models import Event, Look, Move
from payung.kernel.people import Role, Viewer

_MAY_READ = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class EventSeen:
    """One entry of a regency's chain; `number` is its place there."""

    number: int
    at: datetime
    actor_id: int | None
    role: str
    agency_id: int | None
    action: str
    target_type: str
    reason: str
    row_count: int | None
    total_idr: int | None
    digest: str


@dataclass(frozen=True, kw_only=True)
class MoveSeen:
    """One step in the life of a thing."""

    at: datetime
    actor_id: int | None
    role: str
    from_state: str
    to_state: str
    reason: str


def newest_event_at(*, viewer: Viewer) -> datetime | None:
    """Return when the newest thing on record happened, in any chain; to the system only."""
    if viewer.role is not Role.SYSTEM:
        return None
    newest: datetime | None = Event.objects.aggregate(newest=Max("at"))["newest"]
    return newest


def events(
    *,
    viewer: Viewer,
    actions: Sequence[str] = (),
    agency_id: int | None = None,
    actor_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    below: int | None = None,
    most: int = 25,
) -> list[EventSeen]:
    """
    Return entries of the viewer's chain, the newest first.

    :param actions: beginnings such as "duty."; none means every action.
    :param below: only entries with a smaller number, for the next page.
    """
    rows = _chain(viewer)
    if actions:
        wanted = Q()
        for beginning in actions:
            wanted |= Q(action__startswith=beginning)
        rows = rows.filter(wanted)
    filters = {
        "agency_id": agency_id,
        "actor_id": actor_id,
        "at__gte": since,
        "at__lt": until,
        "seq__lt": below,
    }
    rows = rows.filter(**{name: value for name, value in filters.items() if value is not None})
    fields = (
        *("seq", "at", "actor_id", "role", "agency_id", "action", "target_type", "reason"),
        *("row_count", "total_idr", "digest"),
    )
    names = ("number", *fields[1:])
    return [
        EventSeen(**dict(zip(names, row, strict=True)))
        for row in rows.order_by("-seq").values_list(*fields)[:most]
    ]


def moves(*, viewer: Viewer, entity: str, entity_id: int) -> list[MoveSeen]:
    """Return the life of one thing in its order; the caller showed that the viewer may see it."""
    if viewer.role not in _MAY_READ:
        return []
    rows = Move.objects.filter(entity=entity, entity_id=entity_id).order_by("pk")
    fields = ("at", "actor_id", "role", "from_state", "to_state", "reason")
    return [MoveSeen(**dict(zip(fields, row, strict=True))) for row in rows.values_list(*fields)]


def has_looked(
    *, viewer: Viewer, what: str, subject_type: str, subject_id: int, since: datetime
) -> bool:
    """Whether this very person noted lately why they open this."""
    return Look.objects.filter(
        what=what,
        subject_type=subject_type,
        subject_id=subject_id,
        person_id=viewer.person_id or 0,
        at__gte=since,
    ).exists()


def _chain(viewer: Viewer) -> QuerySet[Event]:
    if viewer.role not in _MAY_READ:
        return Event.objects.none()
    return Event.objects.filter(
        chain=f"regency:{viewer.regency_id}" if viewer.regency_id else "national"
    )
