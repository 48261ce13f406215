"""An empty database for one benchmark, on a server of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from benchmarks import HOME
from payung.config.embedded import Server, running
from payung.config.migrate import create_embedded_database, migrate


@contextmanager
def database(*, safe: bool = True) -> Iterator[Server]:
    """Yield the server, migrated; `safe` waits for the disk at every commit, as in production."""
    with running(HOME, safe=safe) as server:
        create_embedded_database(server, "payung")
        migrate()
        yield server
        connection.close()
