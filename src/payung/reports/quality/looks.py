"""Who read whose data, and why (S124); and in an incident, who was seen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch

_MAY_READ = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class LookSeen:
    """One reading. `worker_id` where it was one worker's data; `row_count` of a file or search."""

    at: datetime
    person_id: int | None
    person: str
    role: str
    office: str
    what: str
    row_count: int
    reason: str
    worker_id: int | None
    worker: str


@dataclass(frozen=True, kw_only=True)
class LookSum:
    """What one person read in a time: how often, how many rows, how many workers by name."""

    person_id: int | None
    person: str
    role: str
    office: str
    looks: int
    row_count: int
    workers: int


_FROM = """
FROM audit_look l
LEFT JOIN access_person p ON p.id = l.person_id
LEFT JOIN registry_agency a ON a.id = l.agency_id
LEFT JOIN enrolment_sponsorship s
    ON l.subject_type = 'enrolment_sponsorship' AND s.id = l.subject_id
LEFT JOIN desk_datarequest q ON l.subject_type = 'desk_datarequest' AND q.id = l.subject_id
LEFT JOIN registry_worker w ON w.id = coalesce(s.worker_id, q.worker_id,
    CASE WHEN l.subject_type = 'registry_worker' THEN l.subject_id END)
WHERE (%(regency)s::bigint IS NULL OR l.regency_id = %(regency)s)
  AND (%(person)s::bigint IS NULL OR l.person_id = %(person)s)
  AND (%(worker)s::bigint IS NULL OR w.id = %(worker)s)
  AND (%(since)s::timestamptz IS NULL OR l.at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR l.at < %(until)s)
  AND (%(said)s = '' OR p.name ILIKE %(like)s OR p.sign_in = %(said)s)
  AND (%(what)s = '' OR l.what LIKE %(kind)s)"""
_LOOKS = f"""SELECT l.at, l.person_id, coalesce(p.name, '') AS person, l.role,
    coalesce(a.name, '') AS office, l.what, l.row_count, l.reason, w.id AS worker_id,
    coalesce(w.name, '') AS worker {_FROM}
ORDER BY l.at DESC, l.id DESC LIMIT %(most)s OFFSET %(skip)s"""
_SUMS = f"""SELECT l.person_id, coalesce(p.name, '') AS person, l.role,
    coalesce(a.name, '') AS office, count(*) AS looks, sum(l.row_count) AS row_count,
    count(DISTINCT w.id) AS workers {_FROM} AND l.what <> 'denied'
GROUP BY 1, 2, 3, 4 ORDER BY sum(l.row_count) DESC, 2 LIMIT %(most)s OFFSET %(skip)s"""


def looks(
    *,
    viewer: Viewer,
    person_id: int | None = None,
    worker_id: int | None = None,
    named: str = "",
    what: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    skip: int = 0,
    most: int = 25,
) -> list[LookSeen]:
    """
    Return readings of this regency, the newest first.

    :param what: a beginning, such as "search" or "batch.".
    """
    values = _values(viewer, person_id, worker_id, named, what, since, until, skip, most)
    return [LookSeen(**row) for row in fetch(_LOOKS, values)] if _may(viewer) else []


def look_sums(
    *, viewer: Viewer, since: datetime, until: datetime, skip: int = 0, most: int = 25
) -> list[LookSum]:
    """Return who read how much in `[since, until)`, whoever read most first."""
    values = _values(viewer, None, None, "", "", since, until, skip, most)
    if not _may(viewer):
        return []
    return [LookSum(**{**row, "row_count": int(row["row_count"])}) for row in fetch(_SUMS, values)]


def _may(viewer: Viewer) -> bool:
    return viewer.role in _MAY_READ


def _values(
    viewer: Viewer,
    person_id: int | None,
    worker_id: int | None,
    named: str,
    what: str,
    since: datetime | None,
    until: datetime | None,
    skip: int,
    most: int,
) -> dict[str, Any]:
    said = named.strip()[:100]
    like = said.replace("\\", "").replace("%", "").replace("_", "")
    return {
        "regency": viewer.regency_id,
        "person": person_id,
        "worker": worker_id,
        "said": said,
        "like": f"%{like}%",
        "what": what,
        "kind": f"{what}%",
        "since": since,
        "until": until,
        "skip": skip,
        "most": most,
    }
