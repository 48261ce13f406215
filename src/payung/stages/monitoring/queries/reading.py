"""How far a viewer sees, and the newest version of every row as known on a day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer

_NOBODYS = -1

KNOWN = """(%(until)s::timestamptz IS NULL OR m.taken_at < %(until)s)"""
"""What was known at the end of the day asked about; without one, all there is."""

SEEN = """(%(regency)s::bigint IS NULL OR m.regency_id = %(regency)s)
    AND (%(agency)s::bigint IS NULL OR m.agency_id = %(agency)s)
    AND (%(province)s = '' OR m.regency_id IN (SELECT g.id FROM registry_regency g
        WHERE left(g.code, 2) = %(province)s))"""

NEWEST = f"""newest AS (
    SELECT DISTINCT ON (m.month, m.agency_id) m.* FROM monitoring_officemonth m
    WHERE m.month >= %(first)s AND m.month <= %(last)s AND {SEEN} AND {KNOWN}
    ORDER BY m.month, m.agency_id, m.version DESC)"""


def reach(
    viewer: Viewer,
    *,
    first: Month,
    last: Month,
    province: str = "",
    agency_id: int | None = None,
    as_of: date | None = None,
) -> dict[str, Any]:
    """
    Return the values for `NEWEST`. A sponsor sees no office; who is of one sees that one.

    Who is above a province sees its regencies, and nothing of another province.
    """
    agency = agency_id
    if viewer.role is Role.SPONSOR or province not in ("", viewer.province or province):
        agency = _NOBODYS
    elif not viewer.sees_all_agencies and agency_id in (None, viewer.agency_id):
        agency = viewer.agency_id or _NOBODYS
    elif not viewer.sees_all_agencies:
        agency = _NOBODYS
    return {
        "regency": viewer.regency_id,
        "agency": agency,
        "province": province or viewer.province,
        "first": first.first_day,
        "last": last.first_day,
        "until": end_of(as_of),
    }


def end_of(day: date | None) -> datetime | None:
    """Return the first instant after a day in Jakarta, or after a moment of it."""
    if isinstance(day, datetime):
        return day + timedelta(microseconds=1)
    return None if day is None else datetime.combine(day + timedelta(days=1), time(), WIB)


def fetch(statement: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all rows of one reading statement, by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
