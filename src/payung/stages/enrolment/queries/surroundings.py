"""What a sheet is read against: the regency's code, its districts, and the area codes in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection

from payung.kernel.nik import KnownAreas
from payung.kernel.people import Viewer
from payung.stages.registry.models import Regency
from payung.stages.registry.queries import known_areas

_AROUND: Final = """
    SELECT g.code,
        ARRAY(SELECT ARRAY[a.folded, a.code] FROM registry_area a WHERE a.parent_code = g.code),
        (SELECT count(*) FROM registry_area)
    FROM registry_regency g WHERE g.id = %s
"""
"""In one statement, because a form asks it for its one row."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`districts` gives the code by folded name; `areas` is None where none were loaded yet."""

    regency_code: str
    areas: KnownAreas | None
    districts: Mapping[str, str]


def surroundings(*, viewer: Viewer, regency_id: int) -> Surroundings:
    """Return what registrations of one regency are compared with."""
    if viewer.regency_id not in (None, regency_id):
        raise Regency.DoesNotExist(regency_id)
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [regency_id])
        found = cursor.fetchone()
    if found is None:
        raise Regency.DoesNotExist(regency_id)
    code, districts, count = found
    areas = known_areas(count=count)
    return Surroundings(code, areas if areas.districts else None, dict(districts))
