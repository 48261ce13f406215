"""How often a month was closed and opened again, by whom and why; and who asks for it now."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.ledger.balances import Balances
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class Closing:
    """One close of an office's month, and the reopening after it where there was one."""

    close_id: int
    version: int
    asked_by: str
    approved_by: str
    reason: str
    digest: str
    balances: Balances
    closed_at: datetime
    reopened_at: datetime | None
    reopen_asked_by: str
    reopen_approved_by: str
    reopen_reason: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody asks to close the month or to open it again; another person decides."""

    approval_id: int
    kind: str
    reason: str
    seen_digest: str
    asked_by_id: int
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Returned:
    """The latest request about the month was returned: by whom, when and why."""

    kind: str
    asked_by_id: int
    by: str
    at: datetime
    reason: str


def closings_of(*, viewer: Viewer, agency_id: int, month: Month) -> list[Closing]:
    """Return the closes of the office's month, the newest first."""
    rows = _fetch(_CLOSINGS, viewer, agency_id, month)
    return [Closing(**{**row, "balances": _balances(row["balances"])}) for row in rows]


def asked_of(*, viewer: Viewer, agency_id: int, month: Month) -> Asked | None:
    """Return the open request about the office's month; there is one at most."""
    rows = _fetch(_ASKED, viewer, agency_id, month)
    return Asked(**rows[0]) if rows else None


def returned_of(*, viewer: Viewer, agency_id: int, month: Month) -> Returned | None:
    """Return why the latest request was returned; None where it was decided otherwise, or none."""
    rows = _fetch(_RETURNED, viewer, agency_id, month)
    return Returned(**rows[0]) if rows else None


def _balances(written: str) -> Balances:
    """Return the balances as they were kept; a cursor of Django's hands JSON out as text."""
    kept = json.loads(written)
    return Balances(**{name: kept.get(name, 0) for name in Balances.__dataclass_fields__})


def _fetch(statement: str, viewer: Viewer, agency_id: int, month: Month) -> list[dict[str, Any]]:
    places, values = reach(viewer, "a")
    asked = {**values, "agency": agency_id, "month": month.first_day}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(reach=places), asked)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_CLOSINGS = """
SELECT c.id AS close_id, c.version, coalesce(p.name, '') AS asked_by,
       coalesce(q.name, '') AS approved_by, c.reason, c.digest, c.balances, c.closed_at,
       o.reopened_at, coalesce(x.name, '') AS reopen_asked_by,
       coalesce(y.name, '') AS reopen_approved_by, coalesce(o.reason, '') AS reopen_reason
FROM remittance_close c
JOIN registry_agency a ON a.id = c.agency_id
LEFT JOIN remittance_reopening o ON o.close_id = c.id
LEFT JOIN access_person p ON p.id = c.asked_by_id
LEFT JOIN access_person q ON q.id = c.approved_by_id
LEFT JOIN access_person x ON x.id = o.asked_by_id
LEFT JOIN access_person y ON y.id = o.approved_by_id
WHERE c.agency_id = %(agency)s AND c.month = %(month)s AND {reach}
ORDER BY c.version DESC
"""

_ASKED = """
SELECT v.id AS approval_id, v.kind, v.reason, v.seen_digest, v.asked_by_id,
       coalesce(p.name, '') AS asked_by, v.asked_at
FROM approvals_approval v
JOIN ledger_book b ON v.target_type = 'ledger_book' AND b.id = v.target_id
JOIN registry_agency a ON a.id = b.agency_id
LEFT JOIN access_person p ON p.id = v.asked_by_id
WHERE v.state = 'asked' AND v.kind IN ('month.close', 'month.reopen')
  AND b.agency_id = %(agency)s AND b.month = %(month)s AND {reach}
ORDER BY v.asked_at DESC, v.id DESC
"""

_RETURNED = """
SELECT v.kind, v.asked_by_id, coalesce(p.name, '') AS by, v.decided_at AS at, m.reason
FROM (
    SELECT v.* FROM approvals_approval v
    JOIN ledger_book b ON v.target_type = 'ledger_book' AND b.id = v.target_id
    JOIN registry_agency a ON a.id = b.agency_id
    WHERE v.kind IN ('month.close', 'month.reopen')
      AND b.agency_id = %(agency)s AND b.month = %(month)s AND {reach}
    ORDER BY v.id DESC LIMIT 1
) v
JOIN audit_move m ON m.entity = 'approvals_approval' AND m.entity_id = v.id
    AND m.to_state = 'refused'
LEFT JOIN access_person p ON p.id = v.decided_by_id
WHERE v.state = 'refused'
"""
