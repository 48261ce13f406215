"""Questions about packs that were frozen, and what changed after that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.models import PackFreeze
from payung.stages.monitoring.queries.corrections import WATCHED, Changed
from payung.stages.monitoring.queries.meetings import visible
from payung.stages.monitoring.queries.reading import fetch, reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """A pack as it was put before a meeting. `agency_id` is the one office that it is about."""

    freeze_id: int
    regency_id: int
    meeting_id: int | None
    month: Month
    agency_id: int | None
    office: str
    version: int
    as_of: datetime
    frozen_by: str
    document_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChange:
    """What became different in one office's month between two moments."""

    agency_id: int
    name: str
    was_reopened: bool
    changed: tuple[Changed, ...]


def freezes(
    *,
    viewer: Viewer,
    month: Month | None = None,
    meeting_id: int | None = None,
    most: int = 25,
) -> list[Freeze]:
    """Return the packs of the viewer's regency, the newest first."""
    rows = _seen(viewer)
    if month is not None:
        rows = rows.filter(month=month.first_day)
    if meeting_id is not None:
        rows = rows.filter(meeting_id=meeting_id)
    return [_row(row) for row in rows.order_by("-as_of", "-pk")[:most]]


def freeze_of(*, viewer: Viewer, freeze_id: int) -> Freeze | None:
    """Return one pack of the viewer's regency."""
    found = _seen(viewer).filter(pk=freeze_id).first()
    return None if found is None else _row(found)


def last_freeze(
    *,
    viewer: Viewer,
    month: Month,
    agency_id: int | None = None,
    before: datetime | None = None,
) -> Freeze | None:
    """Return the newest pack of a month, for any meeting, of all offices or of one."""
    rows = _seen(viewer).filter(Q(agency_id=agency_id), month=month.first_day)
    if before is not None:
        rows = rows.filter(as_of__lt=before)
    found = rows.order_by("-as_of", "-pk").first()
    return None if found is None else _row(found)


def changed_between(
    *,
    viewer: Viewer,
    month: Month,
    earlier: datetime,
    later: datetime | None = None,
    agency_id: int | None = None,
) -> list[OfficeChange]:
    """Return the offices whose month is not what it was at `earlier`, by name."""
    values = reach(viewer, first=month, last=month, agency_id=agency_id)
    rows = fetch(_BETWEEN, {**values, "earlier": earlier, "later": later})
    return [
        OfficeChange(
            agency_id=row["agency_id"],
            name=row["name"],
            was_reopened=row["closings_was"] > 0 and row["closed_on"] is None,
            changed=_changed(row),
        )
        for row in rows
    ]


def moved_on(*, viewer: Viewer, freeze: Freeze) -> bool:
    """Return whether a pack made now would say anything else than this one."""
    del viewer
    values = {
        "regency": freeze.regency_id,
        "meeting": freeze.meeting_id,
        "as_of": freeze.as_of,
    }
    [row] = fetch(_MOVED_ON, values)
    return bool(row["moved"])


_MOVED_ON = """SELECT
    EXISTS (SELECT 1 FROM monitoring_officemonth m
        WHERE m.regency_id = %(regency)s AND m.taken_at > %(as_of)s)
    OR EXISTS (SELECT 1 FROM monitoring_cell m
        WHERE m.regency_id = %(regency)s AND m.taken_at > %(as_of)s)
    OR EXISTS (SELECT 1 FROM monitoring_target t
        WHERE t.regency_id = %(regency)s AND t.set_at > %(as_of)s)
    OR EXISTS (SELECT 1 FROM monitoring_statedfigure f WHERE f.said_at > %(as_of)s)
    OR EXISTS (SELECT 1 FROM monitoring_actionitem i WHERE i.regency_id = %(regency)s
        AND (i.given_at > %(as_of)s OR i.ended_at > %(as_of)s))
    OR EXISTS (SELECT 1 FROM monitoring_decision d
        WHERE d.meeting_id = %(meeting)s AND d.recorded_at > %(as_of)s)
    OR EXISTS (SELECT 1 FROM monitoring_agendapoint p
        WHERE p.meeting_id = %(meeting)s AND p.written_at > %(as_of)s) AS moved"""
"""All there is to print has a moment at which it became known."""

_BOTH = (*WATCHED, "closings")
_BETWEEN = f"""WITH was AS (
    SELECT DISTINCT ON (m.agency_id) m.* FROM monitoring_officemonth m
    WHERE m.month = %(first)s AND m.taken_at <= %(earlier)s
    ORDER BY m.agency_id, m.version DESC
), now AS (
    SELECT DISTINCT ON (m.agency_id) m.* FROM monitoring_officemonth m
    WHERE m.month = %(first)s AND (%(later)s::timestamptz IS NULL OR m.taken_at <= %(later)s)
      AND (%(regency)s::bigint IS NULL OR m.regency_id = %(regency)s)
      AND (%(agency)s::bigint IS NULL OR m.agency_id = %(agency)s)
    ORDER BY m.agency_id, m.version DESC
)
SELECT now.agency_id, a.name, now.closed_on,
    {", ".join(f"coalesce(was.{name}, 0) AS {name}_was, now.{name}" for name in _BOTH)}
FROM now JOIN registry_agency a ON a.id = now.agency_id LEFT JOIN was USING (agency_id)
WHERE was.version IS DISTINCT FROM now.version
ORDER BY a.name, a.id"""


def _changed(row: dict[str, Any]) -> tuple[Changed, ...]:
    return tuple(
        Changed(code=name, before=row[f"{name}_was"], after=row[name])
        for name in WATCHED
        if row[f"{name}_was"] != row[name]
    )


def _seen(viewer: Viewer) -> QuerySet[PackFreeze]:
    rows = PackFreeze.objects.all() if visible(viewer) else PackFreeze.objects.none()
    seen = rows if viewer.regency_id is None else rows.filter(regency_id=viewer.regency_id)
    return seen.select_related("agency")


def _row(row: PackFreeze) -> Freeze:
    return Freeze(
        freeze_id=row.pk,
        regency_id=row.regency_id,
        meeting_id=row.meeting_id,
        month=Month.of(row.month),
        agency_id=row.agency_id,
        office=row.agency.name if row.agency else "",
        version=row.version,
        as_of=row.as_of,
        frozen_by=row.frozen_by,
        document_ids=tuple(row.documents),
    )
