"""Which messages a person wants."""

from collections.abc import Collection
from datetime import datetime

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor


@operation
def choose_messages(*, person_id: int, unwanted: Collection[str], by: Actor, at: datetime) -> None:
    """Keep the codes of the messages that a person does not want; all others are prepared."""
    person = Person.objects.select_for_update().get(pk=person_id)
    person.unwanted = sorted(set(unwanted))
    person.save(update_fields=["unwanted"])
    record("person.messages_chosen", target=person, by=by, at=at, unwanted=person.unwanted)
