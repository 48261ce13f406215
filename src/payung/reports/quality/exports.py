"""S111: which files with people's data left, who took them, why, and until when they may."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch

OPEN_FOR = timedelta(hours=24)
"""After the reason was given, the file may be taken for so long (T10)."""
REASON = "export."
"""How the looks begin that give a reason; `REASON + what` opens the file `what`."""
_MAY_READ = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})
FILES = (
    *("batch.file", "upload.file", "differences.file", "quality.file"),
    *("payroll.route_file", "payroll.layout_tried"),
    *("paper.cover_letter", "paper.cards", "data.pack"),
)
"""What leaves as a file. Whatever is only shown on a page is among the looks, not here."""


@dataclass(frozen=True, kw_only=True)
class Export:
    """One file taken, or one reason given for it."""

    at: datetime
    person_id: int | None
    person: str
    role: str
    office: str
    what: str
    row_count: int
    reason: str
    expires_at: datetime | None
    """Until when the reason opens the file; None for a file that was made for one taking."""
    taken: int
    """How often the file was taken for this reason."""

    def is_open(self, at: datetime) -> bool:
        return self.expires_at is not None and self.expires_at > at


_REASONS = """SELECT DISTINCT ON (subject_id) subject_id, reason FROM audit_look
WHERE subject_type = %(table)s AND subject_id = ANY(%(ids)s) AND what = %(what)s
  AND person_id = %(person)s AND at > %(since)s ORDER BY subject_id, at DESC"""

# A file taken for a reason is told with the reason; the others stand for themselves.
_EXPORTS = """
SELECT l.at, l.person_id, coalesce(p.name, '') AS person, l.role, coalesce(a.name, '') AS office,
    CASE WHEN l.what LIKE 'export.%%' THEN substr(l.what, 8) ELSE l.what END AS what,
    l.row_count, l.reason,
    CASE WHEN l.what LIKE 'export.%%' THEN l.at + %(open)s END AS expires_at,
    CASE WHEN l.what LIKE 'export.%%' THEN (SELECT count(*)::int FROM audit_look t
        WHERE t.subject_type = l.subject_type AND t.subject_id = l.subject_id
          AND t.person_id = l.person_id AND t.what = substr(l.what, 8)
          AND t.at >= l.at AND t.at < l.at + %(open)s) ELSE 1 END AS taken
FROM audit_look l
LEFT JOIN access_person p ON p.id = l.person_id LEFT JOIN registry_agency a ON a.id = l.agency_id
WHERE (%(regency)s::bigint IS NULL OR l.regency_id = %(regency)s)
  AND (l.what LIKE 'export.%%' OR (l.what = ANY(%(files)s) AND NOT EXISTS (
      SELECT 1 FROM audit_look r WHERE r.subject_type = l.subject_type
        AND r.subject_id = l.subject_id AND r.person_id = l.person_id
        AND r.what = 'export.' || l.what AND r.at <= l.at AND r.at > l.at - %(open)s)))
ORDER BY l.at DESC, l.id DESC LIMIT %(most)s OFFSET %(skip)s"""


def reasons_given(
    *, viewer: Viewer, what: str, subject_type: str, subject_ids: Collection[int], at: datetime
) -> dict[int, str]:
    """Return thing → the reason this very person gave within 24 hours for taking its file."""
    values = {
        "table": subject_type,
        "ids": list(subject_ids),
        "what": f"{REASON}{what}",
        "person": viewer.person_id or 0,
        "since": at - OPEN_FOR,
    }
    return {row["subject_id"]: row["reason"] for row in fetch(_REASONS, values)}


def exports(*, viewer: Viewer, skip: int = 0, most: int = 25) -> list[Export]:
    """Return the files that left this regency, the newest first."""
    if viewer.role not in _MAY_READ:
        return []
    values = {
        "regency": viewer.regency_id,
        "open": OPEN_FOR,
        "files": list(FILES),
        "skip": skip,
        "most": most,
    }
    return [Export(**row) for row in fetch(_EXPORTS, values)]
