"""Civil servants whom the latest staff list no longer has, while something still hangs on them."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class MissingRow:
    """Somebody gone from the list, with the workers and the account that stay behind."""

    civil_servant_id: int
    nip: str
    name: str
    office: str
    gone_on: date
    workers: int
    person_id: int | None


_MISSING = f"""WITH {SEEN}
SELECT c.id AS civil_servant_id, c.nip, c.name, seen.name AS office, c.gone_on, w.workers,
    p.id AS person_id
FROM registry_civilservant c JOIN seen ON seen.id = c.agency_id
CROSS JOIN LATERAL (SELECT count(*) AS workers FROM enrolment_sponsorship e
    WHERE e.sponsor_id = c.id AND e.state NOT IN ('ended', 'cancelled')) w
LEFT JOIN access_person p ON p.civil_servant_id = c.id AND p.is_active
    AND EXISTS (SELECT 1 FROM access_duty y WHERE y.person_id = p.id
        AND (y.ends_on IS NULL OR y.ends_on > %(on)s))
WHERE c.gone_on IS NOT NULL AND (w.workers > 0 OR p.id IS NOT NULL)
ORDER BY c.gone_on DESC, c.name, c.id LIMIT %(most)s OFFSET %(skip)s"""


def missing_staff(*, viewer: Viewer, on: date, skip: int = 0, most: int = 25) -> list[MissingRow]:
    """Return those to decide about, the last gone first; nobody is deleted by a list."""
    found = fetch(_MISSING, {**scope(viewer), "on": on, "skip": skip, "most": most})
    return [MissingRow(**row) for row in found]
