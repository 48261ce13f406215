"""The power goes out: a child process is killed at each statement of what it does."""

import itertools
import os
import signal
from collections.abc import Callable

from django.db import connection


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


def rows_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]
