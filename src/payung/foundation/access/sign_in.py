"""Whether a sign-in word and a password belong together; an unknown name takes the same time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password

from payung.foundation.access import slow_down
from payung.foundation.access.devices import knows
from payung.foundation.access.models import FormerSignIn, Person
from payung.foundation.access.password_rules import LONGEST


class NotMatched(Exception):
    """No such person, another password, or closed to this person: never said which."""


@dataclass
class MustWait(Exception):
    """Too many failures came from here; `left` is a few minutes at most."""

    left: timedelta


@dataclass(frozen=True)
class Device:
    """What a browser brings along: its name, and the marks of those who signed in on it."""

    name: str = ""
    marks: list[str] = field(default_factory=list)


def typed(sign_in: str) -> str:
    """Return a sign-in word as it is kept: a NIP without its spaces, other words in lower case."""
    return (
        "".join(sign_in.replace(".", "").split())
        if _is_number(sign_in)
        else sign_in.strip().lower()
    )


def signs_in_with(word: str, at: datetime) -> Person | None:
    """
    Return whom this word leads to: their own, or for a while the one they had before.

    Both are looked for in one statement, so that how long it takes tells nothing.
    """
    if "\0" in word:
        return None
    before = FormerSignIn.objects.filter(sign_in=word, until__gt=at).values("person_id")
    own, earlier = Person.objects.filter(sign_in=word), Person.objects.filter(pk__in=before)
    return own.union(earlier, all=True).first()


def matched(
    *, sign_in: str, password: str, address: str, at: datetime, device: Device | None = None
) -> Person:
    """
    Return the person who signs in with these.

    On a device that the person signed in on before, only failures on that device count: whoever
    guesses from the same office or address slows only themselves down.

    :raises MustWait: slowed down; the password was not even looked at.
    :raises NotMatched: counted as a failure of this account at this address.
    """
    word = typed(sign_in)
    person = signs_in_with(word, at)
    if device is not None and knows(person, device.name, device.marks):
        address = f"device {device.name}"
    left = slow_down.wait(sign_in=word, address=address, at=at)
    if left:
        raise MustWait(left)
    if not _fits(person, password):
        slow_down.note_failure(sign_in=word, address=address, at=at)
        raise NotMatched
    assert person is not None
    slow_down.note_success(sign_in=word, address=address)
    return person


def fits(person: Person, password: str) -> bool:
    """Whether this is the password of somebody who is signed in already."""
    return _fits(person, password)


def _fits(person: Person | None, password: str) -> bool:
    is_long = len(password) > LONGEST
    if is_long or person is None or not person.has_usable_password():
        make_password(password[:LONGEST])  # the same work, so that the time tells nothing
        return False
    return check_password(password, person.password) and person.is_active


def _is_number(sign_in: str) -> bool:
    return all(sign.isdigit() or sign in " ." for sign in sign_in.strip())
