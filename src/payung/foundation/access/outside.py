"""Who a person is at the single sign-on, by issuer and subject; an e-mail address says nothing."""

from datetime import datetime

from django.db import IntegrityError, transaction

from payung.foundation.access.models import OutsideIdentity, Person
from payung.foundation.access.problems import IdentityTaken
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor


@operation
def link(*, person_id: int, issuer: str, subject: str, by: Actor, at: datetime) -> None:
    """
    Let a person come in as this subject of this issuer; an earlier one of the issuer goes.

    :raises IdentityTaken: another person is linked with it.
    """
    OutsideIdentity.objects.filter(person_id=person_id, issuer=issuer).delete()
    try:
        with transaction.atomic():
            made = OutsideIdentity.objects.create(
                person_id=person_id, issuer=issuer, subject=subject, linked_at=at
            )
    except IntegrityError as problem:
        raise IdentityTaken from problem
    record("person.linked", target=made, by=by, at=at, issuer=issuer)


@operation
def unlink(*, person_id: int, by: Actor, at: datetime) -> None:
    """Let a person come in with their password only."""
    count, _ = OutsideIdentity.objects.filter(person_id=person_id).delete()
    record("person.unlinked", by=by, at=at, row_count=count, person_id=person_id)


def person_linked(*, issuer: str, subject: str) -> Person | None:
    """Return the active person linked with this identity."""
    found = OutsideIdentity.objects.filter(
        issuer=issuer, subject=subject, person__is_active=True
    ).select_related("person")
    identity = found.first()
    return None if identity is None else identity.person


def is_linked(*, person_id: int, issuer: str) -> bool:
    return OutsideIdentity.objects.filter(person_id=person_id, issuer=issuer).exists()
