"""The paid months of an office's month, by civil servant, and what can be put right about them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from payung.kernel.canonical import digest
from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach
from payung.stages.remittance.queries.standing import LIKE


class Correction(StrEnum):
    """What two people can do about a paid month; also the kind of their request."""

    UNPAY = "month.unpay"
    PAY_AGAIN = "month.pay_again"


@dataclass(frozen=True, kw_only=True)
class PaidRow:
    """
    One worker's month as it stands, told by the civil servant who gave for it; never the worker.

    `number` of `lines`: which of the person's cuts of that month it is. `paid_months`: how many
    months of the worker are paid now. `free_idr`: what the office has unallocated at the branch.
    """

    paid_month_id: int
    worker_id: int
    book_id: int
    agency_id: int
    agency: str
    month: Month
    nip: str
    name: str
    number: int
    lines: int
    amount_idr: int
    received_on: date
    receipt: str
    is_open: bool
    taken_back: str
    taken_back_at: datetime | None
    paid_months: int
    free_idr: int
    approval_id: int | None
    kind: str
    reason: str
    asked_by_id: int | None
    asked_at: datetime | None

    @property
    def correction(self) -> Correction:
        """What can be asked for: a month taken back can only be paid again."""
        return Correction.PAY_AGAIN if self.taken_back else Correction.UNPAY

    @property
    def paid_months_after(self) -> int:
        return self.paid_months + (1 if self.taken_back else -1)

    @property
    def may_ask(self) -> bool:
        has_money = not self.taken_back or self.free_idr >= self.amount_idr
        return self.is_open and self.approval_id is None and has_money

    @property
    def digest(self) -> str:
        """What whoever decides has seen: whose months change, how much, and how many there are."""
        told = [self.paid_month_id, self.amount_idr, self.paid_months]
        return digest([*told, self.correction, self.taken_back])


def paid_rows(
    *, viewer: Viewer, book_id: int, search: str = "", skip: int = 0, most: int = 26
) -> list[PaidRow]:
    """Return an office's paid months, those taken back or asked about first, then by name."""
    typed = search.strip()
    asked = {
        "book": book_id,
        "name": f"%{fold(typed).translate(LIKE)}%",
        "nip": f"%{''.join(typed.split()).translate(LIKE)}%",
        "skip": skip,
        "most": most,
    }
    return _rows(viewer, asked)


def paid_row(*, viewer: Viewer, paid_month_id: int) -> PaidRow | None:
    """Return the latest state of one paid month; None beyond the view."""
    return next(iter(_rows(viewer, {"row": paid_month_id, "most": 1})), None)


def corrections_waiting(*, viewer: Viewer) -> list[PaidRow]:
    """Return what waits for a second person, the oldest first."""
    return sorted(
        _rows(viewer, {"is_asked": True, "most": 50}), key=lambda row: row.approval_id or 0
    )


def _rows(viewer: Viewer, asked: dict[str, Any]) -> list[PaidRow]:
    condition, places = reach(viewer, "a")
    usual = {"book": None, "row": None, "is_asked": False, "name": "%", "nip": "%", "skip": 0}
    with connection.cursor() as cursor:
        cursor.execute(_PAID.format(reach=condition), {**places, **usual, **asked})
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [PaidRow(**{**row, "month": Month.of(row["month"])}) for row in rows]


# The last attempt of a worker's month is how it stands; earlier ones were taken back before it.
_PAID = """
WITH wanted AS (
    SELECT p.id, b.id AS book_id, b.agency_id, b.month, b.state, a.name AS agency
    FROM remittance_paidmonth p
    JOIN ledger_book b ON b.agency_id = p.agency_id AND b.month = p.month
    JOIN registry_agency a ON a.id = b.agency_id
    WHERE {reach} AND (%(book)s::bigint IS NULL OR b.id = %(book)s)
      AND (%(row)s::bigint IS NULL OR p.id = %(row)s)
      AND (NOT %(is_asked)s OR EXISTS (SELECT 1 FROM approvals_approval v
          WHERE v.target_type = 'remittance_paidmonth' AND v.target_id = p.id
            AND v.state = 'asked'))
      AND NOT EXISTS (SELECT 1 FROM remittance_paidmonth n WHERE n.worker_id = p.worker_id
          AND n.month = p.month AND n.attempt > p.attempt)
),
numbered AS (
    SELECT l.id, l.sponsor_id,
           row_number() OVER (PARTITION BY l.list_id, l.sponsor_id ORDER BY l.id)::int AS number,
           count(*) OVER (PARTITION BY l.list_id, l.sponsor_id)::int AS lines
    FROM deductions_deductionline l
    JOIN deductions_deductionlist d ON d.id = l.list_id
    WHERE (d.agency_id, d.month) IN (SELECT agency_id, month FROM wanted)
)
SELECT p.id AS paid_month_id, p.worker_id, w.book_id, w.agency_id, w.agency, w.month, c.nip,
       c.name, n.number, n.lines, p.amount_idr, p.received_on, coalesce(r.number, '') AS receipt,
       w.state = 'open' AS is_open, coalesce(u.reason, '') AS taken_back, u.at AS taken_back_at,
       (SELECT count(*)::int FROM remittance_paidmonth o WHERE o.worker_id = p.worker_id
          AND NOT EXISTS (SELECT 1 FROM remittance_unpaid x WHERE x.paid_month_id = o.id))
           AS paid_months,
       ledger_balance(w.agency_id, w.month, 'BPJS') AS free_idr, v.id AS approval_id,
       coalesce(v.kind, '') AS kind, coalesce(v.reason, '') AS reason, v.asked_by_id, v.asked_at
FROM wanted w
JOIN remittance_paidmonth p ON p.id = w.id
JOIN numbered n ON n.id = p.line_id
JOIN registry_civilservant c ON c.id = n.sponsor_id
LEFT JOIN remittance_match m ON m.id = p.match_id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN remittance_unpaid u ON u.paid_month_id = p.id
LEFT JOIN LATERAL (
    SELECT * FROM approvals_approval v WHERE v.target_type = 'remittance_paidmonth'
      AND v.target_id = p.id AND v.state = 'asked' ORDER BY v.id DESC LIMIT 1
) v ON true
WHERE c.folded LIKE %(name)s OR c.nip LIKE %(nip)s
ORDER BY u.id IS NULL AND v.id IS NULL, c.folded, c.nip, p.id
OFFSET %(skip)s LIMIT %(most)s
"""
