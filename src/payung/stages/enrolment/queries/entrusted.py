"""What sponsors left with the officer of their office, for the officer and for themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from payung.foundation.access.models import Person
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.models import Entrusted
from payung.stages.enrolment.sums.entrusted import PLACE, Kind, Left, left_from

SHOWN_TO_SPONSOR = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """One thing that waits at the office."""

    entrusted_id: int
    kind: Kind
    sponsor_id: int
    sponsorship_id: int | None
    left: Left
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLeft:
    """What a sponsor left, and what became of it; the words themselves are the officer's."""

    kind: Kind
    sponsorship_id: int | None
    at: datetime
    settled_at: datetime | None
    outcome: str


def entrusted(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[LeftRow]:
    """Return what waits at the viewer's own office, oldest first; nothing to anybody else."""
    rows = _waiting(viewer).order_by("left_at", "pk")[skip : skip + most]
    return [_row(row) for row in rows]


def entrusted_waiting(*, viewer: Viewer, most: int = 100) -> int:
    """Return how many wait at the viewer's own office, counting no further than `most`."""
    return _waiting(viewer)[:most].count()


def entrusted_one(*, viewer: Viewer, entrusted_id: int) -> LeftRow | None:
    """Return one of them, if it was left at the viewer's office and still waits."""
    found = _waiting(viewer).filter(pk=entrusted_id).first()
    return None if found is None else _row(found)


def left_by(*, viewer: Viewer, since: datetime) -> list[OwnLeft]:
    """Return what the viewer left: what waits, and what was settled since, newest first."""
    if viewer.role is not Role.SPONSOR:
        return []
    own = Person.objects.filter(pk=viewer.person_id or 0).values("civil_servant_id")
    rows = Entrusted.objects.filter(sponsor_id__in=own)
    rows = rows.filter(settled_at=None) | rows.filter(settled_at__gte=since)
    shown = rows.order_by("-left_at", "-pk")[:SHOWN_TO_SPONSOR]
    told = shown.values_list("kind", "sponsorship_id", "left_at", "settled_at", "outcome")
    return [
        OwnLeft(kind=Kind(kind), sponsorship_id=about, at=at, settled_at=settled, outcome=outcome)
        for kind, about, at, settled, outcome in told
    ]


def _waiting(viewer: Viewer) -> QuerySet[Entrusted]:
    if viewer.role is not Role.OFFICER or viewer.agency_id is None:
        return Entrusted.objects.none()
    return Entrusted.objects.filter(agency_id=viewer.agency_id, settled_at=None)


def _row(row: Entrusted) -> LeftRow:
    return LeftRow(
        entrusted_id=row.pk,
        kind=Kind(row.kind),
        sponsor_id=row.sponsor_id,
        sponsorship_id=row.sponsorship_id,
        left=left_from(sealer().open(bytes(row.words_sealed), PLACE)),
        at=row.left_at,
    )
