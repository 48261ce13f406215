"""What an office paid on for a month, and what the branch confirmed of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach
from payung.stages.remittance.sums import bank_spelling, number_spelling


@dataclass(frozen=True, kw_only=True)
class OfficeSlip:
    """
    One slip's part for an office and month, with its receipt once there is one.

    `amount_idr` and `received_idr` are of the whole slip, `part_idr` of this office and month.
    `is_posted` is whether the part is in the books; before the result it waits (P28).
    """

    slip_id: int
    part_id: int
    bank: str
    number: str
    amount_idr: int
    part_idr: int
    reason: str
    paid_on: date
    recorded_by: str
    recorded_at: datetime
    is_posted: bool
    has_scan: bool
    receipt: str
    received_idr: int | None
    received_on: date | None
    difference_id: int | None
    words: str
    given_back: bool

    @property
    def needs_reason(self) -> bool:
        return self.difference_id is not None and not self.words


@dataclass(frozen=True, kw_only=True)
class KnownSlip:
    """
    A number that is taken. `is_own`: for the viewer's own office; else nothing more is told.

    `months` are those of the own office; the slip may be for others, too.
    """

    is_own: bool
    months: tuple[Month, ...] = ()
    recorded_by: str = ""
    recorded_at: datetime | None = None


def office_slips(*, viewer: Viewer, agency_id: int, month: Month) -> list[OfficeSlip]:
    """Return the slips that count for this office and month, in the order they were paid."""
    places, values = reach(viewer, "a")
    asked = {**values, "agency": agency_id, "month": month.first_day}
    with connection.cursor() as cursor:
        cursor.execute(_SLIPS.format(reach=places), asked)
        names = [column.name for column in cursor.description or ()]
        return [OfficeSlip(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def known_slip(*, viewer: Viewer, bank: str, number: str) -> KnownSlip | None:
    """Return who recorded this number before, where it was the viewer's own office."""
    named = {"bank": bank_spelling(bank), "number": number_spelling(number)}
    places, values = reach(viewer, "a")
    with beyond("a number is used once in the country"), connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(reach=places), {**values, **named})
        found = cursor.fetchone()
    if found is None:
        return None
    months, name, at = found
    if not months:
        return KnownSlip(is_own=False)
    return KnownSlip(
        is_own=True, months=tuple(map(Month.of, months)), recorded_by=name, recorded_at=at
    )


def last_bank(*, viewer: Viewer, agency_id: int) -> str:
    """Return the bank of the office's latest slip, so that nobody types it again; often none."""
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_LAST_BANK.format(reach=places), {**values, "agency": agency_id})
        found = cursor.fetchone()
    return str(found[0]) if found else ""


_SLIPS = """
SELECT s.id AS slip_id, l.id AS part_id, s.bank, s.number, s.amount_idr,
       l.amount_idr AS part_idr, l.reason,
       s.paid_on, coalesce(p.name, '') AS recorded_by, s.recorded_at,
       EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = s.id AND t.kind = 'REMIT'
               AND t.agency_id = l.agency_id AND t.month = l.month) AS is_posted,
       EXISTS (SELECT 1 FROM remittance_slipscan c WHERE c.slip_id = s.id) AS has_scan,
       coalesce(r.number, '') AS receipt, r.amount_idr AS received_idr, r.received_on,
       d.id AS difference_id, coalesce(e.words, '') AS words,
       coalesce(e.given_back, false) AS given_back
FROM remittance_slipline l
JOIN remittance_slip s ON s.id = l.slip_id
JOIN registry_agency a ON a.id = l.agency_id
LEFT JOIN access_person p ON p.id = s.recorded_by_id
LEFT JOIN remittance_match m ON m.slip_id = s.id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN remittance_difference d ON d.match_id = m.id
LEFT JOIN remittance_differencereason e ON e.difference_id = d.id
WHERE l.agency_id = %(agency)s AND l.month = %(month)s AND {reach}
  AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.id)
ORDER BY s.paid_on, s.id
"""

_KNOWN = """
SELECT array_agg(DISTINCT l.month ORDER BY l.month) FILTER (WHERE {reach}),
       coalesce(max(p.name), ''), max(s.recorded_at)
FROM remittance_slip s
JOIN remittance_slipline l ON l.slip_id = s.id
JOIN registry_agency a ON a.id = l.agency_id
LEFT JOIN access_person p ON p.id = s.recorded_by_id
WHERE s.bank = %(bank)s AND s.number = %(number)s
  AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.id)
GROUP BY s.id
"""

_LAST_BANK = """
SELECT s.bank FROM remittance_slipline l
JOIN remittance_slip s ON s.id = l.slip_id
JOIN registry_agency a ON a.id = l.agency_id
WHERE l.agency_id = %(agency)s AND {reach}
ORDER BY s.recorded_at DESC, s.id DESC LIMIT 1
"""
