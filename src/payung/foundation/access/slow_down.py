"""Slows guessing down and locks nobody out: the wait is short, and only where guesses came from."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from payung.kernel.keyring import sealer

FORGET_AFTER = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=5)
SHORTEST_WAIT = timedelta(seconds=15)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many failures are free, before each further one doubles the wait."""

    name: str
    free: int


BY_ACCOUNT_AND_ADDRESS = Limit(name="both", free=5)
BY_ADDRESS = Limit(name="address", free=50)
"""A whole office shares one address, and forgets its passwords on the same morning."""


def wait(*, sign_in: str, address: str, at: datetime) -> timedelta:
    """Return how long this address must wait before it may try this account again; zero mostly."""
    keys = _keys(sign_in, address)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, failures, last_at FROM access_signintry WHERE key = ANY(%s)",
            [list(keys)],
        )
        found = cursor.fetchall()
    waits = [_wait(keys[bytes(key)], failures, last_at, at) for key, failures, last_at in found]
    return max(waits, default=timedelta())


def note_failure(*, sign_in: str, address: str, at: datetime) -> None:
    """Count one failure; an hour without any begins at one again."""
    rows = [(key, at, at - FORGET_AFTER) for key in sorted(_keys(sign_in, address))]
    with connection.cursor() as cursor:
        cursor.executemany(
            """INSERT INTO access_signintry AS t (key, failures, last_at) VALUES (%s, 1, %s)
            ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at,
                failures = CASE WHEN t.last_at < %s THEN 1 ELSE t.failures + 1 END""",
            rows,
        )
        cursor.execute("DELETE FROM access_signintry WHERE last_at < %s", [at - 2 * FORGET_AFTER])


def note_success(*, sign_in: str, address: str) -> None:
    """Forget the failures of this account from this address; the address itself is remembered."""
    keys = _keys(sign_in, address)
    own = [key for key, limit in keys.items() if limit is BY_ACCOUNT_AND_ADDRESS]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_signintry WHERE key = ANY(%s)", [own])


def _keys(sign_in: str, address: str) -> dict[bytes, Limit]:
    place = "access.sign_in_try"
    return {
        sealer().index(f"{sign_in}\n{address}", place): BY_ACCOUNT_AND_ADDRESS,
        sealer().index(address, place): BY_ADDRESS,
    }


def _wait(limit: Limit, failures: int, last_at: datetime, at: datetime) -> timedelta:
    beyond = failures - limit.free
    if beyond < 0 or at - last_at > FORGET_AFTER:
        return timedelta()
    doublings = min(beyond, 10)
    wanted = min(SHORTEST_WAIT * (1 << doublings), LONGEST_WAIT)
    return max(last_at + wanted - at, timedelta())
