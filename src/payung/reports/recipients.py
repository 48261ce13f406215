"""For whom a prepared text is, by name: so that its sender knows whom to write to."""

from collections.abc import Collection

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

_NAMES = f"""WITH {SEEN}
SELECT t.id, CASE
    WHEN t.subject_type = 'registry_agency' THEN seen.name
    WHEN t.code = 'wa.active_worker' THEN w.name
    ELSE c.name END AS name
FROM outbox_preparedtext t JOIN seen ON seen.id = t.agency_id
LEFT JOIN enrolment_sponsorship s ON t.subject_type = 'enrolment_sponsorship'
    AND s.id = t.subject_id
LEFT JOIN registry_civilservant c ON c.id = s.sponsor_id
LEFT JOIN registry_worker w ON w.id = s.worker_id
WHERE t.id = ANY(%(texts)s)"""


def recipients(*, viewer: Viewer, text_ids: Collection[int]) -> dict[int, str]:
    """Return the names behind these texts of the viewer's own place; unknown ones are left out."""
    rows = fetch(_NAMES, {**scope(viewer), "texts": list(text_ids)})
    return {row["id"]: row["name"] for row in rows if row["name"]}
