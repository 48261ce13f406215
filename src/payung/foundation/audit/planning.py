"""How the database is to read where row security misleads its planner."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg.pq import TransactionStatus


@contextmanager
def whole_tables() -> Iterator[None]:
    """
    Let the database read tables from end to end, for what concerns most of their rows.

    It cannot know that row security hides nothing from the system, takes every table for a few
    rows, and would walk the whole of one for each row of another: hours instead of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET enable_nestloop = off")
        try:
            yield
        finally:
            if cursor.connection.info.transaction_status is not TransactionStatus.INERROR:
                cursor.execute("RESET enable_nestloop")  # a failed transaction undoes it itself
