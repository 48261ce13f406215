"""What a sheet is read against: the regency's code, its districts, and the area codes in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from payung.kernel.nik import KnownAreas
from payung.kernel.people import Viewer
from payung.stages.registry.models import Area, Regency
from payung.stages.registry.queries import known_areas


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
    code = Regency.objects.values_list("code", flat=True).get(pk=regency_id)
    areas = known_areas()
    districts = dict(Area.objects.filter(parent_code=code).values_list("folded", "code"))
    return Surroundings(code, areas if areas.districts else None, districts)
