"""The power goes out: a child process is killed at each statement of what it does."""

import itertools
import os
import signal
from collections.abc import Callable

from django.db import connection

from payung.foundation.audit.guards import tables

FEW, LAST = 5, 2
"""An act is killed at so many of its statements, and at so many of the last ones."""


def killed_at(statement: int, act: Callable[[], object]) -> bool:
    """Run `act` in a child that dies at its n-th statement; return whether it died."""
    connection.close()
    child = os.fork()
    if child == 0:
        count = itertools.count(1)

        def die(execute, sql, params, many, context):
            if next(count) == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(die):
            act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def killed_at_every_statement(act: Callable[[], object], *, at_most: int = 400) -> int:
    """Kill `act` at its first statement, its second, and so on; return how often it died."""
    for statement in range(1, at_most):
        if not killed_at(statement, act):
            return statement - 1
    raise AssertionError("it never came to an end")


def dies_along(act: Callable[[], object]) -> None:
    """
    Kill `act` at its first statement, its last ones and some in between, then after its commit.

    All deaths but the last leave everything as it was. Whoever called it did not hear that the
    last one was done: the caller goes on as somebody who presses again.
    """
    statements, before = _statements(act), _everything()
    step = max(1, statements // FEW)
    chosen = {*range(1, statements + 1, step), *range(statements + 1 - LAST, statements + 1)}
    for statement in sorted(number for number in chosen if number > 0):
        assert killed_at(statement, act), f"no statement {statement} of {statements}"
    assert _everything() == before, "a death left something behind"
    assert not killed_at(statements + 1, act), "it has more statements than it had"
    assert _everything() != before


def _statements(act: Callable[[], object]) -> int:
    """Return how many statements the act has, from a child that takes back all it did."""
    connection.close()
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        count = itertools.count()

        def counting(execute, sql, params, many, context):
            next(count)
            return execute(sql, params, many, context)

        connection.ensure_connection()
        connection._commit = connection._rollback
        with connection.execute_wrapper(counting):
            act()
        os.write(here, str(next(count)).encode())
        os._exit(0)
    os.close(here)
    os.waitpid(child, 0)
    with os.fdopen(there) as told:
        return int(told.read())


def _everything() -> tuple[int, ...]:
    """Return how many rows each table has; moves and events tell of changed states, too."""
    counts = [f"(SELECT count(*) FROM {model._meta.db_table})" for model in tables()]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}")
        return tuple(cursor.fetchone())


def rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]
