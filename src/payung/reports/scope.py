"""How far a viewer sees, as the first part of every statement of the reports."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from payung.kernel.people import Role, Viewer
from payung.stages.monitoring.queries.measuring import COVERED

__all__ = ["COVERED", "SEEN", "fetch", "scope"]

SEEN = """seen AS (
    SELECT a.id, a.name, a.regency_id FROM registry_agency a
    WHERE (%(regency)s::bigint IS NULL OR a.regency_id = %(regency)s)
      AND (%(agency)s::bigint IS NULL OR a.id = %(agency)s)
)"""
"""The offices that the viewer sees; every report joins to them and to nothing else."""

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
