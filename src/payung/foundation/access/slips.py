"""What stands on the slip that hands a code to somebody: their name, and what they sign in with."""

from collections.abc import Collection
from dataclasses import dataclass

from payung.foundation.access.models import Duty
from payung.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class Slip:
    person_id: int
    name: str
    sign_in: str
    agency_id: int | None


def slips_of(*, viewer: Viewer, person_ids: Collection[int]) -> dict[int, Slip]:
    """Return the slips of these people, as far as they have a duty where the viewer looks."""
    rows = Duty.objects.filter(person_id__in=list(person_ids), person__is_active=True)
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if not viewer.sees_all_agencies:
        rows = rows.filter(agency_id=viewer.agency_id or 0)
    fields = ("person_id", "person__name", "person__sign_in", "agency_id")
    return {row[0]: Slip(*row) for row in rows.order_by("-starts_on", "-pk").values_list(*fields)}
