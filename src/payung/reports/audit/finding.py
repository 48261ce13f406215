"""Where a trail begins: by NIP, by the number of a slip or receipt, by office and month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.names import initials
from payung.kernel.people import Role, Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.registry.queries.nips import HAD_NIP, nip_at
from payung.stages.remittance.sums import number_spelling

MOST = 60
"""Five years of one civil servant's months; who wants older ones names the month."""
_MAY_SEARCH = frozenset({Role.AUDITOR, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """A payslip line: one civil servant, one month."""

    line_id: int
    office: str
    month: Month
    sponsor: str
    nip: str
    workers: int
    asked_idr: int


@dataclass(frozen=True, kw_only=True)
class FoundSlip:
    """A slip, or a receipt whose slip is not recorded yet."""

    slip_id: int | None
    receipt_id: int | None
    bank: str
    number: str
    amount_idr: int
    day: date


@dataclass(frozen=True, kw_only=True)
class PaidByReceipt:
    """A month of a worker that a receipt paid."""

    line_id: int
    office: str
    month: Month
    worker: str
    amount_idr: int
    is_taken_back: bool

    @property
    def initials(self) -> str:
        return initials(self.worker)


_PRINTED = nip_at("c", "d.locked_at")
_LINES = f"""WITH {SEEN}
SELECT min(l.id) AS line_id, seen.name AS office, d.month, c.name AS sponsor, {_PRINTED} AS nip,
    count(*) AS workers, sum(l.amount_idr)::bigint AS asked_idr
FROM registry_civilservant c JOIN deductions_deductionline l ON l.sponsor_id = c.id
JOIN deductions_deductionlist d ON d.id = l.list_id JOIN seen ON seen.id = d.agency_id
WHERE (c.nip = %(nip)s OR c.id IN ({HAD_NIP}))
  AND (%(office)s::bigint IS NULL OR d.agency_id = %(office)s)
  AND (%(month)s::date IS NULL OR d.month = %(month)s)
GROUP BY d.id, seen.name, c.id ORDER BY d.month DESC, seen.name LIMIT %(most)s"""

_SLIPS = """SELECT s.id AS slip_id, NULL::bigint AS receipt_id, s.bank, s.number, s.amount_idr,
    s.paid_on AS day FROM remittance_slip s
WHERE s.number = %(number)s AND (%(regency)s::bigint IS NULL OR s.regency_id = %(regency)s)
UNION ALL
SELECT NULL, r.id, r.bank, r.number, r.amount_idr, r.received_on FROM remittance_receipt r
WHERE (r.number = %(number)s OR (r.slip_number = %(number)s AND NOT EXISTS (SELECT 1
        FROM remittance_match m WHERE m.receipt_id = r.id)))
  AND (%(regency)s::bigint IS NULL OR r.regency_id = %(regency)s)
ORDER BY day DESC LIMIT %(most)s"""

_LIST = f"""WITH {SEEN}
SELECT d.id FROM deductions_deductionlist d JOIN seen ON seen.id = d.agency_id
WHERE d.agency_id = %(office)s AND d.month = %(month)s"""

_PAID = f"""WITH {SEEN}
SELECT p.line_id, seen.name AS office, p.month, coalesce(w.name, '') AS worker, p.amount_idr,
    EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id) AS is_taken_back
FROM remittance_match m JOIN remittance_paidmonth p ON p.match_id = m.id
JOIN seen ON seen.id = p.agency_id LEFT JOIN registry_worker w ON w.id = p.worker_id
WHERE m.receipt_id = %(receipt)s ORDER BY seen.name, p.month, p.id
LIMIT %(most)s OFFSET %(skip)s"""


def lines_of_nip(
    *, viewer: Viewer, nip: str, agency_id: int | None = None, month: Month | None = None
) -> Sequence[FoundLine]:
    """
    Return the payslip lines of a civil servant on the lists of the viewer's regency, newest first.

    A NIP they had before finds them too; each line has the NIP that its list printed.
    """
    if viewer.role not in _MAY_SEARCH:
        return []
    values = {"nip": nip, "office": agency_id, "month": month and month.first_day, "most": MOST}
    with beyond("what was cut here stays in sight when people move to another regency"):
        found = fetch(_LINES, {**scope(viewer), **values})
    return [FoundLine(**{**row, "month": Month.of(row["month"])}) for row in found]


def slips_named(*, viewer: Viewer, number: str) -> Sequence[FoundSlip]:
    """Return slips and receipts of this number, however it was typed; whole numbers only."""
    if viewer.role not in _MAY_SEARCH:
        return []
    values = {"number": number_spelling(number), "regency": viewer.regency_id, "most": MOST}
    return [FoundSlip(**row) for row in fetch(_SLIPS, values)]


def list_of(*, viewer: Viewer, agency_id: int, month: Month) -> int | None:
    """Return the list of an office and month, or None where none was made."""
    found = fetch(_LIST, {**scope(viewer), "office": agency_id, "month": month.first_day})
    return found[0]["id"] if found else None


def paid_by(
    *, viewer: Viewer, receipt_id: int, skip: int = 0, most: int = 25
) -> Sequence[PaidByReceipt]:
    """Return the months that a receipt paid, by office."""
    values = {**scope(viewer), "receipt": receipt_id, "skip": skip, "most": most}
    with beyond("what was paid here stays in sight when people move to another regency"):
        found = fetch(_PAID, values)
    return [PaidByReceipt(**{**row, "month": Month.of(row["month"])}) for row in found]
