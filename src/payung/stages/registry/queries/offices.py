"""One office as the secretariat keeps it: its names, whether it is open, where it went."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.people import Viewer
from payung.stages.registry.models import Agency, AgencyAlias, AgencyContact


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office. `spellings` are others that files may use; `went_into` where it was merged."""

    agency_id: int
    regency_id: int
    name: str
    closed_on: date | None
    spellings: tuple[str, ...]
    went_into: str
    phone: str
    hours: str
    room: str

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def office(*, viewer: Viewer, agency_id: int) -> Office | None:
    """Return one office, or None where the viewer has no such office."""
    row = Agency.objects.visible_to(viewer).filter(pk=agency_id).first()
    if row is None:
        return None
    spellings = AgencyAlias.objects.filter(agency_id=agency_id).order_by("folded")
    contact = AgencyContact.objects.filter(agency_id=agency_id).first()
    return Office(
        agency_id=agency_id,
        regency_id=row.regency_id,
        name=row.name,
        closed_on=row.closed_on,
        spellings=tuple(spellings.values_list("folded", flat=True)),
        went_into=_went_into(row),
        phone=contact.phone if contact else "",
        hours=contact.hours if contact else "",
        room=contact.room if contact else "",
    )


def open_offices(*, viewer: Viewer, but: int | None = None) -> list[tuple[int, str]]:
    """Return the open offices as choices, by name, without the one named in `but`."""
    rows = Agency.objects.visible_to(viewer).filter(closed_on__isnull=True).exclude(pk=but or 0)
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def _went_into(row: Agency) -> str:
    if row.closed_on is None:
        return ""
    own_name = AgencyAlias.objects.filter(regency_id=row.regency_id, folded=row.folded)
    return own_name.values_list("agency__name", flat=True).first() or ""
