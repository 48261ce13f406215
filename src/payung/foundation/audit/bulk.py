"""Many rows into one table at once, by COPY."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from psycopg import Copy


@contextmanager
def copying(table: str, columns: Sequence[str]) -> Iterator[Copy]:
    """
    Write rows of these columns; the errors are Django's, as those of every other statement are.

    PostgreSQL does not copy into a table with row security, so the rows go by way of a temporary
    one. Runs inside the caller's transaction.
    """
    listed = ", ".join(f'"{column}"' for column in columns)
    waiting = f"waiting_{table}"
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {waiting} AS SELECT {listed} FROM {table} LIMIT 0")
        with cursor.copy(f"COPY {waiting} ({listed}) FROM STDIN") as copy:
            yield copy
        cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {waiting}")
        cursor.execute(f"DROP TABLE {waiting}")
