"""A person's own e-mail address and WhatsApp number, sealed."""

from datetime import datetime
from typing import Final

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.kernel.phone import parse_phone

EMAIL_PLACE: Final = "access_person.email"
PHONE_PLACE: Final = "access_person.phone"


@operation
def set_contact(*, person_id: int, email: str, phone: str, by: Actor, at: datetime) -> None:
    """
    Keep how a person wants to be reached; empty means not at all.

    :raises Unreadable: the number is none.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    number = str(parse_phone(phone)) if phone.strip() else ""
    person.email_sealed = sealer().seal(email, EMAIL_PLACE) if email else None
    person.phone_sealed = sealer().seal(number, PHONE_PLACE) if number else None
    person.save(update_fields=["email_sealed", "phone_sealed"])
    record(
        "person.contact_set",
        target=person,
        by=by,
        at=at,
        has_email=bool(email),
        has_phone=bool(number),
    )


def contact_of(person: Person) -> tuple[str, str]:
    """Return the e-mail address and the number of the person who looks at their own account."""
    email, phone = person.email_sealed, person.phone_sealed
    return (
        sealer().open(bytes(email), EMAIL_PLACE) if email else "",
        sealer().open(bytes(phone), PHONE_PLACE) if phone else "",
    )
