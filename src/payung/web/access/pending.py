"""Somebody whose password fitted and whose second factor is still to come: not yet signed in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from payung.foundation.access.models import Person
from payung.web.requests import Request

PENDING: Final = "pending"
LASTS: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Pending:
    """Who stands at the second door, and what they chose at the first."""

    person: Person
    wanted: str
    is_own_phone: bool


def begin(
    request: Request,
    person: Person,
    *,
    wanted: str,
    is_own_phone: bool = False,
) -> None:
    """Let a person stand at the second door for ten minutes, under a new session key."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "person": person.pk,
        "proof": person.get_session_auth_hash(),
        "at": request.at.timestamp(),
        "next": wanted,
        "own_phone": is_own_phone,
    }


def waiting(request: Request) -> Pending | None:
    """Return who stands there; nobody after ten minutes, or once the password has changed."""
    said = request.session.get(PENDING)
    if said is None or request.at.timestamp() - said["at"] > LASTS.total_seconds():
        return None
    person = Person.objects.filter(pk=said["person"], is_active=True).first()
    if person is None or person.get_session_auth_hash() != said["proof"]:
        return None
    return Pending(person, said["next"], said["own_phone"])


def end(request: Request) -> None:
    request.session.pop(PENDING, None)
