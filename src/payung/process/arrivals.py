"""Somebody came in: the visit is kept, and told to its owner where the device is a new one."""

from datetime import datetime

from payung.foundation.access import visits
from payung.foundation.audit.operation import operation
from payung.foundation.outbox.operations import queue_mail
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date_long, render_time
from payung.kernel.people import Actor


@operation
def arrive(
    *,
    person_id: int,
    key: str,
    device: str,
    is_new_device: bool,
    language: str = "id",
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep a sign-in and return its visit; a new device is told by e-mail, if they gave an address.

    :param key: the session key, of which only a keyed hash stays.
    :param language: of the pages at the sign-in, "id" or "en"; the mail speaks it.
    """
    is_first = not visits.came_before(person_id=person_id)
    visit_id = visits.begin(person_id=person_id, key=key, device=device, by=by, at=at)
    if is_new_device and not is_first:
        values = {
            "device": device,
            "date": render_date_long(in_wib(at).date(), language),
            "time": render_time(at),
        }
        queue_mail(
            key=f"new-device/{visit_id}",
            person_id=person_id,
            code="access.mail.new_device",
            values=values,
            language=language,
            by=by,
            at=at,
        )
    return visit_id
