"""Offices as the secretariat keeps them: how many people, who looks after them, what is open."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class OfficeRow:
    """One office in the list. `workers` are those whose sponsorship is not over."""

    agency_id: int
    name: str
    closed_on: date | None
    asn: int
    workers: int
    officers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpenWork:
    """What an office has begun and not finished; a merge leaves it where it is."""

    asn: int
    workers: int
    batches: int
    months: int
    people: int
    relocations: int


_ROWS = f"""WITH {SEEN}
SELECT a.id AS agency_id, a.name, a.closed_on, c.asn, w.workers, d.officers
FROM seen JOIN registry_agency a ON a.id = seen.id
CROSS JOIN LATERAL (SELECT count(*) AS asn FROM registry_civilservant s
    WHERE s.agency_id = a.id AND s.gone_on IS NULL) c
CROSS JOIN LATERAL (SELECT count(*) AS workers FROM enrolment_sponsorship e
    WHERE e.agency_id = a.id AND e.state NOT IN ('ended', 'cancelled')) w
CROSS JOIN LATERAL (SELECT coalesce(array_agg(p.name ORDER BY p.name), '{{}}') AS officers
    FROM access_duty y JOIN access_person p ON p.id = y.person_id AND p.is_active
    WHERE y.agency_id = a.id AND y.role = 'officer' AND y.starts_on <= %(on)s
      AND (y.ends_on IS NULL OR y.ends_on > %(on)s)) d
WHERE (a.closed_on IS NULL) = %(is_open)s AND position(lower(%(named)s) IN lower(a.name)) > 0
  AND (NOT %(lonely)s OR d.officers = '{{}}')
ORDER BY a.name, a.id LIMIT %(most)s OFFSET %(skip)s"""

_WORK = f"""WITH {SEEN}
SELECT (SELECT count(*) FROM registry_civilservant s
        WHERE s.agency_id = seen.id AND s.gone_on IS NULL) AS asn,
    (SELECT count(*) FROM enrolment_sponsorship e
        WHERE e.agency_id = seen.id AND e.state NOT IN ('ended', 'cancelled')) AS workers,
    (SELECT count(*) FROM enrolment_batch b
        WHERE b.agency_id = seen.id AND b.state = 'sent') AS batches,
    (SELECT count(*) FROM ledger_book k
        WHERE k.agency_id = seen.id AND k.state = 'open') AS months,
    (SELECT count(*) FROM access_duty y WHERE y.agency_id = seen.id AND y.role <> 'sponsor'
        AND y.starts_on <= %(on)s AND (y.ends_on IS NULL OR y.ends_on > %(on)s)) AS people,
    (SELECT count(*) FROM registry_relocation r WHERE r.state = 'asked'
        AND seen.id IN (r.from_agency_id, r.to_agency_id)) AS relocations
FROM seen WHERE seen.id = %(office)s"""


def office_rows(
    *,
    viewer: Viewer,
    on: date,
    is_open: bool = True,
    named: str = "",
    without_officer: bool = False,
    skip: int = 0,
    most: int = 25,
) -> list[OfficeRow]:
    """Return offices by name, with their people on a day; one statement whatever their number."""
    values = {
        **scope(viewer),
        "on": on,
        "is_open": is_open,
        "named": named.strip()[:100],
        "lonely": without_officer,
        "skip": skip,
        "most": most,
    }
    return [
        OfficeRow(**{**row, "officers": tuple(row["officers"])}) for row in fetch(_ROWS, values)
    ]


def open_work(*, viewer: Viewer, agency_id: int, on: date) -> OpenWork | None:
    """Return what one office has open, or None where the viewer has no such office."""
    found = fetch(_WORK, {**scope(viewer), "office": agency_id, "on": on})
    return OpenWork(**found[0]) if found else None
