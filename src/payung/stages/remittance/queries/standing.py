"""What of an office's held money belongs to whom, as a part of statements: derived, never kept."""

from enum import StrEnum
from typing import Final

LIKE: Final = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
"""Takes their meaning from the signs that mean anything in a pattern."""


class Why(StrEnum):
    """Why money is still held, the most urgent first; what no row explains is NOT_REMITTED."""

    DIED = "died"
    STOPPED = "stopped"
    MOVED = "moved"
    OVER = "over"
    GIVEN_BACK = "given_back"
    REFUND_ASKED = "refund_asked"
    NOT_REMITTED = "not_remitted"


STANDING: Final = """
standing AS (
    SELECT t.agency_id, t.month, t.sponsor_id, t.worker_id, sum(CASE
        WHEN t.credit IN ('ASN', 'RETURNED') THEN t.amount_idr
        WHEN t.debit IN ('ASN', 'RETURNED') OR t.kind IN ('ALLOCATE', 'PREPAY') THEN -t.amount_idr
        ELSE 0 END) AS idr
    FROM ledger_transfer t JOIN place p ON p.agency_id = t.agency_id AND p.month = t.month
    WHERE t.worker_id IS NOT NULL
    GROUP BY t.agency_id, t.month, t.sponsor_id, t.worker_id
),
given_up AS (
    SELECT s.agency_id, s.month, s.sponsor_id, s.worker_id, s.idr, l.id AS line_id,
           l.amount_idr AS line_idr, greatest(s.idr - l.amount_idr, 0) AS over_idr,
           asked.approval_id, asked.idr AS asked_idr,
           coalesce(w.died_on < s.month, false) AS has_died,
           coalesce(y.until_month <= s.month, false) AS has_stopped,
           EXISTS (SELECT 1 FROM registry_relocation r
               WHERE r.civil_servant_id = s.sponsor_id AND r.from_agency_id = s.agency_id
                 AND r.state = 'done' AND r.from_month <= s.month) AS has_moved
    FROM standing s
    JOIN deductions_deductionline l ON l.worker_id = s.worker_id AND l.month = s.month
        AND l.sponsor_id = s.sponsor_id
    JOIN registry_worker w ON w.id = s.worker_id
    LEFT JOIN membership_payer y ON y.id = l.payer_id
    LEFT JOIN LATERAL (
        SELECT a.id AS approval_id, q.amount_idr AS idr FROM remittance_refundrequest q
        JOIN approvals_approval a ON a.target_id = q.id AND a.kind = 'refund'
            AND a.target_type = 'remittance_refundrequest' AND a.state = 'asked'
        WHERE q.worker_id = s.worker_id AND q.month = s.month AND q.sponsor_id = s.sponsor_id
        ORDER BY a.id DESC LIMIT 1
    ) asked ON true
    WHERE s.idr > 0
)
"""
"""What was cut and neither given back, paid nor kept for later; `place` names office and month."""

WHY: Final = """
CASE WHEN g.approval_id IS NOT NULL THEN 'refund_asked' WHEN g.has_died THEN 'died'
     WHEN g.has_stopped THEN 'stopped' WHEN g.has_moved THEN 'moved'
     WHEN g.over_idr > 0 THEN 'over' ELSE 'not_remitted' END
"""

FREE: Final = """
greatest(ledger_balance({place}.agency_id, {place}.month, 'HELD') - coalesce((
    SELECT sum(x.amount_idr) FROM remittance_slipline x
    WHERE x.agency_id = {place}.agency_id AND x.month = {place}.month AND NOT EXISTS (
        SELECT 1 FROM ledger_transfer t WHERE t.slip_id = x.slip_id AND t.kind = 'REMIT'
          AND t.agency_id = x.agency_id AND t.month = x.month)
      AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = x.slip_id)
    ), 0), 0)
"""
"""What the office holds beyond the slips that wait: the most that can be given back."""
