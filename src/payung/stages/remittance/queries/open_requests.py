"""What waits for a second person, and receipts that wait for their slip."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class OpenRequest:
    """One person asked; another must decide, sending back the `seen_digest` they looked at."""

    approval_id: int
    kind: str
    agency_id: int
    agency: str
    month: Month
    amount_idr: int
    """Of a refund; zero for closing and reopening."""
    reason: str
    seen_digest: str
    asked_by_id: int
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class ParkedReceipt:
    """The branch confirmed a slip that nobody recorded yet (P29)."""

    receipt_id: int
    bank: str
    slip_number: str
    amount_idr: int
    received_on: date


def open_requests(*, viewer: Viewer) -> list[OpenRequest]:
    """Return what waits for a decision in the offices the viewer sees, oldest first."""
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_REQUESTS.format(reach=places), values)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [OpenRequest(**{**row, "month": Month.of(row["month"])}) for row in rows]


def parked_receipts(*, viewer: Viewer) -> list[ParkedReceipt]:
    """Return the receipts of the viewer's regency that no slip has met, oldest first."""
    if not viewer.sees_all_agencies:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PARKED, {"its_regency": viewer.regency_id})
        return [
            ParkedReceipt(
                receipt_id=pk,
                bank=bank,
                slip_number=number,
                amount_idr=amount_idr,
                received_on=received_on,
            )
            for pk, bank, number, amount_idr, received_on in cursor.fetchall()
        ]


_REQUESTS = """
SELECT p.id AS approval_id, p.kind, a.id AS agency_id, a.name AS agency,
       coalesce(b.month, q.month) AS month, coalesce(q.amount_idr, 0) AS amount_idr,
       p.reason, p.seen_digest, p.asked_by_id, p.asked_at
FROM approvals_approval p
LEFT JOIN ledger_book b ON p.target_type = 'ledger_book' AND b.id = p.target_id
LEFT JOIN remittance_refundrequest q
    ON p.target_type = 'remittance_refundrequest' AND q.id = p.target_id
JOIN registry_agency a ON a.id = coalesce(b.agency_id, q.agency_id)
WHERE p.state = 'asked' AND p.kind IN ('month.close', 'month.reopen', 'refund') AND {reach}
ORDER BY p.asked_at, p.id
"""

_PARKED = """
SELECT r.id, r.bank, r.slip_number, r.amount_idr, r.received_on FROM remittance_receipt r
WHERE (r.regency_id = %(its_regency)s OR %(its_regency)s::bigint IS NULL)
  AND NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.receipt_id = r.id)
ORDER BY r.received_on, r.id
"""
