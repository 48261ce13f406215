"""What somebody leaves behind at an office: open work, held money, months not closed (D21)."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.remittance.queries import Held, held


@dataclass(frozen=True, kw_only=True)
class LeftMonth:
    """A month that is not closed. `reopened`: why two people opened it again, where they did."""

    month: Month
    listed_idr: int
    is_reported: bool
    reopened: str


@dataclass(frozen=True, kw_only=True)
class Left:
    """`work` is counted by what it is: the officer's piles, then the treasurer's."""

    work: tuple[tuple[str, int], ...]
    held: tuple[Held, ...]
    months: tuple[LeftMonth, ...]

    @property
    def held_idr(self) -> int:
        return sum(one.amount_idr for one in self.held)


_PILES = ("returned", "registered", "verified", "submitted")
_WORK = f"""WITH {SEEN}
SELECT {
    ", ".join(
        f"(SELECT count(*) FROM enrolment_sponsorship s WHERE s.agency_id = seen.id "
        f"AND s.state = '{pile}') AS {pile}"
        for pile in _PILES
    )
},
    (SELECT count(*) FROM registry_relocation r WHERE r.state = 'asked'
        AND seen.id IN (r.from_agency_id, r.to_agency_id)) AS relocations,
    (SELECT count(*) FROM remittance_slipline l WHERE l.agency_id = seen.id AND NOT EXISTS (
        SELECT 1 FROM remittance_match m WHERE m.slip_id = l.slip_id) AND NOT EXISTS (
        SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = l.slip_id)) AS slips,
    (SELECT count(*) FROM approvals_approval a
        LEFT JOIN ledger_book b ON a.target_type = 'ledger_book' AND b.id = a.target_id
        LEFT JOIN remittance_refundrequest q
            ON a.target_type = 'remittance_refundrequest' AND q.id = a.target_id
        WHERE a.state = 'asked' AND seen.id = coalesce(b.agency_id, q.agency_id)) AS decisions
FROM seen WHERE seen.id = %(office)s"""
_MONTHS = f"""WITH {SEEN}
SELECT d.month, d.total_idr AS listed_idr, coalesce(z.reason, '') AS reopened,
    EXISTS (SELECT 1 FROM reconciliation_result r WHERE r.list_id = d.id) AS is_reported
FROM deductions_deductionlist d JOIN seen ON seen.id = d.agency_id
LEFT JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
LEFT JOIN LATERAL (SELECT o.reason FROM remittance_close c
    JOIN remittance_reopening o ON o.close_id = c.id
    WHERE c.agency_id = d.agency_id AND c.month = d.month ORDER BY c.version DESC LIMIT 1) z ON true
WHERE d.agency_id = %(office)s AND b.state IS DISTINCT FROM 'closed' ORDER BY d.month"""


def left_at(*, viewer: Viewer, agency_id: int, on: date) -> Left | None:
    """Return what is open at an office; None where the viewer has no such office."""
    values = {**scope(viewer), "office": agency_id}
    found = fetch(_WORK, values)
    if not found:
        return None
    months = [
        LeftMonth(**{**row, "month": Month.of(row["month"])}) for row in fetch(_MONTHS, values)
    ]
    money = [one for one in held(viewer=viewer, on=on) if one.agency_id == agency_id]
    return Left(work=tuple(found[0].items()), held=tuple(money), months=tuple(months))
