"""Finding one civil servant of the viewer's own office, as typed at the desk."""

from dataclasses import dataclass

from django.db.models import Q

from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.registry.models import CivilServant
from payung.stages.registry.queries.nips import holders


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """One of the present staff, to choose as a sponsor."""

    civil_servant_id: int
    name: str
    nip: str


def staff_named(*, viewer: Viewer, text: str, most: int = 12) -> list[StaffChoice]:
    """Return the present staff of the viewer's office whose name contains `text`, by name."""
    wanted = fold(text)
    if not wanted or viewer.agency_id is None:
        return []
    rows = CivilServant.objects.visible_to(viewer).filter(
        agency_id=viewer.agency_id, gone_on=None, folded__contains=wanted
    )
    found = rows.order_by("folded", "nip").values_list("pk", "name", "nip")
    return [StaffChoice(*row) for row in found[:most]]


def staff_with_nip(*, viewer: Viewer, nip: str) -> StaffChoice | None:
    """Return the one of the viewer's office who has this NIP or had it before, if present."""
    former = holders(viewer=viewer, nips=[nip])
    rows = CivilServant.objects.visible_to(viewer).filter(
        Q(nip=nip) | Q(pk__in=former.values()), gone_on=None
    )
    if viewer.agency_id is not None:
        rows = rows.filter(agency_id=viewer.agency_id)
    found = rows.values_list("pk", "name", "nip").first()
    return None if found is None else StaffChoice(*found)
