"""
Counts wrong tries at what anybody may ask, per hour of the clock; beyond the limit nobody is told.

Every try is counted before its answer is looked up, so that a hundred at once are a hundred, and a
right answer gives its try back. Who asks on while the hour lasts does not prolong it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from payung.kernel.keyring import sealer

KEEP = timedelta(hours=2)
_log = logging.getLogger("payung.security")


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How many wrong tries an hour are answered. `name` keeps one kind of question from others."""

    name: str
    per_hour: int


CARD_BY_CODE = Allowance(name="card.code", per_hour=5)
CARD_BY_ADDRESS = Allowance(name="card.address", per_hour=30)
PAPER_BY_ADDRESS = Allowance(name="paper.address", per_hour=30)


def take(*, tries: dict[Allowance, str], at: datetime) -> bool:
    """
    Count one try for each (allowance, who or what), and return whether it may be answered.

    A sweep is told to the log once an hour and source, as soon as it is one.
    """
    keys = {_key(allowance, subject, at): allowance for allowance, subject in tries.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO access_signintry AS t (key, failures, last_at)
            SELECT unnest(%s::bytea[]), 1, %s
            ON CONFLICT (key) DO UPDATE SET failures = t.failures + 1, last_at = excluded.last_at
            RETURNING key, failures""",
            [sorted(keys), at],
        )
        counted = {keys[bytes(key)]: failures for key, failures in cursor.fetchall()}
        if max(counted.values()) == 1:
            cursor.execute("DELETE FROM access_signintry WHERE last_at < %s", [at - KEEP])
    for allowance, count in counted.items():
        if count == allowance.per_hour + 1:
            _log.warning("more than %s wrong tries: %s", allowance.per_hour, allowance.name)
    return all(count <= allowance.per_hour for allowance, count in counted.items())


def give_back(*, tries: dict[Allowance, str], at: datetime) -> None:
    """Take the try back that `take` counted: the answer was right."""
    keys = [_key(allowance, subject, at) for allowance, subject in tries.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_signintry SET failures = failures - 1 WHERE key = ANY(%s)", [keys]
        )


def _key(allowance: Allowance, subject: str, at: datetime) -> bytes:
    hour = f"{at:%Y%m%d%H}"
    return sealer().index(f"{allowance.name}\n{subject}\n{hour}", "access.try")
