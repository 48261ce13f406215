"""
Slips that the branch confirmed and that pay on more than payroll cut, until two people decide.

Such a slip was recorded before the result (P28), or for more than was held. It cannot be withdrawn,
because the branch has the money, and its cut may never come: the rest was the office's own money.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from payung.kernel.canonical import digest
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class BeyondCut:
    """
    One part of a confirmed slip that waits for money that was not cut.

    `received_idr` is what the branch confirmed of the whole slip, which may have other parts.
    """

    slip_line_id: int
    slip_id: int
    bank: str
    number: str
    paid_on: date
    agency_id: int
    agency: str
    month: Month
    amount_idr: int
    held_idr: int
    receipt: str
    received_idr: int
    received_on: date
    approval_id: int | None
    reason: str
    asked_by_id: int | None
    asked_at: datetime | None

    @property
    def beyond_idr(self) -> int:
        """What the office paid on of its own money."""
        return self.amount_idr - self.held_idr

    @property
    def digest(self) -> str:
        """What whoever decides has seen."""
        return digest([self.slip_line_id, self.amount_idr, self.held_idr, self.received_idr])


def beyond_cut_slips(
    *, viewer: Viewer, agency_id: int | None = None, month: Month | None = None
) -> list[BeyondCut]:
    """Return the parts that only two people can put right, the oldest slip first."""
    asked = {"agency": agency_id, "month": month and month.first_day, "line": None}
    return _found(viewer, asked)


def beyond_cut_part(*, viewer: Viewer, slip_line_id: int) -> BeyondCut | None:
    """Return one of them; None where its money was cut meanwhile, or beyond the view."""
    found = _found(viewer, {"agency": None, "month": None, "line": slip_line_id})
    return next(iter(found), None)


def _found(viewer: Viewer, asked: dict[str, Any]) -> list[BeyondCut]:
    condition, places = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_BEYOND.format(reach=condition), {**places, **asked})
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [BeyondCut(**{**row, "month": Month.of(row["month"])}) for row in rows]


# Only with a result: before it, the cut is still to come. A closed month has nothing that waits.
_BEYOND = """
SELECT l.id AS slip_line_id, s.id AS slip_id, s.bank, s.number, s.paid_on, a.id AS agency_id,
       a.name AS agency, l.month, l.amount_idr, h.idr AS held_idr, r.number AS receipt,
       r.amount_idr AS received_idr, r.received_on, p.id AS approval_id,
       coalesce(p.reason, '') AS reason, p.asked_by_id, p.asked_at
FROM ledger_book b
JOIN registry_agency a ON a.id = b.agency_id
JOIN remittance_slipline l ON l.agency_id = b.agency_id AND l.month = b.month
JOIN remittance_slip s ON s.id = l.slip_id
JOIN remittance_match m ON m.slip_id = s.id
JOIN remittance_receipt r ON r.id = m.receipt_id
CROSS JOIN LATERAL (SELECT ledger_balance(b.agency_id, b.month, 'HELD') AS idr) h
LEFT JOIN approvals_approval p ON p.kind = 'slip.beyond_cut' AND p.state = 'asked'
    AND p.target_type = 'remittance_slipline' AND p.target_id = l.id
WHERE b.state = 'open' AND {reach} AND l.amount_idr > h.idr
  AND (%(agency)s::bigint IS NULL OR b.agency_id = %(agency)s)
  AND (%(month)s::date IS NULL OR b.month = %(month)s)
  AND (%(line)s::bigint IS NULL OR l.id = %(line)s)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = s.id AND t.kind = 'REMIT'
      AND t.agency_id = b.agency_id AND t.month = b.month)
  AND EXISTS (SELECT 1 FROM reconciliation_result x JOIN deductions_deductionlist d
      ON d.id = x.list_id WHERE d.agency_id = b.agency_id AND d.month = b.month)
ORDER BY s.id, l.id
"""
