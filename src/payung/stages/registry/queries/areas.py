"""The published area codes: the same for everybody, read once per process and edition."""

from dataclasses import dataclass

from django.db import connection
from django.db.models.functions import Length

from payung.kernel.nik import KnownAreas
from payung.stages.registry.models import Area

_PROVINCE, _REGENCY, _DISTRICT = 2, 5, 8
"""Lengths of the codes `33`, `33.24` and `33.24.06`; a village's has 13 signs."""

_known: dict[tuple[str, int], KnownAreas] = {}
"""By database and number of areas: codes are only ever added, so the number tells the edition."""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A province, regency, district or village. `parent_code` is empty for a province."""

    code: str
    name: str
    parent_code: str


def known_areas(*, count: int | None = None) -> KnownAreas:
    """
    Return the province and district codes in force; published, so nobody's view is narrower.

    Another process may load a newer edition at any moment: the rows are counted at every call.

    :param count: how many areas there are, where the caller has just counted them.
    """
    count = Area.objects.count() if count is None else count
    edition = str(connection.settings_dict["NAME"]), count
    if edition not in _known:
        by_length: dict[int, set[str]] = {_PROVINCE: set(), _DISTRICT: set()}
        rows = Area.objects.annotate(length=Length("code")).filter(length__in=by_length)
        for code in rows.values_list("code", flat=True):
            by_length[len(code)].add(code)
        _known.clear()
        _known[edition] = KnownAreas(
            frozenset(by_length[_PROVINCE]), frozenset(by_length[_DISTRICT])
        )
    return _known[edition]


def forget_areas() -> None:
    """Read the codes anew when next asked; after another edition was loaded."""
    _known.clear()


def area_name(*, code: str) -> str | None:
    """Return the published name of a code, such as `33.24` or `33.24.06`."""
    return Area.objects.filter(pk=code).values_list("name", flat=True).first()


def areas_within(*, parent_code: str) -> list[AreaRow]:
    """Return the areas directly inside another, by code: the districts of `33.24`."""
    rows = Area.objects.filter(parent_code=parent_code).order_by("code")
    return [AreaRow(*row) for row in rows.values_list("code", "name", "parent_code")]
