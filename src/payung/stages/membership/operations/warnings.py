"""Keeps at which step people were told that a worker would lose cover: once for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor

# Two runs at once wait for each other at the constraint; the second finds the row and passes by.
_NOTE: Final = """
    INSERT INTO membership_lapsewarning (sponsorship_id, loses_on, step, cause, warned_at)
    SELECT w.sponsorship_id, w.loses_on, w.step, w.cause, %s
    FROM unnest(%s::bigint[], %s::date[], %s::text[], %s::text[])
        AS w (sponsorship_id, loses_on, step, cause)
    ORDER BY w.sponsorship_id
    ON CONFLICT (sponsorship_id, loses_on, step) DO NOTHING
    RETURNING sponsorship_id, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A sponsorship whose worker loses cover on a day, and the step that was reached."""

    sponsorship_id: int
    loses_on: date
    step: str
    cause: str


@operation
def note_warnings(*, reached: Sequence[Reached], by: Actor, at: datetime) -> dict[int, int]:
    """
    Keep the steps that are new, and return their rows by sponsorship; the known are left out.

    Whoever sends the messages does so in the same transaction: both are kept, or neither.
    """
    values: list[list[Any]] = [
        [one.sponsorship_id for one in reached],
        [one.loses_on for one in reached],
        [one.step for one in reached],
        [one.cause for one in reached],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [at, *values])
        made = dict(cursor.fetchall())
    record("lapse.warned", by=by, at=at, row_count=len(made))
    return made
