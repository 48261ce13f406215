"""Villages to choose from, rows past the walls, and a database that refuses: fixtures."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from payung.config.embedded import OWNER_ROLE, Server
from tests.web.sponsor.signing_up import villages


@pytest.fixture
def places(site: str) -> str:
    """Load villages before the browser's own loop starts."""
    villages()
    connection.close()
    return site


@pytest.fixture
def rows(own_database: Server) -> Iterator[Callable[[str], int]]:
    """Return a function that counts rows, past the service and its walls."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(
        **own_database.url(role=OWNER_ROLE, database=name), autocommit=True
    ) as session:

        def count(table: str) -> int:
            found = session.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            )
            return int((found.fetchone() or (0,))[0])

        yield count


@pytest.fixture
def refusing(own_database: Server) -> Iterator[Callable[[str], Callable[[], None]]]:
    """Return a function that lets the database refuse to write to a table, and undoes it."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(
        **own_database.url(role=OWNER_ROLE, database=name), autocommit=True
    ) as session:
        session.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'disk full'; END $$"
        )

        def refuse(table: str) -> Callable[[], None]:
            where = sql.Identifier(table)
            session.execute(
                sql.SQL(
                    "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {}"
                    " FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
                ).format(where)
            )
            return lambda: (
                session.execute(sql.SQL("DROP TRIGGER refuse ON {}").format(where)) and None
            )

        yield refuse


@pytest.fixture
def held_up(own_database: Server) -> Iterator[Callable[[str], Callable[[], None]]]:
    """Return a function that lets whoever writes to a table wait, and one that lets them go on."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(**own_database.url(role=OWNER_ROLE, database=name)) as session:

        def hold(table: str) -> Callable[[], None]:
            session.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))
            return session.commit

        yield hold
