"""What an account takes over from the staff list."""

from dataclasses import dataclass

from payung.kernel.people import Viewer
from payung.stages.registry.models import CivilServant


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A civil servant who is on the staff list now."""

    civil_servant_id: int
    nip: str
    name: str
    regency_id: int
    agency_id: int


def account_row(*, viewer: Viewer, civil_servant_id: int) -> AccountRow | None:
    """Return a present civil servant; None for one who is gone, or that the viewer may not see."""
    rows = CivilServant.objects.visible_to(viewer).filter(pk=civil_servant_id, gone_on=None)
    found = rows.values_list("pk", "nip", "name", "regency_id", "agency_id").first()
    return None if found is None else AccountRow(*found)
