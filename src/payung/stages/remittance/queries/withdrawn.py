"""Slips that were withdrawn: they count no longer, and stay where they were recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class WithdrawnSlip:
    """One slip's part for an office and month, who withdrew it and why."""

    slip_id: int
    part_id: int
    bank: str
    number: str
    part_idr: int
    paid_on: date
    recorded_by: str
    withdrawn_by: str
    withdrawn_at: datetime
    reason: str
    has_scan: bool


def withdrawn_slips(*, viewer: Viewer, agency_id: int, month: Month) -> list[WithdrawnSlip]:
    """Return the slips of an office and month that somebody took back, the latest first."""
    places, values = reach(viewer, "a")
    asked = {**values, "agency": agency_id, "month": month.first_day}
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAWN.format(reach=places), asked)
        names = [column.name for column in cursor.description or ()]
        return [WithdrawnSlip(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def parts_of_slip(*, viewer: Viewer, slip_id: int) -> list[int]:
    """Return the parts of a slip that are within reach: what its papers are about."""
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_PARTS.format(reach=places), {**values, "slip": slip_id})
        return [part_id for (part_id,) in cursor.fetchall()]


_PARTS = """
SELECT l.id FROM remittance_slipline l JOIN registry_agency a ON a.id = l.agency_id
WHERE l.slip_id = %(slip)s AND {reach} ORDER BY l.id
"""

_WITHDRAWN = """
SELECT s.id AS slip_id, l.id AS part_id, s.bank, s.number, l.amount_idr AS part_idr, s.paid_on,
       coalesce(p.name, '') AS recorded_by, coalesce(q.name, '') AS withdrawn_by,
       w.withdrawn_at, w.reason,
       EXISTS (SELECT 1 FROM remittance_slipscan c WHERE c.slip_id = s.id) AS has_scan
FROM remittance_slipwithdrawal w
JOIN remittance_slip s ON s.id = w.slip_id
JOIN remittance_slipline l ON l.slip_id = s.id
JOIN registry_agency a ON a.id = l.agency_id
LEFT JOIN access_person p ON p.id = s.recorded_by_id
LEFT JOIN access_person q ON q.id = w.withdrawn_by_id
WHERE l.agency_id = %(agency)s AND l.month = %(month)s AND {reach}
ORDER BY w.withdrawn_at DESC, s.id DESC
"""
