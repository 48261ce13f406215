"""How an office is reached, as its own officer keeps it."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.registry.models import Agency, AgencyContact

HOURS, ROOM = 60, 100


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
