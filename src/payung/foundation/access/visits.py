"""Sessions as their owners see them; one that is ended here ends at its next request."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from payung.foundation.access.models import Visit
from payung.foundation.access.queries import HeldDuty
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role, Viewer

_WHO = """SELECT v.lives, d.id, d.person_id, d.name, d.civil_servant_id, d.role,
    d.regency_id, d.agency_id, d.province
FROM (SELECT EXISTS (
    SELECT 1 FROM access_visit WHERE id = %(visit_id)s AND ended_at IS NULL) AS lives) v
LEFT JOIN (
    SELECT held.*, p.name, p.civil_servant_id
    FROM access_duty held JOIN access_person p ON p.id = held.person_id
    WHERE p.id = %(person_id)s AND p.is_active
        AND held.starts_on <= %(on)s AND (held.ends_on IS NULL OR held.ends_on > %(on)s)
) d ON v.lives
ORDER BY d.starts_on, d.id"""
"""Asked before every page, and so not put together anew for each: that took ten times as long."""

KEPT = timedelta(days=60)
TOGETHER = timedelta(hours=1)
"""Seen on two devices within this time, an account may be shared."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A device on which somebody is signed in."""

    visit_id: int
    device: str
    started_at: datetime
    seen_at: datetime


@operation
def begin(*, person_id: int, key: str, device: str, by: Actor, at: datetime) -> int:
    """Keep that a person came in under this session key, on a device described in words."""
    Visit.objects.filter(person_id=person_id, seen_at__lt=at - KEPT).delete()
    visit = Visit.objects.create(
        person_id=person_id, key_digest=_digest(key), device=device[:80], started_at=at, seen_at=at
    )
    record("person.signed_in", target=visit, by=by, at=at, person_id=person_id)
    return int(visit.pk)


@operation
def end(*, visit_ids: list[int], person_id: int, by: Actor, at: datetime) -> int:
    """End these sessions of a person, wherever they are; returns how many there were."""
    live = Visit.objects.filter(pk__in=visit_ids, person_id=person_id, ended_at=None)
    count = live.update(ended_at=at)
    record("person.signed_out", by=by, at=at, row_count=count, person_id=person_id)
    return count


def visits_of(*, viewer: Viewer, person_id: int, since: datetime) -> list[VisitRow]:
    """Return where somebody is signed in now and was seen since then; only to themselves."""
    if viewer.person_id != person_id:
        return []
    rows = Visit.objects.filter(person_id=person_id, ended_at=None, seen_at__gte=since)
    fields = ("pk", "device", "started_at", "seen_at")
    return [VisitRow(*row) for row in rows.order_by("-seen_at", "-pk").values_list(*fields)]


def came_before(*, person_id: int) -> bool:
    """Whether this person signed in at all in the last sixty days."""
    return Visit.objects.filter(person_id=person_id).exists()


def duties_in(*, visit_id: int | None, person_id: int, on: date) -> list[HeldDuty] | None:
    """
    Return what a person may act as in this session on a day, oldest first.

    None where the session was ended elsewhere. Who asks is not known before the answer is.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WHO, {"visit_id": visit_id or 0, "person_id": person_id, "on": on})
        rows = cursor.fetchall()
    if not rows[0][0]:
        return None
    return [_held(row[1:]) for row in rows if row[1] is not None]


def _held(row: tuple[Any, ...]) -> HeldDuty:
    duty_id, person_id, name, civil_servant_id, role, regency_id, agency_id, province = row
    return HeldDuty(
        duty_id=duty_id,
        person_id=person_id,
        name=name,
        civil_servant_id=civil_servant_id,
        role=Role(role),
        regency_id=regency_id,
        agency_id=agency_id,
        province=province,
    )


def rename(*, visit_id: int, key: str) -> None:
    """Follow a session to its new key."""
    Visit.objects.filter(pk=visit_id).update(key_digest=_digest(key))


def note_seen(*, visit_id: int | None, at: datetime) -> None:
    Visit.objects.filter(pk=visit_id or 0).update(seen_at=at)


def note_gone(*, visit_id: int | None, at: datetime) -> None:
    """Strike a session from the list that ended by itself: idle, or signed out."""
    Visit.objects.filter(pk=visit_id or 0, ended_at=None).update(ended_at=at)


def _digest(key: str) -> bytes:
    return sealer().index(key, "access.visit.key")
