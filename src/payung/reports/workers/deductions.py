"""S25: what was asked from one sponsor's pay, what was cut, and where the money is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch


@dataclass(frozen=True, kw_only=True)
class Line:
    """One worker's part of one month."""

    worker: str
    sponsorship_id: int | None
    billed_idr: int
    cut_idr: int | None
    """None while payroll has not answered."""
    outcome: str
    reason: str
    paid_on: date | None
    """When the treasurer paid the office's money for this month to the branch."""
    received_on: date | None
    receipt: str


@dataclass(frozen=True, kw_only=True)
class MonthOfPay:
    """One month of one sponsor's pay, over all workers."""

    month: Month
    lines: Sequence[Line]

    @property
    def billed_idr(self) -> int:
        return sum(line.billed_idr for line in self.lines)

    @property
    def cut_idr(self) -> int | None:
        known = [line.cut_idr for line in self.lines if line.cut_idr is not None]
        return sum(known) if known else None

    @property
    def received_idr(self) -> int:
        return sum(line.cut_idr or 0 for line in self.lines if line.received_on)


_LINES = """
WITH mine AS (
    SELECT l.id, l.month, l.worker_id, l.payer_id, l.amount_idr, t.agency_id
    FROM access_person p
    JOIN deductions_deductionline l ON l.sponsor_id = p.civil_servant_id
    JOIN deductions_deductionlist t ON t.id = l.list_id
    WHERE p.id = %(person)s
), shown AS (
    SELECT DISTINCT month FROM mine ORDER BY month DESC OFFSET %(skip)s LIMIT %(most)s
)
SELECT l.month, w.name AS worker, y.sponsorship_id, l.amount_idr AS billed_idr,
    CASE WHEN x.outcome IS NULL THEN NULL ELSE x.reported_idr END AS cut_idr,
    coalesce(x.outcome, '') AS outcome, coalesce(nullif(g.code, ''), x.reason, '') AS reason,
    CASE WHEN x.outcome IN ('cut', 'over') THEN s.paid_on END AS paid_on,
    q.received_on, coalesce(r.number, '') AS receipt
FROM mine l
JOIN shown USING (month)
JOIN registry_worker w ON w.id = l.worker_id
LEFT JOIN membership_payer y ON y.id = l.payer_id
LEFT JOIN LATERAL (SELECT z.id, z.outcome, z.reason, z.reported_idr
    FROM reconciliation_resultline z WHERE z.line_id = l.id
    ORDER BY z.result_id DESC LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT z.code FROM reconciliation_reason z WHERE z.result_line_id = x.id
    ORDER BY z.id DESC LIMIT 1) g ON true
LEFT JOIN LATERAL (SELECT z.received_on, z.match_id FROM remittance_paidmonth z
    WHERE z.line_id = l.id
      AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = z.id)
    ORDER BY z.id DESC LIMIT 1) q ON true
LEFT JOIN remittance_match m ON m.id = q.match_id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN LATERAL (SELECT max(k.paid_on) AS paid_on FROM remittance_slipline z
    JOIN remittance_slip k ON k.id = z.slip_id
    WHERE z.agency_id = l.agency_id AND z.month = l.month) s ON true
ORDER BY l.month DESC, w.folded, l.id"""


def deductions_of(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[MonthOfPay]:
    """Return the viewer's own months, the newest first, in one statement for any number."""
    if viewer.role is not Role.SPONSOR:
        return []
    rows = fetch(_LINES, {"person": viewer.person_id, "skip": skip, "most": most})
    return [
        MonthOfPay(month=Month.of(month), lines=tuple(_line(row) for row in lines))
        for month, lines in groupby(rows, key=lambda row: row["month"])
    ]


def _line(row: dict[str, Any]) -> Line:
    return Line(**{name: value for name, value in row.items() if name != "month"})
