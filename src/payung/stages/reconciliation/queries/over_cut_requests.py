"""Over-cuts that one person asked to let stand, and that wait for another."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.people import Viewer
from payung.stages.deductions.models import DeductionList


@dataclass(frozen=True, kw_only=True)
class OverCutAsked:
    """`result_line_id` is one of the person's lines; the request is about all of them."""

    approval_id: int
    result_line_id: int
    reason: str
    seen_digest: str
    asked_by_id: int
    asked_by: str
    asked_at: datetime


def over_cuts_asked(*, viewer: Viewer, list_id: int) -> dict[int, OverCutAsked]:
    """Return the open requests about the answer that stands, by sponsor; none beyond the view."""
    if not DeductionList.objects.visible_to(viewer).filter(pk=list_id).exists():
        return {}
    with beyond("who stood on the office's list is shown to it after moving to another office"):
        return _found(list_id)


def _found(list_id: int) -> dict[int, OverCutAsked]:
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, {"list": list_id})
        names = tuple(OverCutAsked.__dataclass_fields__)
        return {row[0]: OverCutAsked(**dict(zip(names, row[1:], strict=True))) for row in cursor}


_ASKED = """
SELECT l.sponsor_id, v.id, r.id, v.reason, v.seen_digest, v.asked_by_id, coalesce(p.name, ''),
       v.asked_at
FROM approvals_approval v
JOIN reconciliation_resultline r ON r.id = v.target_id
JOIN deductions_deductionline l ON l.id = r.line_id
LEFT JOIN access_person p ON p.id = v.asked_by_id
WHERE v.state = 'asked' AND v.kind = 'over_cut' AND v.target_type = 'reconciliation_resultline'
  AND l.list_id = %(list)s
  AND r.result_id = (SELECT n.id FROM reconciliation_result n
                     WHERE n.list_id = %(list)s ORDER BY n.seq DESC LIMIT 1)
ORDER BY v.id
"""
