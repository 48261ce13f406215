"""S80: what waits at the branch: batches to answer, money to confirm."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.numbers import Numbers, headline_month, numbers_of
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class WaitingBatch:
    batch_id: int
    office: str
    number: int
    rows: int
    sent_on: date
    days: int


@dataclass(frozen=True, kw_only=True)
class WaitingSlip:
    """A transfer that a treasurer recorded and the branch has not confirmed."""

    bank: str
    number: str
    office: str
    offices: int
    month: Month
    amount_idr: int
    paid_on: date
    days: int

    @property
    def more(self) -> int:
        """How many other offices are in the same transfer."""
        return self.offices - 1


@dataclass(frozen=True, kw_only=True)
class LooseReceipt:
    """Money the branch received for a slip that no treasurer has recorded yet."""

    number: str
    bank: str
    slip_number: str
    amount_idr: int
    received_on: date


@dataclass(frozen=True, kw_only=True)
class BranchHome:
    batches: tuple[WaitingBatch, ...]
    slips: tuple[WaitingSlip, ...]
    loose: tuple[LooseReceipt, ...]
    numbers: Numbers | None

    @property
    def rows(self) -> int:
        return sum(batch.rows for batch in self.batches)

    @property
    def slips_idr(self) -> int:
        return sum(slip.amount_idr for slip in self.slips)


_BATCHES = f"""WITH {SEEN}
SELECT b.id AS batch_id, seen.name AS office, b.number, b.row_count AS rows, b.sent_on,
    %(on)s - b.sent_on AS days
FROM enrolment_batch b JOIN seen ON seen.id = b.agency_id
WHERE b.state = 'sent' ORDER BY b.sent_on, seen.name, b.number"""

_SLIPS = f"""WITH {SEEN}
SELECT s.bank, s.number, min(seen.name) AS office, count(DISTINCT l.agency_id) AS offices,
    max(l.month) AS month, s.amount_idr, s.paid_on, %(on)s - s.paid_on AS days
FROM remittance_slip s JOIN remittance_slipline l ON l.slip_id = s.id
JOIN seen ON seen.id = l.agency_id
WHERE NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.slip_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.id)
GROUP BY s.id ORDER BY s.paid_on, s.id"""

_LOOSE = """
SELECT r.number, r.bank, r.slip_number, r.amount_idr, r.received_on FROM remittance_receipt r
WHERE NOT EXISTS (SELECT 1 FROM remittance_match m WHERE m.receipt_id = r.id)
  AND (%(regency)s::bigint IS NULL OR r.regency_id = %(regency)s)
ORDER BY r.received_on, r.id"""


def branch_home(*, viewer: Viewer, on: date) -> BranchHome:
    """Return what waits for the branch in this regency, oldest first."""
    values = {**scope(viewer), "on": on}
    month = headline_month(viewer=viewer, on=on)
    slips = [
        WaitingSlip(**{**row, "month": Month.of(row["month"])}) for row in fetch(_SLIPS, values)
    ]
    return BranchHome(
        batches=tuple(WaitingBatch(**row) for row in fetch(_BATCHES, values)),
        slips=tuple(slips),
        loose=tuple(LooseReceipt(**row) for row in fetch(_LOOSE, values)),
        numbers=None if month is None else numbers_of(viewer=viewer, month=month),
    )
