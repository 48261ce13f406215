"""More than asked was cut: two people may let the whole amount stand (M7, S5, S6)."""

from datetime import datetime

from django.db import connection

from payung.foundation.approvals import operations as approvals
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import MOST_IDR, Kind
from payung.foundation.ledger.posting import Cause, Posted, begin_entry, post_set
from payung.kernel.people import Actor
from payung.stages.reconciliation import queries
from payung.stages.reconciliation.models import ResultLine
from payung.stages.reconciliation.operations.scope import held_list
from payung.stages.reconciliation.problems import AboveCeiling, NotALatestDifference

KIND = "over_cut"

_CUTS = """
SELECT d.agency_id, l.month, r.reported_idr AS amount_idr, l.sponsor_id, l.worker_id,
       NULL::bigint AS slip_id,
       (SELECT count(*) FROM ledger_transfer t
        WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
          AND t.sponsor_id = l.sponsor_id)::smallint AS attempt
FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN deductions_deductionlist d ON d.id = l.list_id
WHERE r.id = ANY(%(lines)s) AND r.reported_idr > 0
  AND NOT EXISTS (
      SELECT 1 FROM ledger_transfer t
      WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
        AND t.sponsor_id = l.sponsor_id
        AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id))
"""
_ABOVE_CEILING = """
SELECT count(*) FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN membership_payer p ON p.id = l.payer_id
LEFT JOIN LATERAL (
    SELECT ceiling_idr FROM enrolment_consent
    WHERE sponsorship_id = p.sponsorship_id
      AND given_on <= (d.locked_at AT TIME ZONE 'Asia/Jakarta')::date
    ORDER BY version DESC LIMIT 1
) c ON true
WHERE r.id = ANY(%(lines)s) AND r.reported_idr > coalesce(least(c.ceiling_idr, %(most)s), 0)
"""


@operation
def ask_over_cut(*, result_line_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Ask a second person to let an over-cut stand; return the request's id.

    It is one request for the civil servant's whole amount, however many workers it is for.

    :raises NotALatestDifference: there is no such over-cut in the answer that stands.
    :raises AboveCeiling: more than the civil servant agreed to; payroll must give it back.
    """
    over = _over_cut(result_line_id, by)
    _check_ceiling(over)
    return approvals.ask(
        kind=KIND,
        target_type=ResultLine._meta.db_table,
        target_id=over.result_line_ids[0],
        reason=reason,
        seen_digest=over.digest,
        by=by,
        at=at,
    )


@operation
def allow_over_cut(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> Posted:
    """
    Let the over-cut stand: the whole amount is posted, each worker's share under the worker.

    What is above the worker's line becomes credit for the following months once the branch has it.

    :raises SamePerson: the one who asked.
    :raises SeenOtherwise: a correction came in between, or other figures were seen.
    :raises NotAsked: there is no such request, or it was decided.
    :raises NotALatestDifference: its result was replaced.
    :raises BookClosed: the month is closed.
    """
    asked = approvals.open_request(approval_id, kind=KIND)
    over = _over_cut(asked.target_id, by)
    approvals.open_request(approval_id, kind=KIND)  # whoever waited hears who was faster
    if over.digest != seen_digest:
        raise approvals.SeenOtherwise(approval_id)
    approvals.approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    _check_ceiling(over)
    cause = Cause(
        ref=f"over-cut:{approval_id}",
        cause="reconciliation.over_cut",
        cause_id=approval_id,
        reason=asked.reason,
    )
    entry = begin_entry(cause, by=by, at=at, content=over.digest)
    posted = post_set(entry, Kind.CUT, _CUTS, {"lines": list(over.result_line_ids)})
    record(
        "reconciliation.over_cut_allowed",
        by=by,
        at=at,
        reason=asked.reason,
        row_count=posted.rows,
        total_idr=posted.total_idr,
        digest=over.digest,
        approval=approval_id,
    )
    return posted


def _over_cut(result_line_id: int, by: Actor) -> queries.OverCut:
    """Hold the list's book, then look: what is found does not change until the end."""
    line = ResultLine.objects.filter(pk=result_line_id).select_related("result").first()
    if line is None:
        raise NotALatestDifference
    held_list(line.result.list_id, by)
    over = queries.over_cut(viewer=by.viewer, result_line_id=result_line_id)
    if over is None:
        raise NotALatestDifference
    return over


def _check_ceiling(over: queries.OverCut) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE_CEILING, {"lines": list(over.result_line_ids), "most": MOST_IDR})
        (above,) = cursor.fetchone()
    if above:
        raise AboveCeiling
