"""Who on a death list may be a member, what was decided, and deaths that have no claim yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.kernel.people import Role, Viewer
from payung.stages.claims.models import DeathMatch
from payung.stages.claims.states import MatchState
from payung.stages.claims.sums.matching import How
from payung.stages.registry.queries.areas import area_name

SEES_UNCLAIMED: Final = frozenset({Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})
_UNCLAIMED: Final = """
    SELECT DISTINCT ON (w.id) s.id, w.id, w.name, w.died_on, s.agency_id, a.name
    FROM registry_worker w
    JOIN membership_spell p ON p.worker_id = w.id AND p.starts_on <= w.died_on
        AND (p.ends_on IS NULL OR p.ends_on >= w.died_on)
    JOIN enrolment_sponsorship s ON s.worker_id = w.id AND s.state IN ('accepted', 'ended')
    JOIN registry_agency a ON a.id = s.agency_id
    WHERE w.died_on IS NOT NULL
      AND (%(regency)s::bigint IS NULL OR s.regency_id = %(regency)s)
      AND (%(agency)s::bigint IS NULL OR s.agency_id = %(agency)s)
      AND NOT EXISTS (SELECT 1 FROM claims_claim c
        WHERE c.worker_id = w.id AND c.is_death AND c.state <> 'withdrawn')
    ORDER BY w.id, (s.state = 'accepted') DESC, s.id DESC
"""


@dataclass(frozen=True, kw_only=True)
class MatchRow:
    """One row of a list beside one member. `claim_id`: the case of a confirmed death."""

    match_id: int
    how: How
    state: MatchState
    said_name: str
    name: str
    agency: str
    died_on: date
    decided_at: datetime | None
    claim_id: int | None


@dataclass(frozen=True, kw_only=True)
class MatchView:
    """Both sides in full, for who decides. `list_name` and `row`: where the sheet says it."""

    match: MatchRow
    worker_id: int
    sponsorship_id: int
    said_born_on: date | None
    said_village: str
    born_on: date | None
    village: str
    occupation: str
    registered_on: date
    card_number: str
    recorded_on: date | None
    list_name: str
    row: int

    @property
    def is_registered_later(self) -> bool:
        """Whether the member was registered only after the death that the list speaks of."""
        return self.registered_on > self.match.died_on


@dataclass(frozen=True, kw_only=True)
class Unclaimed:
    """A death on record, of a member on that day, for which nobody began a claim."""

    sponsorship_id: int
    worker_id: int
    name: str
    died_on: date
    agency_id: int
    agency: str


def matches(*, viewer: Viewer, waiting: bool, skip: int = 0, most: int = 26) -> list[MatchRow]:
    """Return what waits for a decision, oldest first; or what was decided, newest first."""
    rows = DeathMatch.objects.visible_to(viewer).select_related("worker", "agency")
    if waiting:
        rows = rows.filter(state=MatchState.WAITING).order_by("pk")
    else:
        rows = rows.exclude(state=MatchState.WAITING).order_by("-decided_at", "-pk")
    return [_shown(row) for row in rows[skip : skip + most]]


def matches_waiting(*, viewer: Viewer) -> int:
    """Return how many wait for a decision of the viewer."""
    return DeathMatch.objects.visible_to(viewer).filter(state=MatchState.WAITING).count()


def match_of(*, viewer: Viewer, match_id: int) -> MatchView | None:
    """Return one match in full, or None where it is not the viewer's to see."""
    rows = DeathMatch.objects.visible_to(viewer)
    rows = rows.select_related("worker", "agency", "sponsorship", "file").defer("file__original")
    row = rows.filter(pk=match_id).first()
    if row is None:
        return None
    worker = row.worker
    place = worker.village_code or worker.district_code
    return MatchView(
        match=_shown(row),
        worker_id=row.worker_id,
        sponsorship_id=row.sponsorship_id,
        said_born_on=row.said_born_on,
        said_village=row.said_village,
        born_on=worker.born_on,
        village=(area_name(code=place) or "") if place else "",
        occupation=worker.occupation,
        registered_on=row.sponsorship.registered_on,
        card_number=row.sponsorship.card_number,
        recorded_on=worker.died_on,
        list_name=row.file.name,
        row=row.row,
    )


def next_waiting(*, viewer: Viewer) -> int | None:
    """Return the match that waits longest."""
    rows = DeathMatch.objects.visible_to(viewer).filter(state=MatchState.WAITING)
    return rows.order_by("pk").values_list("pk", flat=True).first()


def unclaimed_deaths(*, viewer: Viewer) -> list[Unclaimed]:
    """Return deaths on record without a claim, oldest first: an office its own."""
    if viewer.role not in SEES_UNCLAIMED:
        return []
    agency = None if viewer.sees_all_agencies else viewer.agency_id or 0
    with connection.cursor() as cursor:
        cursor.execute(_UNCLAIMED, {"regency": viewer.regency_id, "agency": agency})
        found = cursor.fetchall()
    rows = [
        Unclaimed(
            sponsorship_id=sponsorship_id,
            worker_id=worker_id,
            name=name,
            died_on=died_on,
            agency_id=agency_id,
            agency=office,
        )
        for sponsorship_id, worker_id, name, died_on, agency_id, office in found
    ]
    return sorted(rows, key=lambda one: (one.died_on, one.worker_id))


def _shown(row: DeathMatch) -> MatchRow:
    return MatchRow(
        match_id=int(row.pk),
        how=How(row.how),
        state=MatchState(row.state),
        said_name=row.said_name,
        name=row.worker.name,
        agency=row.agency.name,
        died_on=row.died_on,
        decided_at=row.decided_at,
        claim_id=row.claim_id,
    )
