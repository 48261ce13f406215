"""Where a worker can live: the districts of the viewer's regency, and the villages of one."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.kernel.people import Viewer
from payung.stages.registry.queries.areas import AreaRow

_PLACES = """
    SELECT r.name, a.code, a.name, a.parent_code FROM registry_regency r
    LEFT JOIN registry_area a ON a.parent_code = r.code
        OR (a.parent_code = %(district)s AND starts_with(%(district)s, r.code || '.'))
    WHERE r.id = %(regency)s ORDER BY a.name, a.code
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """By name. `villages` is empty where the district is none of the regency's, or has none."""

    regency: str
    districts: tuple[AreaRow, ...]
    villages: tuple[AreaRow, ...]


def places(*, viewer: Viewer, district: str = "") -> Places:
    """Return where a worker of the viewer's regency can live, in one statement."""
    values: dict[str, Any] = {"regency": viewer.regency_id or 0, "district": district}
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, values)
        rows = cursor.fetchall()
    areas = [AreaRow(*row[1:]) for row in rows if row[1] is not None]
    return Places(
        regency=rows[0][0] if rows else "",
        districts=tuple(row for row in areas if row.parent_code != district),
        villages=tuple(row for row in areas if row.parent_code == district),
    )
