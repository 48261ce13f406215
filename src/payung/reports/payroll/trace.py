"""Who did what in an office's month: who locked the list, and each answer of payroll to it."""

from dataclasses import dataclass
from datetime import datetime

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of payroll. `file`, and `sha256` of its bytes, are empty for "all as listed"."""

    seq: int
    as_listed: bool
    file: str
    sha256: str
    lines: int
    cut_count: int
    cut_idr: int
    reported_at: datetime
    reported_by: str


@dataclass(frozen=True, kw_only=True)
class Trace:
    """`answers`: the newest first, and none is ever lost."""

    locked_by: str
    answers: tuple[Answer, ...]

    @property
    def standing(self) -> Answer | None:
        return self.answers[0] if self.answers else None


def trace_of(*, viewer: Viewer, agency_id: int, month: Month) -> Trace:
    """Return who worked on the office's list of `month`; nobody where there is none to see."""
    values = {**scope(viewer), "office": agency_id, "month": month.first_day}
    rows = fetch(_TRACE, values)
    answers = [
        Answer(**{name: row[name] for name in Answer.__dataclass_fields__})
        for row in rows
        if row["seq"]
    ]
    return Trace(locked_by=rows[0]["locked_by"] if rows else "", answers=tuple(answers))


_TRACE = f"""WITH {SEEN}
SELECT coalesce(p.name, '') AS locked_by, d.line_count AS lines, r.seq, r.as_listed,
       coalesce(f.name, '') AS file, coalesce(f.sha256, '') AS sha256,
       r.cut_count, r.cut_idr, r.reported_at,
       coalesce(q.name, '') AS reported_by
FROM deductions_deductionlist d
JOIN seen ON seen.id = d.agency_id
LEFT JOIN access_person p ON p.id = d.locked_by_id
LEFT JOIN reconciliation_result r ON r.list_id = d.id
LEFT JOIN intake_receivedfile f ON f.id = r.file_id
LEFT JOIN access_person q ON q.id = r.reported_by_id
WHERE d.agency_id = %(office)s AND d.month = %(month)s
ORDER BY r.seq DESC"""
