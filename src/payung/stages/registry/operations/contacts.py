"""How an office is reached, as its own officer keeps it; and how the branch is."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.registry.models import Agency, AgencyContact, Regency
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.problems import UnknownRegency

HOURS, ROOM = 60, 100
BRANCH_NAME, ADDRESS = 100, 200


@operation
def set_contact(
    *, agency_id: int, phone: str, hours: str, room: str, by: Actor, at: datetime
) -> None:
    """
    Keep the office's number, hours and room, which the public page of officers shows.

    :param phone: in E.164, or empty.
    :raises Agency.DoesNotExist: there is no such office, or it is not the actor's.
    """
    agency = Agency.objects.visible_to(by.viewer).get(pk=agency_id)
    AgencyContact.objects.update_or_create(
        agency=agency,
        defaults={"phone": phone, "hours": shown(hours)[:HOURS], "room": shown(room)[:ROOM]},
    )
    record("agency.contact_set", target=agency, by=by, at=at)


@operation
def set_branch_contact(
    *,
    regency_id: int,
    name: str,
    phone: str,
    address: str,
    hours: str,
    by: Actor,
    at: datetime,
) -> None:
    """
    Keep how the branch that looks after a regency is reached, as emergency pages show it.

    :param phone: in E.164, or empty; the public pages name the insurer's national line then.
    :raises OutsideScope, UnknownRegency: not the actor's regency, or none.
    """
    within_scope(by, regency_id)
    regency = Regency.objects.select_for_update().filter(pk=regency_id).first()
    if regency is None:
        raise UnknownRegency(regency_id)
    regency.branch_name = shown(name)[:BRANCH_NAME]
    regency.branch_phone = phone
    regency.branch_address = shown(address)[:ADDRESS]
    regency.branch_hours = shown(hours)[:HOURS]
    regency.save(update_fields=["branch_name", "branch_phone", "branch_address", "branch_hours"])
    record("regency.branch_contact_set", target=regency, by=by, at=at)
