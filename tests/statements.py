"""Prepared statements that outlive the rollback at the end of each test."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.signals import connection_created
from psycopg._preparing import Prepare, PrepareManager  # psycopg has no public name for it
from psycopg.pq.abc import PGresult

REMEMBERED = 1000


class Remembering(PrepareManager):
    """
    Forgets nothing at a rollback. psycopg does, because a table made in the transaction may be
    gone; our tests make none that way, and planning each statement anew took a third of the time.
    """

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *given: Any) -> bool:
        if all((found.command_status or b"").startswith(b"ROLLBACK") for found in results):
            return False
        return super()._should_discard(prep, results, *given)


def remember(connection: Any, **_: object) -> None:
    kept = Remembering()
    kept.prepare_threshold = connection.connection.prepare_threshold
    kept.prepared_max = REMEMBERED
    connection.connection._prepared = kept


def for_every_connection() -> None:
    """Called once, after the settings: the last to speak to a new connection."""
    connection_created.connect(remember)
