"""
Money cut from somebody who is on no list of the office (P09, P19), until it is given back.

No consent stands behind it, so it can become nothing else: who agreed by the day of the lock is on
the list, and a consent given later counts for the next month (M9). What payroll told and what
went back is counted by NIP, so a correction that tells of the same money asks for it once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.canonical import digest
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.money import TOO_LONG_DAYS
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class Unlisted:
    """
    What one NIP of an office's month still has to get back. `why`: as the row was parked.

    `since` is when payroll first told of it; no correction makes it younger.
    """

    parked_row_id: int
    agency_id: int
    agency: str
    month: Month
    nip: str
    why: str
    amount_idr: int
    since: date
    days: int
    is_open: bool
    """Whether the month takes transfers."""
    approval_id: int | None
    reason: str
    asked_by_id: int | None
    asked_at: datetime | None

    @property
    def is_too_long(self) -> bool:
        return self.days > TOO_LONG_DAYS

    @property
    def digest(self) -> str:
        """What whoever decides has seen."""
        return digest([self.agency_id, str(self.month), self.nip, self.amount_idr])


@dataclass(frozen=True, kw_only=True)
class GivenBack:
    """Money of nobody on the list that went back."""

    agency: str
    month: Month
    nip: str
    amount_idr: int
    reason: str
    asked_by: str
    approved_by: str
    at: datetime


def unlisted_money(
    *, viewer: Viewer, on: date, agency_id: int | None = None, month: Month | None = None
) -> list[Unlisted]:
    """Return what is still to be given back, the oldest first."""
    values = {"agency": agency_id, "month": month and month.first_day, "row": None}
    return _found(viewer, on, values)


def unlisted_row(*, viewer: Viewer, on: date, parked_row_id: int) -> Unlisted | None:
    """Return what is open of one row; None where nothing is, or beyond the view."""
    found = _found(viewer, on, {"agency": None, "month": None, "row": parked_row_id})
    return next(iter(found), None)


def unlisted_given_back(*, viewer: Viewer, most: int = 25) -> list[GivenBack]:
    """Return what went back, the latest first."""
    condition, values = reach(viewer, "a")
    rows = _fetch(_GIVEN_BACK.format(reach=condition), {**values, "most": most})
    return [GivenBack(**{**row, "month": Month.of(row["month"])}) for row in rows]


def _found(viewer: Viewer, on: date, values: dict[str, Any]) -> list[Unlisted]:
    condition, places = reach(viewer, "a")
    with beyond("rows of the offices within reach, of whoever moved away too"):
        rows = _fetch(_UNLISTED.format(reach=condition), {**places, **values})
    return [_unlisted(row, on) for row in rows]


def _unlisted(row: dict[str, Any], on: date) -> Unlisted:
    since = today_in_wib(row.pop("told_at"))
    month = Month.of(row.pop("month"))
    return Unlisted(**row, month=month, since=since, days=max((on - since).days, 0))


def _fetch(statement: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_UNLISTED = """
WITH told AS (
    SELECT d.id AS list_id, d.agency_id, a.name AS agency, d.month, k.nip, max(k.id) AS row_id,
           min(k.reason) AS why, sum(k.amount_idr) AS idr
    FROM reconciliation_parkedrow k
    JOIN reconciliation_result r ON r.id = k.result_id
    JOIN deductions_deductionlist d ON d.id = r.list_id
    JOIN registry_agency a ON a.id = d.agency_id
    WHERE {reach} AND (%(agency)s::bigint IS NULL OR d.agency_id = %(agency)s)
      AND (%(month)s::date IS NULL OR d.month = %(month)s)
      AND NOT EXISTS (SELECT 1 FROM reconciliation_result n
          WHERE n.list_id = r.list_id AND n.seq > r.seq)
    GROUP BY d.id, d.agency_id, a.name, d.month, k.nip
)
SELECT t.row_id AS parked_row_id, t.agency_id, t.agency, t.month, t.nip, t.why,
       (t.idr - coalesce(back.idr, 0))::bigint AS amount_idr, first.told_at,
       coalesce(b.state, 'open') = 'open' AS is_open, p.id AS approval_id,
       coalesce(p.reason, '') AS reason, p.asked_by_id, p.asked_at
FROM told t
LEFT JOIN LATERAL (
    SELECT sum(f.amount_idr) AS idr FROM remittance_unlistedrefund f
    JOIN reconciliation_parkedrow x ON x.id = f.parked_row_id
    WHERE f.agency_id = t.agency_id AND f.month = t.month AND x.nip = t.nip
) back ON true
JOIN LATERAL (
    SELECT min(o.reported_at) AS told_at FROM reconciliation_result o
    JOIN reconciliation_parkedrow x ON x.result_id = o.id AND x.nip = t.nip
    WHERE o.list_id = t.list_id
) first ON true
LEFT JOIN ledger_book b ON b.agency_id = t.agency_id AND b.month = t.month
LEFT JOIN approvals_approval p ON p.kind = 'refund.unlisted' AND p.state = 'asked'
    AND p.target_type = 'reconciliation_parkedrow' AND p.target_id = t.row_id
WHERE t.idr > coalesce(back.idr, 0) AND (%(row)s::bigint IS NULL OR t.row_id = %(row)s)
ORDER BY first.told_at, t.agency, t.month, t.nip
"""

_GIVEN_BACK = """
SELECT a.name AS agency, f.month, k.nip, f.amount_idr, f.reason, coalesce(p.name, '') AS asked_by,
       coalesce(q.name, '') AS approved_by, f.at
FROM remittance_unlistedrefund f
JOIN registry_agency a ON a.id = f.agency_id
JOIN reconciliation_parkedrow k ON k.id = f.parked_row_id
LEFT JOIN access_person p ON p.id = f.asked_by_id
LEFT JOIN access_person q ON q.id = f.approved_by_id
WHERE {reach} ORDER BY f.id DESC LIMIT %(most)s
"""
