"""How a NIK stands towards a sponsor who wants to name its holder."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.kernel.people import Viewer
from payung.stages.enrolment.states import OPEN

_STANDING = """
    SELECT
        EXISTS (SELECT FROM registry_civilservant c
            WHERE c.id = %(sponsor)s AND c.nik_index = %(index)s),
        (SELECT s.id FROM enrolment_sponsorship s JOIN registry_worker w ON w.id = s.worker_id
            WHERE w.nik_index = %(index)s AND s.sponsor_id = %(sponsor)s
                AND s.state = ANY(%(open)s)),
        EXISTS (SELECT FROM enrolment_sponsorship s JOIN registry_worker w ON w.id = s.worker_id
            WHERE w.nik_index = %(index)s AND s.sponsor_id <> %(sponsor)s
                AND s.state = ANY(%(open)s)),
        EXISTS (SELECT FROM registry_worker w
            WHERE w.nik_index = %(index)s AND w.died_on IS NOT NULL)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NikStanding:
    """
    What may be said, and what may not: that somebody is taken or dead is never shown as such.

    `mine` is this sponsor's open sponsorship of the same person.
    """

    is_own: bool = False
    mine: int | None = None
    is_taken: bool = False
    has_died: bool = False
    is_too_many: bool = False

    @property
    def is_free(self) -> bool:
        return not (self.is_taken or self.has_died or self.is_too_many)


def standing_of(*, viewer: Viewer, sponsor_id: int, index: bytes) -> NikStanding:
    """Return how the holder of a NIK stands, by its keyed hash; for operations only."""
    del viewer  # beyond every office: whose worker someone is decides, and is never shown
    values: dict[str, Any] = {"sponsor": sponsor_id, "index": index, "open": list(OPEN)}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        own, mine, taken, died = cursor.fetchone() or (False, None, False, False)
    return NikStanding(is_own=own, mine=mine, is_taken=taken, has_died=died)
