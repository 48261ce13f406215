"""Months cut after a death, and what became of their money (C5)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.claims.queries.opening import ON_REASON, WORKS, seen


@dataclass(frozen=True, kw_only=True)
class MonthAfter:
    """
    One month after the month of death that a list asked for.

    `standing`: "listed" (not cut yet), "held", "in_transit", "paid", "refund_asked", "refunded",
    "correction_asked" or "taken_back". `most_idr`: what can be given back of it now.
    """

    month: Month
    agency_id: int
    agency: str
    sponsor_id: int
    worker_id: int
    line_id: int
    paid_month_id: int | None
    amount_idr: int
    most_idr: int
    standing: str
    is_open: bool
    approval_id: int | None
    """The request that waits for a second person, and who asked."""
    asked_by_id: int | None


def months_after(*, viewer: Viewer, claim_id: int) -> list[MonthAfter]:
    """Return the months after the death that were listed or cut, the first one first."""
    claim = seen(viewer, claim_id) if viewer.role in WORKS | ON_REASON | {Role.SPONSOR} else None
    if claim is None or claim.died_on is None:
        return []
    values: dict[str, int | date] = {
        "worker": claim.worker_id,
        "after": Month.of(claim.died_on).next.first_day,
    }
    with (
        beyond("a worker's money is asked about wherever it was cut"),
        connection.cursor() as cursor,
    ):
        cursor.execute(_AFTER, values)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [
        MonthAfter(**{**row, "month": Month.of(row["month"]), "most_idr": int(row["most_idr"])})
        for row in rows
    ]


_AFTER = """
SELECT l.month, d.agency_id, a.name AS agency, l.sponsor_id, l.worker_id, l.id AS line_id,
       p.id AS paid_month_id, coalesce(cut.idr, l.amount_idr)::bigint AS amount_idr,
       greatest(least(coalesce(cut.idr, 0), ledger_balance(d.agency_id, l.month, 'HELD')), 0)
           AS most_idr,
       CASE WHEN f.id IS NOT NULL THEN 'refunded'
            WHEN asked.kind = 'refund' THEN 'refund_asked'
            WHEN asked.kind IS NOT NULL THEN 'correction_asked'
            WHEN u.id IS NOT NULL THEN 'taken_back'
            WHEN p.id IS NOT NULL THEN 'paid'
            WHEN cut.idr IS NULL THEN 'listed'
            WHEN ledger_balance(d.agency_id, l.month, 'HELD') >= cut.idr THEN 'held'
            ELSE 'in_transit' END AS standing,
       coalesce(b.state, 'open') = 'open' AS is_open,
       asked.id AS approval_id, asked.asked_by_id
FROM deductions_deductionline l
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN registry_agency a ON a.id = d.agency_id
LEFT JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = l.month
LEFT JOIN LATERAL (
    SELECT sum(t.amount_idr) AS idr FROM ledger_transfer t
    WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
      AND t.sponsor_id = l.sponsor_id
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
) cut ON true
LEFT JOIN LATERAL (
    SELECT z.id FROM remittance_paidmonth z WHERE z.line_id = l.id
    ORDER BY z.attempt DESC LIMIT 1
) p ON true
LEFT JOIN remittance_unpaid u ON u.paid_month_id = p.id
LEFT JOIN remittance_refund f ON f.worker_id = l.worker_id AND f.month = l.month
    AND f.sponsor_id = l.sponsor_id
LEFT JOIN LATERAL (
    SELECT v.id, v.kind, v.asked_by_id FROM approvals_approval v
    LEFT JOIN remittance_refundrequest q ON v.target_type = 'remittance_refundrequest'
        AND q.id = v.target_id
    WHERE v.state = 'asked' AND (
        (v.target_type = 'remittance_paidmonth' AND v.target_id = p.id)
        OR (q.worker_id = l.worker_id AND q.month = l.month AND q.sponsor_id = l.sponsor_id))
    LIMIT 1
) asked ON true
WHERE l.worker_id = %(worker)s AND l.month >= %(after)s
  AND (cut.idr IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM reconciliation_result r WHERE r.list_id = l.list_id))
ORDER BY l.month, l.id
"""
