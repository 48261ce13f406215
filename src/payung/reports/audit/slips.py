"""Slips and receipts of an office's month, and one of each with all it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the branch says that it received. `explained`: why it differs, where somebody said."""

    receipt_id: int
    number: str
    bank: str
    slip_number: str
    amount_idr: int
    received_on: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A transfer to the branch, and the receipt that met it. `part_idr` is of the month asked."""

    slip_id: int
    bank: str
    number: str
    amount_idr: int
    part_idr: int
    part_reason: str
    paid_on: date
    recorded_at: datetime
    recorded_by: str
    is_posted: bool
    """Whether the office held as much when it was recorded; until then the slip waits."""
    receipt: Receipt | None
    explained: str
    given_back: bool
    has_scan: bool
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str

    @property
    def difference_idr(self) -> int:
        """What the branch says less than the slip; below zero where it says more."""
        return 0 if self.receipt is None else self.amount_idr - self.receipt.amount_idr

    @property
    def more_idr(self) -> int:
        """What the branch says more than the slip."""
        return max(-self.difference_idr, 0)


@dataclass(frozen=True, kw_only=True)
class Part:
    """The part of a slip that is for one office and month."""

    part_id: int
    agency_id: int
    office: str
    month: Month
    amount_idr: int
    list_id: int | None


_SLIP = """s.id AS slip_id, s.bank, s.number, s.amount_idr, s.paid_on, s.recorded_at,
    coalesce(sp.name, '') AS recorded_by, coalesce(n.words, '') AS explained,
    coalesce(n.given_back, false) AS given_back,
    EXISTS (SELECT 1 FROM remittance_slipscan c WHERE c.slip_id = s.id) AS has_scan,
    g.withdrawn_at, coalesce(gp.name, '') AS withdrawn_by, coalesce(g.reason, '') AS withdrawn_why,
    r.id AS receipt_id, r.number AS r_number,
    r.bank AS r_bank, r.slip_number AS r_slip_number, r.amount_idr AS r_amount_idr,
    r.received_on AS r_received_on, r.recorded_at AS r_recorded_at,
    coalesce(rp.name, '') AS r_recorded_by"""
_MET = """LEFT JOIN remittance_match m ON m.slip_id = s.id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
LEFT JOIN remittance_difference f ON f.match_id = m.id
LEFT JOIN remittance_differencereason n ON n.difference_id = f.id
LEFT JOIN remittance_slipwithdrawal g ON g.slip_id = s.id
LEFT JOIN access_person gp ON gp.id = g.withdrawn_by_id
LEFT JOIN access_person sp ON sp.id = s.recorded_by_id
LEFT JOIN access_person rp ON rp.id = r.recorded_by_id"""
_POSTED = """EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.slip_id = l.slip_id
    AND t.agency_id = l.agency_id AND t.month = l.month AND t.kind = 'REMIT') AS is_posted"""

_OF_MONTH = f"""WITH {SEEN}
SELECT {_SLIP}, l.amount_idr AS part_idr, l.reason AS part_reason, {_POSTED}
FROM remittance_slipline l JOIN seen ON seen.id = l.agency_id
JOIN remittance_slip s ON s.id = l.slip_id {_MET}
WHERE l.agency_id = %(office)s AND l.month = %(month)s ORDER BY s.paid_on, s.id"""

_ONE = f"""SELECT {_SLIP}, s.amount_idr AS part_idr, '' AS part_reason, true AS is_posted
FROM remittance_slip s {_MET}
WHERE s.id = %(slip)s AND (%(regency)s::bigint IS NULL OR s.regency_id = %(regency)s)"""

_PARTS = f"""WITH {SEEN}
SELECT l.id AS part_id, l.agency_id, seen.name AS office, l.month, l.amount_idr, d.id AS list_id
FROM remittance_slipline l JOIN seen ON seen.id = l.agency_id
LEFT JOIN deductions_deductionlist d ON d.agency_id = l.agency_id AND d.month = l.month
WHERE l.slip_id = %(slip)s ORDER BY seen.name, l.month"""

_RECEIPT = """SELECT r.id AS receipt_id, r.number AS r_number, r.bank AS r_bank,
    r.slip_number AS r_slip_number, r.amount_idr AS r_amount_idr, r.received_on AS r_received_on,
    r.recorded_at AS r_recorded_at, coalesce(p.name, '') AS r_recorded_by, m.slip_id
FROM remittance_receipt r LEFT JOIN remittance_match m ON m.receipt_id = r.id
LEFT JOIN access_person p ON p.id = r.recorded_by_id
WHERE r.id = %(receipt)s AND (%(regency)s::bigint IS NULL OR r.regency_id = %(regency)s)"""


def slips_of_month(*, viewer: Viewer, agency_id: int, month: date) -> tuple[Slip, ...]:
    """Return the slips with a part for this office and month, the oldest first."""
    values = {**scope(viewer), "office": agency_id, "month": month}
    return tuple(_slip(row) for row in fetch(_OF_MONTH, values))


def slip_of(*, viewer: Viewer, slip_id: int) -> Slip | None:
    """Return one slip of the viewer's regency; whoever is confined to an office asks by month."""
    if not viewer.sees_all_agencies:
        return None
    found = fetch(_ONE, {"slip": slip_id, "regency": viewer.regency_id})
    return _slip(found[0]) if found else None


def parts_of(*, viewer: Viewer, slip_id: int) -> Sequence[Part]:
    """Return for which offices and months a slip is, by office."""
    rows = fetch(_PARTS, {**scope(viewer), "slip": slip_id})
    return [Part(**{**row, "month": Month.of(row["month"])}) for row in rows]


def receipt_of(*, viewer: Viewer, receipt_id: int) -> tuple[Receipt, int | None] | None:
    """Return one receipt, and the slip that it met, of the viewer's regency."""
    if not viewer.sees_all_agencies:
        return None
    found = fetch(_RECEIPT, {"receipt": receipt_id, "regency": viewer.regency_id})
    return (_receipt(found[0]), found[0]["slip_id"]) if found else None


def _slip(row: dict[str, Any]) -> Slip:
    receipt = None if row["receipt_id"] is None else _receipt(row)
    own = {name: value for name, value in row.items() if not name.startswith("r_")}
    del own["receipt_id"]
    return Slip(**own, receipt=receipt)


def _receipt(row: dict[str, Any]) -> Receipt:
    named = {name[2:]: value for name, value in row.items() if name.startswith("r_")}
    return Receipt(receipt_id=row["receipt_id"], **named)
