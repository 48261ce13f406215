"""Whether a sign-in word and a password belong together; an unknown name takes the same time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password

from payung.foundation.access import slow_down
from payung.foundation.access.models import Person

LONGEST_PASSWORD = 1000


class NotMatched(Exception):
    """No such person, another password, or closed to this person: never said which."""


@dataclass
class MustWait(Exception):
    """Too many failures came from here; `left` is a few minutes at most."""

    left: timedelta


def typed(sign_in: str) -> str:
    """Return a sign-in word as it is kept: a NIP without its spaces, other words in lower case."""
    return (
        "".join(sign_in.replace(".", "").split())
        if _is_number(sign_in)
        else sign_in.strip().lower()
    )


def matched(*, sign_in: str, password: str, address: str, at: datetime) -> Person:
    """
    Return the person who signs in with these.

    :raises MustWait: slowed down; the password was not even looked at.
    :raises NotMatched: counted as a failure of this account at this address.
    """
    word = typed(sign_in)
    left = slow_down.wait(sign_in=word, address=address, at=at)
    if left:
        raise MustWait(left)
    person = Person.objects.filter(sign_in=word).first() if "\0" not in word else None
    if not _fits(person, password[:LONGEST_PASSWORD]):
        slow_down.note_failure(sign_in=word, address=address, at=at)
        raise NotMatched
    assert person is not None
    slow_down.note_success(sign_in=word, address=address)
    return person


def _fits(person: Person | None, password: str) -> bool:
    if person is None or not person.has_usable_password():
        make_password(password)  # the same work, so that the time tells nothing
        return False
    return check_password(password, person.password) and person.is_active


def _is_number(sign_in: str) -> bool:
    return all(sign.isdigit() or sign in " ." for sign in sign_in.strip())
