"""Whom to reach at an office about the programme, and how."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

_STATEMENT = f"""WITH {SEEN}
SELECT seen.id, coalesce(k.phone, '') AS phone, coalesce(k.hours, '') AS hours,
    ARRAY(SELECT p.name FROM access_duty d JOIN access_person p ON p.id = d.person_id
        WHERE d.agency_id = seen.id AND d.role = 'officer' AND p.is_active
          AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
        ORDER BY d.starts_on, d.id) AS officers
FROM seen LEFT JOIN registry_agencycontact k ON k.agency_id = seen.id
WHERE seen.id = ANY(%(ids)s::bigint[])"""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The officers of an office, the longest there first; its own number and hours, or empty."""

    officers: tuple[str, ...] = ()
    phone: str = ""
    hours: str = ""


def reach_of(*, viewer: Viewer, agency_ids: Collection[int], on: date) -> dict[int, Reach]:
    """Return how these offices are reached on a day; one out of the viewer's sight is left out."""
    if not agency_ids:
        return {}
    rows = fetch(_STATEMENT, {**scope(viewer), "ids": list(agency_ids), "on": on})
    return {
        row["id"]: Reach(officers=tuple(row["officers"]), phone=row["phone"], hours=row["hours"])
        for row in rows
    }
