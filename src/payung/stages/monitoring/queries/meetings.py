"""Questions about meetings, what they decided and what somebody is to do."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.monitoring.models import AgendaPoint, Decision, Meeting, MeetingOffice
from payung.stages.monitoring.states import MeetingState
from payung.stages.monitoring.sums.meetings import Point

READERS = (Role.SECRETARIAT, Role.LEADER, Role.AUDITOR, Role.SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    agency_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting with its newest agenda. `offices` is empty where all are called."""

    meeting_id: int
    regency_id: int
    month: Month
    starts_at: datetime
    place: str
    state: str
    is_for_all: bool
    offices: tuple[Invited, ...]
    called_by: str
    called_off_because: str
    agenda: tuple[Point, ...]
    agenda_version: int

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == MeetingState.HELD

    @property
    def is_off(self) -> bool:
        return self.state == MeetingState.CALLED_OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """`basis` as letters cite it; empty where it rests on none."""

    decision_id: int
    meeting_id: int
    words: str
    basis: str
    recorded_by: str
    recorded_at: datetime


def meeting(*, viewer: Viewer, meeting_id: int, as_of: datetime | None = None) -> MeetingRow | None:
    """Return one meeting of the viewer's regency, with its agenda as it stood at `as_of`."""
    return next(iter(_rows(_seen(viewer).filter(pk=meeting_id), as_of)), None)


def meetings(
    *, viewer: Viewer, skip: int = 0, most: int = 25, month: Month | None = None
) -> list[MeetingRow]:
    """Return the meetings of the viewer's regency, the newest first."""
    rows = _seen(viewer).order_by("-starts_at", "-pk")
    if month is not None:
        rows = rows.filter(month=month.first_day)
    return _rows(rows[skip : skip + most])


def next_meeting(*, viewer: Viewer, at: datetime) -> MeetingRow | None:
    """Return the next meeting that is planned, also one of today that may have begun."""
    rows = _seen(viewer).filter(state=MeetingState.PLANNED, starts_at__gte=at)
    return next(iter(_rows(rows.order_by("starts_at", "pk")[:1])), None)


def decisions(
    *, viewer: Viewer, meeting_id: int, as_of: datetime | None = None
) -> list[DecisionRow]:
    """Return the decisions that stand, in their order; a replaced one keeps its place."""
    rows = Decision.objects.filter(meeting__in=_seen(viewer), meeting_id=meeting_id)
    if as_of is not None:
        rows = rows.filter(recorded_at__lte=as_of)
    found = list(rows.select_related("basis").order_by("pk"))
    replaced = {row.replaces_id for row in found}
    first = {row.pk: row.pk for row in found}
    for row in found:
        if row.replaces_id is not None:
            first[row.pk] = first.get(row.replaces_id, row.replaces_id)
    standing = [row for row in found if row.pk not in replaced]
    return [_decision(row) for row in sorted(standing, key=lambda row: first[row.pk])]


def visible(viewer: Viewer) -> bool:
    """Return whether the viewer sees meetings at all, and not only their own office's items."""
    return viewer.role in READERS


def _seen(viewer: Viewer) -> QuerySet[Meeting]:
    rows = Meeting.objects.all() if visible(viewer) else Meeting.objects.none()
    return rows if viewer.regency_id is None else rows.filter(regency_id=viewer.regency_id)


def _rows(found: QuerySet[Meeting], as_of: datetime | None = None) -> list[MeetingRow]:
    rows = list(found)
    ids = [row.pk for row in rows]
    offices, agendas = _offices(ids), _agendas(ids, as_of)
    return [_row(row, offices[row.pk], agendas.get(row.pk, (0, ()))) for row in rows]


def _row(
    row: Meeting, offices: Sequence[Invited], agenda: tuple[int, tuple[Point, ...]]
) -> MeetingRow:
    return MeetingRow(
        meeting_id=row.pk,
        regency_id=row.regency_id,
        month=Month.of(row.month),
        starts_at=row.starts_at,
        place=row.place,
        state=row.state,
        is_for_all=row.is_for_all,
        offices=() if row.is_for_all else tuple(offices),
        called_by=row.called_by,
        called_off_because=row.called_off_because,
        agenda=agenda[1],
        agenda_version=agenda[0],
    )


def _offices(ids: Collection[int]) -> dict[int, list[Invited]]:
    found: defaultdict[int, list[Invited]] = defaultdict(list)
    rows = MeetingOffice.objects.filter(meeting_id__in=ids, withdrawn_at=None)
    named = rows.order_by("agency__name", "pk")
    for meeting_id, agency_id, name in named.values_list("meeting", "agency", "agency__name"):
        found[meeting_id].append(Invited(agency_id=agency_id, name=name))
    return found


def _agendas(
    ids: Collection[int], as_of: datetime | None
) -> dict[int, tuple[int, tuple[Point, ...]]]:
    """Return the newest version of each agenda that was written by then, with its number."""
    written = Q() if as_of is None else Q(written_at__lte=as_of)
    rows = AgendaPoint.objects.filter(written, meeting_id__in=ids)
    found: dict[int, tuple[int, tuple[Point, ...]]] = {}
    for row in rows.order_by("meeting", "version", "place"):
        version, points = found.get(row.meeting_id, (0, ()))
        kept = points if version == row.version else ()
        point = Point(kind=row.kind, words=row.words)
        found[row.meeting_id] = (row.version, (*kept, point))
    return found


def _decision(row: Decision) -> DecisionRow:
    return DecisionRow(
        decision_id=row.pk,
        meeting_id=row.meeting_id,
        words=row.words,
        basis=row.basis.cited if row.basis else "",
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )
