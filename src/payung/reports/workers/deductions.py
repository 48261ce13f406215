"""S25: what was asked from one sponsor's pay, what was cut, and where the money is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    One worker's part of one month, with the days on which the money went on.

    `cut_idr` is what payroll said, None while it has not answered; `booked_idr` what of it the
    books took up. A refund is asked, agreed and then handed over, each on its day.
    """

    agency_id: int
    month: Month
    worker: str
    sponsorship_id: int | None
    billed_idr: int
    credit_idr: int
    """Over-payment of an earlier month, used for this one."""
    cut_idr: int | None
    booked_idr: int
    cut_on: date | None
    outcome: str
    reason: str
    slip_on: date | None
    """When the treasurer paid money of the office for this month to the branch."""
    received_on: date | None
    receipt: str
    refund_idr: int
    refund_asked_on: date | None
    refund_agreed_on: date | None
    refund_paid_on: date | None
    is_held: bool = False

    @property
    def is_booked(self) -> bool:
        return self.booked_idr > 0

    @property
    def returned_idr(self) -> int:
        """What two people agreed to give back."""
        return self.refund_idr if self.refund_agreed_on else 0

    @property
    def is_refund_waiting(self) -> bool:
        """Asked, and nobody has decided."""
        return self.refund_asked_on is not None and self.refund_agreed_on is None

    @property
    def rest_idr(self) -> int:
        """What was not given back: it is received, on its way or held."""
        return max(self.booked_idr - self.returned_idr, 0)

    @property
    def paid_on(self) -> date | None:
        """When this money was paid to the branch; not said while any of the office's is held."""
        return None if self.is_held or not self.rest_idr else self.slip_on

    @property
    def received_idr(self) -> int:
        return self.rest_idr if self.received_on else 0

    @property
    def held_idr(self) -> int:
        return self.rest_idr if self.is_held else 0

    @property
    def transit_idr(self) -> int:
        return self.rest_idr - self.received_idr - self.held_idr


@dataclass(frozen=True, kw_only=True)
class RefundUnderWay:
    """A refund that did not reach the civil servant yet. `agreed_on`: two people agreed."""

    month: Month
    amount_idr: int
    asked_on: date
    agreed_on: date | None


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
    def parts(self) -> tuple[tuple[str, int], ...]:
        """Return where the booked money is now: what of it, and how much, without zeros."""
        sums = {
            "received": sum(line.received_idr for line in self.lines),
            "transit": sum(line.transit_idr for line in self.lines),
            "held": sum(line.held_idr for line in self.lines),
            "returned": sum(line.returned_idr for line in self.lines),
        }
        return tuple((name, idr) for name, idr in sums.items() if idr)


_LINES = """
WITH mine AS (
    SELECT l.id, l.month, l.sponsor_id, l.worker_id, l.payer_id, l.amount_idr, l.credit_idr,
        t.agency_id
    FROM access_person p
    JOIN deductions_deductionline l ON l.sponsor_id = p.civil_servant_id
    JOIN deductions_deductionlist t ON t.id = l.list_id
    WHERE p.id = %(person)s AND (%(sponsorship)s::bigint IS NULL OR l.worker_id = (
        SELECT z.worker_id FROM enrolment_sponsorship z WHERE z.id = %(sponsorship)s))
), shown AS (
    SELECT DISTINCT month FROM mine ORDER BY month DESC OFFSET %(skip)s LIMIT %(most)s
)
SELECT l.agency_id, l.month, w.name AS worker, y.sponsorship_id, l.amount_idr AS billed_idr,
    l.credit_idr, CASE WHEN x.outcome IS NULL THEN NULL ELSE x.reported_idr END AS cut_idr,
    b.booked_idr, CASE WHEN b.booked_idr > 0 THEN x.cut_on END AS cut_on,
    coalesce(x.outcome, '') AS outcome, coalesce(nullif(g.code, ''), x.reason, '') AS reason,
    CASE WHEN b.booked_idr > 0 THEN s.paid_on END AS slip_on,
    q.received_on, coalesce(r.number, '') AS receipt,
    coalesce(back.amount_idr, 0) AS refund_idr, back.asked_on AS refund_asked_on,
    back.agreed_on AS refund_agreed_on, back.paid_on AS refund_paid_on
FROM mine l
JOIN shown USING (month)
JOIN registry_worker w ON w.id = l.worker_id
LEFT JOIN membership_payer y ON y.id = l.payer_id
LEFT JOIN LATERAL (SELECT z.id, z.outcome, z.reason, z.reported_idr,
        (k.reported_at AT TIME ZONE 'Asia/Jakarta')::date AS cut_on
    FROM reconciliation_resultline z JOIN reconciliation_result k ON k.id = z.result_id
    WHERE z.line_id = l.id ORDER BY z.result_id DESC LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT z.code FROM reconciliation_reason z WHERE z.result_line_id = x.id
    ORDER BY z.id DESC LIMIT 1) g ON true
JOIN LATERAL (SELECT coalesce(sum(z.amount_idr), 0)::bigint AS booked_idr FROM ledger_transfer z
    WHERE z.kind = 'CUT' AND z.sponsor_id = l.sponsor_id AND z.worker_id = l.worker_id
      AND z.month = l.month
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = z.id)) b ON true
LEFT JOIN LATERAL (SELECT z.received_on, z.match_id FROM remittance_paidmonth z
    WHERE z.line_id = l.id
      AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = z.id)
    ORDER BY z.id DESC LIMIT 1) q ON true
LEFT JOIN remittance_match m ON m.id = q.match_id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN LATERAL (SELECT max(k.paid_on) AS paid_on FROM remittance_slipline z
    JOIN remittance_slip k ON k.id = z.slip_id
    WHERE z.agency_id = l.agency_id AND z.month = l.month AND NOT EXISTS (
        SELECT 1 FROM remittance_slipwithdrawal w WHERE w.slip_id = k.id)) s ON true
LEFT JOIN LATERAL (SELECT z.amount_idr, v.paid_on,
        (z.asked_at AT TIME ZONE 'Asia/Jakarta')::date AS asked_on,
        (f.at AT TIME ZONE 'Asia/Jakarta')::date AS agreed_on
    FROM remittance_refundrequest z
    LEFT JOIN remittance_refund f ON f.request_id = z.id
    LEFT JOIN remittance_refundpayment v ON v.refund_id = f.id
    WHERE z.sponsor_id = l.sponsor_id AND z.worker_id = l.worker_id AND z.month = l.month
      AND (f.id IS NOT NULL OR EXISTS (SELECT 1 FROM approvals_approval a
          WHERE a.kind = 'refund' AND a.target_type = 'remittance_refundrequest'
            AND a.target_id = z.id AND a.state = 'asked'))
    ORDER BY f.id IS NULL, z.id DESC LIMIT 1) back ON true
ORDER BY l.month DESC, w.folded, l.id"""

_UNDER_WAY = """
SELECT z.month, z.amount_idr, (z.asked_at AT TIME ZONE 'Asia/Jakarta')::date AS asked_on,
    (f.at AT TIME ZONE 'Asia/Jakarta')::date AS agreed_on
FROM access_person p JOIN remittance_refundrequest z ON z.sponsor_id = p.civil_servant_id
LEFT JOIN remittance_refund f ON f.request_id = z.id
WHERE p.id = %(person)s
  AND NOT EXISTS (SELECT 1 FROM remittance_refundpayment v WHERE v.refund_id = f.id)
  AND (f.id IS NOT NULL OR EXISTS (SELECT 1 FROM approvals_approval a
      WHERE a.kind = 'refund' AND a.target_type = 'remittance_refundrequest'
        AND a.target_id = z.id AND a.state = 'asked'))
ORDER BY z.id"""

_HELD = """
SELECT p.agency_id, p.month FROM unnest(%(agencies)s::bigint[], %(months)s::date[])
    AS p (agency_id, month) WHERE ledger_balance(p.agency_id, p.month, 'HELD') > 0"""


def deductions_of(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[MonthOfPay]:
    """Return the viewer's own months, the newest first, in two statements for any number."""
    lines = _lines(viewer, skip=skip, most=most)
    return [
        MonthOfPay(month=month, lines=tuple(group))
        for month, group in groupby(lines, key=lambda line: line.month)
    ]


def worker_deductions(*, viewer: Viewer, sponsorship_id: int, most: int = 36) -> dict[Month, Line]:
    """Return what the viewer gave for one own worker, by month."""
    return {line.month: line for line in _lines(viewer, most=most, sponsorship=sponsorship_id)}


def refunds_under_way(*, viewer: Viewer) -> list[RefundUnderWay]:
    """Return the viewer's refunds that are asked or agreed and not handed over, oldest first."""
    if viewer.role is not Role.SPONSOR:
        return []
    rows = fetch(_UNDER_WAY, {"person": viewer.person_id})
    return [RefundUnderWay(**{**row, "month": Month.of(row["month"])}) for row in rows]


def _lines(
    viewer: Viewer, *, skip: int = 0, most: int, sponsorship: int | None = None
) -> list[Line]:
    if viewer.role is not Role.SPONSOR:
        return []
    values = {"person": viewer.person_id, "sponsorship": sponsorship, "skip": skip, "most": most}
    rows = fetch(_LINES, values)
    held = _held_at_office(rows)
    return [
        Line(
            **{
                **row,
                "month": Month.of(row["month"]),
                "is_held": row["booked_idr"] > 0
                and row["received_on"] is None
                and (row["slip_on"] is None or (row["agency_id"], row["month"]) in held),
            }
        )
        for row in rows
    ]


def _held_at_office(rows: Sequence[dict[str, Any]]) -> set[tuple[int, date]]:
    """
    Return the offices and months that still hold something although a slip was recorded.

    A slip takes no named person's money: while anything is held, nobody is told theirs was paid.
    """
    asked = {
        (row["agency_id"], row["month"])
        for row in rows
        if row["slip_on"] is not None and row["received_on"] is None
    }
    if not asked:
        return set()
    places = sorted(asked)
    values = {"agencies": [agency for agency, _ in places], "months": [on for _, on in places]}
    with beyond("whether an office's whole month is paid on; only yes or no is told"):
        return {(row["agency_id"], row["month"]) for row in fetch(_HELD, values)}
