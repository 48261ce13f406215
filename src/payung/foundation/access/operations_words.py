"""A civil servant signs in with a new NIP; the earlier one leads to the same person for a while."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from payung.foundation.access.models import FormerSignIn, Person
from payung.foundation.access.problems import SignInTaken
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor

BOTH_FOR: Final = timedelta(days=90)
"""Long enough for a printed letter and for who signs in once a quarter."""


@operation
def sign_in_with(
    *, civil_servant_id: int, sign_in: str, keeps_earlier: bool, by: Actor, at: datetime
) -> int | None:
    """
    Let the person of a civil servant sign in with another word; return them, if they have one.

    Password, authenticator, devices and open sessions stay: the person is the same.

    :param keeps_earlier: the earlier word leads to them for 90 days; no, where it never was theirs.
    :raises SignInTaken: another person signs in with it, or did lately.
    """
    person = Person.objects.select_for_update().filter(civil_servant_id=civil_servant_id).first()
    if person is None or not person.sign_in.isdigit():  # somebody invited by a word keeps it
        record("person.word_kept", by=by, at=at, target=person)
        return None
    if person.sign_in == sign_in:  # two people said the same at once, and one of them was second
        record("person.word_kept", by=by, at=at, target=person)
        return int(person.pk)
    FormerSignIn.objects.filter(person=person, sign_in=sign_in).delete()
    others = FormerSignIn.objects.filter(sign_in=sign_in, until__gt=at)
    if others.exists():
        raise SignInTaken
    if keeps_earlier:
        FormerSignIn.objects.filter(sign_in=person.sign_in).delete()
        FormerSignIn.objects.create(person=person, sign_in=person.sign_in, until=at + BOTH_FOR)
    person.sign_in = sign_in
    try:
        with transaction.atomic():
            person.save(update_fields=["sign_in"])
    except IntegrityError as problem:
        raise SignInTaken from problem
    record("person.word_changed", target=person, by=by, at=at, keeps_earlier=keeps_earlier)
    return int(person.pk)
