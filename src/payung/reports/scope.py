"""How far a viewer sees, as the first part of every statement of the reports."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from payung.kernel.people import Role, Viewer

SEEN = """seen AS (
    SELECT a.id, a.name, a.regency_id FROM registry_agency a
    WHERE (%(regency)s::bigint IS NULL OR a.regency_id = %(regency)s)
      AND (%(agency)s::bigint IS NULL OR a.id = %(agency)s)
)"""
"""The offices that the viewer sees; every report joins to them and to nothing else."""

COVERED = """NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
    AND EXISTS (SELECT 1 FROM membership_spell s JOIN registry_worker w ON w.id = s.worker_id
        WHERE s.worker_id = p.worker_id AND s.card_number <> ''
          AND s.starts_on < p.month + interval '1 month'
          AND (s.ends_on IS NULL OR s.ends_on > p.month)
          AND (s.end_reason <> 'lapsed' OR p.received_on < s.ends_on)
          AND (w.died_on IS NULL OR w.died_on >= greatest(p.month, s.starts_on)))"""
"""What makes the paid month `p` a covered one (N4); a test holds it to the stage cover's own."""

_NONE = -1


def scope(viewer: Viewer) -> dict[str, Any]:
    """Return the values that `SEEN` needs. A sponsor sees no office, only themselves."""
    agency = None if viewer.sees_all_agencies else viewer.agency_id or _NONE
    if viewer.role is Role.SPONSOR:
        agency = _NONE
    return {"regency": viewer.regency_id, "agency": agency}


def fetch(statement: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all rows of one reading statement, by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
