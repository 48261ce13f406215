"""Finding a person for the command line: by sign-in word, or by the duty they hold at a place."""

from datetime import date

from django.db.models import Q

from payung.foundation.access.models import Duty, Person
from payung.foundation.access.sign_in import typed
from payung.kernel.people import Actor, Role, Viewer


class NobodyHolds(Exception):
    """Nobody holds this role at this place on this day."""

    def __init__(self, role: Role) -> None:
        super().__init__(str(role))
        self.role = role


class NoSuchPerson(Exception):
    """Nobody signs in with this word, or they may not act in this role at this place."""


def holder(
    *,
    viewer: Viewer,
    role: Role,
    regency_id: int,
    agency_id: int | None = None,
    sign_in: str = "",
    on: date,
    request_id: str,
) -> Actor:
    """
    Return the actor who holds `role` here on `on`: the one named, or the longest-serving.

    :raises NoSuchPerson: the one named does not hold it.
    :raises NobodyHolds: no one was named and no one holds it.
    """
    rows = Duty.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        role=role, regency_id=regency_id, agency_id=agency_id, starts_on__lte=on,
        person__is_active=True,
    ).select_related("person")  # fmt: skip
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if sign_in:
        rows = rows.filter(person__sign_in=typed(sign_in))
    duty = rows.order_by("starts_on", "id").first()
    if duty is None:
        raise NoSuchPerson(sign_in) if sign_in else NobodyHolds(role)
    return Actor(duty.person_id, duty.person.name, role, regency_id, agency_id, request_id)


def person_id_of(*, viewer: Viewer, sign_in: str) -> int:
    """Return the person's id. :raises NoSuchPerson: nobody signs in with this word."""
    found = Person.objects.filter(sign_in=typed(sign_in)).values_list("pk", flat=True).first()
    if found is None or viewer.role is not Role.SYSTEM:
        raise NoSuchPerson(sign_in)
    return int(found)
