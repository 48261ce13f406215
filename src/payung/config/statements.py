"""Which prepared statements a connection keeps, and that it keeps them (ADR 0017)."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.signals import connection_created
from psycopg._preparing import Prepare, PrepareManager  # psycopg has no public name for it
from psycopg.pq.abc import PGresult

REMEMBERED = 300
"""
Prepared statements a connection keeps, about 150 KB each in the server. psycopg keeps 100: one form
in three already runs 145 that repeat, and each pushed out another.
"""
_KEEPS = (b"ROLLBACK", b"DROP TABLE")


class Remembering(PrepareManager):
    """
    Forgets nothing at a rollback or at the end of a temporary table.

    psycopg does, because a table may be gone and come back as another. The application's role makes
    temporary tables only, each the same whenever it comes; PostgreSQL looks it up by name again.
    Every refusal and every trial that is rolled back cost the next statements their plans.
    """

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *given: Any) -> bool:
        if all((found.command_status or b"").startswith(_KEEPS) for found in results):
            return False
        return super()._should_discard(prep, results, *given)


def remember(connection: Any, **_: object) -> None:
    """Let a new connection of the application keep what it has prepared; the owner's forgets."""
    if connection.alias == "owner":
        return
    kept = Remembering()
    kept.prepare_threshold = connection.connection.prepare_threshold
    kept.prepared_max = REMEMBERED
    connection.connection._prepared = kept


def keep_for_every_connection() -> None:
    connection_created.connect(remember)
