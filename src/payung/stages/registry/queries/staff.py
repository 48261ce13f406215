"""Questions about civil servants (ASN) and what the monthly lists changed about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from payung.kernel.people import Viewer
from payung.stages.registry.models import CivilServant, StaffChange


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A civil servant as the latest list has them; `gone_on`: missing from the lists since."""

    civil_servant_id: int
    agency_id: int
    agency_name: str
    nip: str
    name: str
    title_before: str
    title_after: str
    kind: str
    born_on: date | None
    sex: str
    grade: str
    position: str
    nik_index: bytes | None
    gone_on: date | None


@dataclass(frozen=True, slots=True)
class StaffChangeRow:
    """One change: new, changed, moved, gone or back."""

    civil_servant_id: int
    name: str
    kind: str
    from_agency_id: int | None
    to_agency_id: int | None
    at: datetime


_FIELDS = (
    *("pk", "agency_id", "agency__name", "nip", "name", "title_before", "title_after"),
    *("kind", "born_on", "sex", "grade", "position", "nik_index", "gone_on"),
)


def staff_by_nip(*, viewer: Viewer, regency_id: int, nips: Iterable[str]) -> dict[str, StaffRow]:
    """Return the civil servants with these NIP that the viewer may see, those gone as well."""
    rows = CivilServant.objects.visible_to(viewer).filter(regency_id=regency_id, nip__in=list(nips))
    return {row.nip: row for row in _rows(rows.values_list(*_FIELDS))}


def staff_of_agency(*, viewer: Viewer, agency_id: int) -> list[StaffRow]:
    """Return the present staff of one office, by name."""
    rows = CivilServant.objects.visible_to(viewer).filter(agency_id=agency_id, gone_on=None)
    return _rows(rows.order_by("folded", "nip").values_list(*_FIELDS))


def staff_changes(*, viewer: Viewer, file_id: int, kind: str | None = None) -> list[StaffChangeRow]:
    """Return what one list changed about the staff the viewer may see now, by kind and name."""
    visible = CivilServant.objects.visible_to(viewer)
    rows = StaffChange.objects.filter(file_id=file_id, civil_servant__in=visible)
    if kind is not None:
        rows = rows.filter(kind=kind)
    fields = (
        "civil_servant_id",
        "civil_servant__name",
        *("kind", "from_agency_id", "to_agency_id", "at"),
    )
    order = ("kind", "civil_servant__folded", "pk")
    return [StaffChangeRow(*row) for row in rows.order_by(*order).values_list(*fields)]


def _rows(found: Iterable[tuple[Any, ...]]) -> list[StaffRow]:
    return [StaffRow(*map(_plain, row)) for row in found]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
