"""Asks the database beside the browser, whose own loop keeps Django from it in this thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def aside(ask: Callable[[], T]) -> T:
    """Return what `ask` returns, from a thread of its own."""

    def asked() -> T:
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asked).result()
