"""What did not go as asked, and the over-cuts that two people may let stand."""

from dataclasses import dataclass

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.canonical import digest
from payung.kernel.people import Viewer
from payung.stages.reconciliation.models import Result
from payung.stages.reconciliation.queries.results import standing_result_id

_OWN_LIST = "who stood on the office's list is shown to it after moving to another office"
_DIFFERENCES = """
SELECT r.id, r.result_id, c.id, c.nip, c.name, l.amount_idr, r.reported_idr, r.outcome, r.reason,
       coalesce(g.code, ''), coalesce(g.words, ''),
       EXISTS (SELECT 1 FROM ledger_transfer t
               WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
                 AND t.sponsor_id = l.sponsor_id AND t.amount_idr = r.reported_idr
                 AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id))
FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN registry_civilservant c ON c.id = l.sponsor_id
LEFT JOIN LATERAL (
    SELECT code, words FROM reconciliation_reason
    WHERE result_line_id = r.id ORDER BY id DESC LIMIT 1
) g ON true
WHERE r.result_id = %(result)s AND r.outcome <> 'cut'
ORDER BY c.folded, c.nip, l.worker_id
"""
_OVER_CUT = """
SELECT r.id, r.result_id, l.amount_idr, r.reported_idr
FROM reconciliation_resultline o
JOIN deductions_deductionline ol ON ol.id = o.line_id
JOIN reconciliation_resultline r ON r.result_id = o.result_id AND r.outcome = 'over'
JOIN deductions_deductionline l ON l.id = r.line_id AND l.sponsor_id = ol.sponsor_id
WHERE o.id = %(line)s AND o.outcome = 'over'
  AND o.result_id = (
      SELECT n.id FROM reconciliation_result n
      WHERE n.list_id = ol.list_id ORDER BY n.seq DESC LIMIT 1)
ORDER BY r.id
"""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    One deduction that did not go as asked: not cut, missing, under or over.

    `reason` is payroll's own, or why its row was refused; `given` was said afterwards. An over-cut
    `is_allowed` once two people let the whole amount stand.
    """

    result_line_id: int
    result_id: int
    sponsor_id: int
    nip: str
    name: str
    asked_idr: int
    reported_idr: int
    outcome: str
    reason: str
    given: str
    words: str
    is_allowed: bool

    @property
    def needs_reason(self) -> bool:
        return self.outcome != "not_cut" and not self.given and not self.is_allowed


@dataclass(frozen=True, kw_only=True)
class OverCut:
    """More than asked was cut from one person; `digest` is what both deciders must have seen."""

    result_line_ids: tuple[int, ...]
    asked_idr: int
    reported_idr: int
    digest: str


def differences(
    *, viewer: Viewer, list_id: int, only_without_reason: bool = False
) -> list[Difference]:
    """
    Return what did not go as asked in the answer that stands, by name.

    :raises NoSuchResult: the list has no answer yet, or is beyond the view.
    """
    result_id = standing_result_id(viewer=viewer, list_id=list_id)
    with beyond(_OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, {"result": result_id})
        names = tuple(Difference.__dataclass_fields__)
        found = [Difference(**dict(zip(names, row, strict=True))) for row in cursor]
    return [one for one in found if one.needs_reason or not only_without_reason]


def over_cut(*, viewer: Viewer, result_line_id: int) -> OverCut | None:
    """Return the over-cut that the line belongs to, whole; None where there is none to allow."""
    with beyond(_OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_OVER_CUT, {"line": result_line_id})
        rows = cursor.fetchall()
    if not rows or not Result.objects.visible_to(viewer).filter(pk=rows[0][1]).exists():
        return None
    return OverCut(
        result_line_ids=tuple(row[0] for row in rows),
        asked_idr=sum(row[2] for row in rows),
        reported_idr=sum(row[3] for row in rows),
        digest=digest([list(row) for row in rows]),
    )
