"""The officer's duty goes to a colleague of the same office, found by NIP."""

from datetime import datetime

from payung.foundation.access.operations_handing import hand_over_duty
from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.process.accounts import person_for_civil_servant
from payung.stages.registry.queries import staff_by_nip


class NotAColleague(Exception):
    """Nobody of this office is on the staff list under that NIP."""


@operation
def hand_over_office(*, nip: str, by: Actor, at: datetime) -> int:
    """
    Give the actor's duty at their office to the colleague with this NIP; return the new duty.

    :raises NotAColleague: on no staff list, gone, or of another office.
    :raises CannotSignIn, DutyHeld, GrantsSelf, NotTheirsToGrant: as `hand_over_duty`.
    """
    found = staff_by_nip(viewer=by.viewer, regency_id=by.regency_id or 0, nips=[nip]).get(nip)
    if found is None or found.gone_on is not None or found.agency_id != by.agency_id:
        raise NotAColleague
    person_id = person_for_civil_servant(civil_servant_id=found.civil_servant_id, by=by, at=at)
    return hand_over_duty(to_person_id=person_id, by=by, at=at)
