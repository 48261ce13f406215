"""What two people let stand although it was not as it should be: over-cuts, months left open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Override:
    """`kind`: `over_cut` or `month.close`. `amount_idr`: cut too much, or open at the close."""

    kind: str
    list_id: int | None
    office: str
    month: Month
    amount_idr: int
    reason: str
    asked_by: str
    approved_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Refunded:
    """Money given back, and the two who decided it."""

    list_id: int | None
    office: str
    month: Month
    amount_idr: int
    reason: str
    asked_by: str
    approved_by: str
    at: datetime


_NAMES = """coalesce(p.name, '') AS asked_by, coalesce(q.name, '') AS approved_by"""
_PEOPLE = """LEFT JOIN access_person p ON p.id = {row}.asked_by_id
LEFT JOIN access_person q ON q.id = {row}.{decided}_by_id"""
_OVERRIDES = f"""WITH {SEEN}
SELECT 'month.close' AS kind, d.id AS list_id, seen.name AS office, c.month, c.reason,
    coalesce((c.balances ->> 'held_idr')::bigint, 0)
        + coalesce((c.balances ->> 'transit_idr')::bigint, 0)
        + coalesce((c.balances ->> 'unallocated_idr')::bigint, 0)
        + abs(coalesce((c.balances ->> 'suspense_idr')::bigint, 0)) AS amount_idr,
    {_NAMES}, c.closed_at AS at
FROM remittance_close c JOIN seen ON seen.id = c.agency_id
LEFT JOIN deductions_deductionlist d ON d.agency_id = c.agency_id AND d.month = c.month
{_PEOPLE.format(row="c", decided="approved")}
WHERE c.reason <> ''
UNION ALL
SELECT 'over_cut', d.id, seen.name, d.month, a.reason, l.reported_idr - y.amount_idr,
    {_NAMES}, a.decided_at
FROM approvals_approval a JOIN reconciliation_resultline l ON l.id = a.target_id
JOIN deductions_deductionline y ON y.id = l.line_id
JOIN deductions_deductionlist d ON d.id = y.list_id JOIN seen ON seen.id = d.agency_id
{_PEOPLE.format(row="a", decided="decided")}
WHERE a.kind = 'over_cut' AND a.state = 'approved'
  AND a.target_type = 'reconciliation_resultline'
UNION ALL
SELECT a.kind, l.list_id, seen.name, m.month, a.reason, m.amount_idr, {_NAMES}, a.decided_at
FROM approvals_approval a JOIN remittance_paidmonth m ON m.id = a.target_id
JOIN deductions_deductionline l ON l.id = m.line_id JOIN seen ON seen.id = m.agency_id
{_PEOPLE.format(row="a", decided="decided")}
WHERE a.kind IN ('month.unpay', 'month.pay_again') AND a.state = 'approved'
  AND a.target_type = 'remittance_paidmonth'
ORDER BY at DESC LIMIT {SHOWN}"""
_REFUNDS = f"""WITH {SEEN}
SELECT d.id AS list_id, seen.name AS office, r.month, r.amount_idr, r.reason, {_NAMES}, r.at
FROM remittance_refund r JOIN seen ON seen.id = r.agency_id
LEFT JOIN deductions_deductionlist d ON d.agency_id = r.agency_id AND d.month = r.month
{_PEOPLE.format(row="r", decided="approved")}
UNION ALL
SELECT d.id, seen.name, r.month, r.amount_idr, r.reason, {_NAMES}, r.at
FROM remittance_unlistedrefund r JOIN seen ON seen.id = r.agency_id
LEFT JOIN deductions_deductionlist d ON d.agency_id = r.agency_id AND d.month = r.month
{_PEOPLE.format(row="r", decided="approved")}
ORDER BY at DESC LIMIT {SHOWN}"""


def overrides(*, viewer: Viewer) -> tuple[Override, ...]:
    """Return the newest of them in the regency."""
    with beyond("whoever moved away still counts among the office's over-cuts"):
        return tuple(Override(**_row(row)) for row in fetch(_OVERRIDES, scope(viewer)))


def refunded(*, viewer: Viewer) -> tuple[Refunded, ...]:
    """Return the newest refunds of the regency."""
    return tuple(Refunded(**_row(row)) for row in fetch(_REFUNDS, scope(viewer)))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "month": Month.of(row["month"])}
