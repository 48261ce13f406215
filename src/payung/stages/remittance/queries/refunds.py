"""S48: money given back or asked back: for whom, why, how it was paid, and what proves it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class RefundRow:
    """
    One request with what became of it; the civil servant, never the worker.

    `state` is the decision: asked, approved, refused or withdrawn. `why_not`: why it was refused.
    """

    approval_id: int
    state: str
    agency_id: int
    agency: str
    month: Month
    line_id: int | None
    nip: str
    name: str
    amount_idr: int
    reason: str
    seen_digest: str
    asked_by_id: int
    asked_at: datetime
    decided_by_id: int | None
    decided_at: datetime | None
    why_not: str
    refund_id: int | None
    way: str
    proof: str
    paid_on: date | None
    has_scan: bool
    same_scan: int
    """How many further payments the very same picture proves."""

    @property
    def is_waiting(self) -> bool:
        return self.state == "asked"

    @property
    def is_unpaid(self) -> bool:
        """Approved, and nobody has said yet that the money was handed over."""
        return self.refund_id is not None and self.paid_on is None


def refunds_waiting(*, viewer: Viewer) -> list[RefundRow]:
    """Return what waits for a second person or for the money to be handed over, oldest first."""
    return _rows(viewer, "(p.state = 'asked' OR (f.id IS NOT NULL AND y.id IS NULL))", "p.id")


def refunds_done(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[RefundRow]:
    """Return what is over: paid, refused or asked anew; the newest first."""
    done = "(p.state IN ('refused', 'withdrawn') OR y.id IS NOT NULL)"
    return _rows(viewer, done, "p.id DESC", skip=skip, most=most)


def refund_request(*, viewer: Viewer, approval_id: int) -> RefundRow | None:
    """Return one request, whatever became of it; None beyond the view."""
    found = _rows(viewer, "p.id = %(approval)s", "p.id", approval=approval_id)
    return next(iter(found), None)


def refund_of(*, viewer: Viewer, refund_id: int) -> RefundRow | None:
    """Return one approved refund; None beyond the view."""
    return next(iter(_rows(viewer, "f.id = %(refund)s", "p.id", refund=refund_id)), None)


def _rows(viewer: Viewer, which: str, order: str, **values: Any) -> list[RefundRow]:
    condition, places = reach(viewer, "a")
    asked = {"skip": 0, "most": None, **places, **values}
    with (
        beyond("what was cut here is settled here, wherever its people went"),
        connection.cursor() as cursor,
    ):
        cursor.execute(_REFUNDS.format(reach=condition, which=which, order=order), asked)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [RefundRow(**{**row, "month": Month.of(row["month"])}) for row in rows]


_REFUNDS = """
SELECT p.id AS approval_id, p.state, a.id AS agency_id, a.name AS agency, q.month,
       l.id AS line_id, c.nip, c.name, q.amount_idr, q.reason, p.seen_digest,
       p.asked_by_id, p.asked_at, p.decided_by_id, p.decided_at,
       coalesce((SELECT v.reason FROM audit_move v WHERE v.entity = 'approvals_approval'
           AND v.entity_id = p.id AND v.to_state = 'refused'), '') AS why_not,
       f.id AS refund_id, coalesce(y.way, '') AS way, coalesce(y.proof, '') AS proof, y.paid_on,
       k.id IS NOT NULL AS has_scan,
       (SELECT count(*) FROM remittance_refundscan o WHERE o.sha256 = k.sha256 AND o.id <> k.id)
           AS same_scan
FROM approvals_approval p
JOIN remittance_refundrequest q
    ON p.target_type = 'remittance_refundrequest' AND q.id = p.target_id
JOIN registry_agency a ON a.id = q.agency_id
JOIN registry_civilservant c ON c.id = q.sponsor_id
LEFT JOIN deductions_deductionline l ON l.worker_id = q.worker_id AND l.month = q.month
    AND l.sponsor_id = q.sponsor_id
LEFT JOIN remittance_refund f ON f.request_id = q.id
LEFT JOIN remittance_refundpayment y ON y.refund_id = f.id
LEFT JOIN remittance_refundscan k ON k.payment_id = y.id
WHERE p.kind = 'refund' AND {reach} AND {which}
ORDER BY {order} OFFSET %(skip)s LIMIT %(most)s
"""
