"""Devices a person signed in on before: known by a keyed mark that changes with the password."""

import hmac
import secrets

from payung.foundation.access.models import Person
from payung.kernel.keyring import sealer

MOST = 5
"""How many people one device remembers: a shared office machine."""


def fresh_device() -> str:
    """Return the name of a device that we never saw: 128 random bits."""
    return secrets.token_hex(16)


def mark_of(person: Person, device: str) -> str:
    """Return the mark this person leaves on a device; another password leaves another one."""
    said = f"{person.pk}\n{device}\n{person.get_session_auth_hash()}"
    return sealer().index(said, "access.device").hex()[:32]


def knows(person: Person | None, device: str, marks: list[str]) -> bool:
    """Whether the person signed in on this device since they chose their password."""
    if person is None or not device:
        return False
    mine = mark_of(person, device)
    return any(hmac.compare_digest(mine, mark) for mark in marks)
