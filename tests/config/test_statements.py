"""What a connection has prepared stays prepared, whatever is taken back meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from psycopg._preparing import PrepareManager

from payung.config import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh() -> Iterator[Any]:
    made = connections.create_connection("default")
    made.connect()
    statements.remember(made)
    yield made
    made.close()


def _run(made: Any, statement: str, times: int = 6) -> list[tuple[Any, ...]]:
    with made.cursor() as cursor:
        for _ in range(times):
            cursor.execute(statement, [1])
        return list(cursor.fetchall())


def _kept(made: Any) -> int:
    with made.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return int(cursor.fetchone()[0])


def test_a_connection_remembers_more_than_psycopg_would(fresh: Any) -> None:
    for number in range(150):
        _run(fresh, f"SELECT {number}, %s::int", times=4)
    assert _kept(fresh) == 150


def test_a_refusal_and_a_trial_that_is_rolled_back_cost_no_plans(fresh: Any) -> None:
    _run(fresh, "SELECT 'sekali', %s::int")
    with fresh.cursor() as cursor:
        for statement in ("BEGIN", "SAVEPOINT trial", "ROLLBACK TO SAVEPOINT trial", "ROLLBACK"):
            cursor.execute(statement)
    _run(fresh, "SELECT 'sekali', %s::int", times=1)
    assert _kept(fresh) == 1


def test_a_temporary_table_that_comes_again_is_read_anew(fresh: Any) -> None:
    for number in range(8):
        with fresh.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE waiting AS SELECT 1 AS one, %s::int AS n", [number])
            assert _run(fresh, "SELECT n FROM waiting WHERE one = %s::int", times=2) == [(number,)]
            cursor.execute("DROP TABLE waiting")
    assert _kept(fresh) >= 1


def test_a_statement_that_failed_while_it_was_prepared_is_prepared_again(fresh: Any) -> None:
    for _ in range(6):
        with fresh.cursor() as cursor, pytest.raises(Exception, match="division"):
            cursor.execute("SELECT 1 / %s::int", [0])
    assert _run(fresh, "SELECT 1 / %s::int") == [(1,)]


def test_the_owner_who_makes_tables_forgets_as_psycopg_does(fresh: Any) -> None:
    psycopgs_own = PrepareManager()
    fresh.connection._prepared = psycopgs_own
    fresh.alias = "owner"
    statements.remember(fresh)
    assert fresh.connection._prepared is psycopgs_own
