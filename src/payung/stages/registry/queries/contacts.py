"""How an office is reached about the programme."""

from dataclasses import dataclass

from payung.kernel.people import Viewer
from payung.stages.registry.models import AgencyContact


@dataclass(frozen=True, slots=True)
class ContactRow:
    """An office's own number, hours and room; each may be empty."""

    agency_id: int
    phone: str
    hours: str
    room: str


def contact_of(*, viewer: Viewer, agency_id: int) -> ContactRow | None:
    """Return how one office is reached, once it said so. Published, but not across regencies."""
    rows = AgencyContact.objects.filter(agency_id=agency_id)
    if viewer.regency_id is not None:
        rows = rows.filter(agency__regency_id=viewer.regency_id)
    found = rows.values_list("agency_id", "phone", "hours", "room").first()
    return None if found is None else ContactRow(*found)
