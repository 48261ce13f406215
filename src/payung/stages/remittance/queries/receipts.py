"""S85: slips that wait for the branch, and the receipts it recorded, with where they belong."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach
from payung.stages.remittance.queries.standing import LIKE
from payung.stages.remittance.sums import bank_spelling, number_spelling

Places = tuple[tuple[str, Month], ...]


@dataclass(frozen=True, kw_only=True)
class WaitingSlip:
    """A transfer that a treasurer recorded and the branch has not confirmed."""

    slip_id: int
    bank: str
    number: str
    amount_idr: int
    paid_on: date
    places: Places
    days: int


@dataclass(frozen=True, kw_only=True)
class ReceiptRow:
    """
    A receipt. `places` are what its slip pays for, none while no slip was recorded.

    `slip_idr`: what the slip says, None without one; `explained`: why it is another amount.
    """

    receipt_id: int
    number: str
    bank: str
    slip_number: str
    amount_idr: int
    received_on: date
    slip_idr: int | None
    places: Places
    explained: str

    @property
    def is_parked(self) -> bool:
        return self.slip_idr is None

    @property
    def missing_idr(self) -> int:
        """What the slip says more than the branch got; below zero where it got more."""
        return 0 if self.slip_idr is None else self.slip_idr - self.amount_idr


def waiting_slips(
    *, viewer: Viewer, on: date, search: str = "", skip: int = 0, most: int = 26
) -> list[WaitingSlip]:
    """Return the unconfirmed slips of the viewer's regency, oldest first."""
    return _slips(viewer, on, None, search, skip, most)


def waiting_slip(*, viewer: Viewer, on: date, slip_id: int) -> WaitingSlip | None:
    """Return one unconfirmed slip; None beyond the view, or where it was confirmed."""
    return next(iter(_slips(viewer, on, slip_id, "", 0, 1)), None)


def receipts_of(
    *, viewer: Viewer, only_parked: bool = False, skip: int = 0, most: int = 26
) -> list[ReceiptRow]:
    """Return the receipts of the viewer's regency, the newest first."""
    which = "m.id IS NULL" if only_parked else "true"
    return _receipts(viewer, which, skip=skip, most=most)


def known_receipt(*, viewer: Viewer, number: str, bank: str, slip_number: str) -> ReceiptRow | None:
    """Return the receipt that has this number, or is of this slip; a name is enough."""
    which = "(r.number = %(number)s OR (r.bank = %(bank)s AND r.slip_number = %(slip)s))"
    named = {
        "number": number_spelling(number),
        "bank": bank_spelling(bank),
        "slip": number_spelling(slip_number),
    }
    return next(iter(_receipts(viewer, which, skip=0, most=1, **named)), None)


def _slips(
    viewer: Viewer, on: date, only: int | None, search: str, skip: int, most: int
) -> list[WaitingSlip]:
    if not viewer.sees_all_agencies:
        return []
    condition, values = reach(viewer, "a")
    asked = {
        **values,
        "on": on,
        "only": only,
        "number": f"%{number_spelling(search).translate(LIKE)}%",
        "office": f"%{fold(search).translate(LIKE)}%",
        "skip": skip,
        "most": most,
    }
    rows = _fetch(_SLIPS.format(reach=condition), asked)
    return [WaitingSlip(**{**row, "places": _places(row["places"])}) for row in rows]


def _receipts(viewer: Viewer, which: str, **values: Any) -> list[ReceiptRow]:
    if not viewer.sees_all_agencies:
        return []
    rows = _fetch(_RECEIPTS.format(which=which), {**values, "its_regency": viewer.regency_id})
    return [ReceiptRow(**{**row, "places": _places(row["places"])}) for row in rows]


def _fetch(statement: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _places(told: list[list[str]] | None) -> Places:
    return tuple((agency, Month.of(date.fromisoformat(month))) for agency, month in told or ())


_SLIPS = """
SELECT s.id AS slip_id, s.bank, s.number, s.amount_idr, s.paid_on, %(on)s - s.paid_on AS days,
       json_agg(json_build_array(a.name, l.month) ORDER BY l.month, a.name) AS places
FROM remittance_slip s
JOIN remittance_slipline l ON l.slip_id = s.id
JOIN registry_agency a ON a.id = l.agency_id
WHERE {reach} AND (%(only)s::bigint IS NULL OR s.id = %(only)s)
  AND NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.slip_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.id)
  AND EXISTS (SELECT 1 FROM remittance_slipline x JOIN registry_agency o ON o.id = x.agency_id
      WHERE x.slip_id = s.id AND (s.number LIKE %(number)s OR o.folded LIKE %(office)s))
GROUP BY s.id ORDER BY s.paid_on, s.id OFFSET %(skip)s LIMIT %(most)s
"""

_RECEIPTS = """
SELECT r.id AS receipt_id, r.number, r.bank, r.slip_number, r.amount_idr, r.received_on,
       s.amount_idr AS slip_idr, coalesce(e.words, '') AS explained,
       (SELECT json_agg(json_build_array(a.name, l.month) ORDER BY l.month, a.name)
        FROM remittance_slipline l JOIN registry_agency a ON a.id = l.agency_id
        WHERE l.slip_id = s.id) AS places
FROM remittance_receipt r
LEFT JOIN remittance_match m ON m.receipt_id = r.id
LEFT JOIN remittance_slip s ON s.id = m.slip_id
LEFT JOIN remittance_difference d ON d.match_id = m.id
LEFT JOIN remittance_differencereason e ON e.difference_id = d.id
WHERE (r.regency_id = %(its_regency)s OR %(its_regency)s::bigint IS NULL) AND {which}
ORDER BY r.id DESC OFFSET %(skip)s LIMIT %(most)s
"""
