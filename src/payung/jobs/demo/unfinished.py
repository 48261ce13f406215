"""Half a demo is of no use: marks that one was begun, until it is whole; one at a time."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def one_at_a_time(told: Callable[[], None]) -> Iterator[None]:
    """Wait while another start loads the demo of this folder; `told` is called before waiting."""
    with (settings.HOME / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def begun() -> None:
    """Mark this database before anything is in it."""
    _mark().write_text(_this_database())


def done() -> None:
    """Take the mark away: the demo is whole."""
    _mark().unlink(missing_ok=True)


def was_cut_off() -> bool:
    """Whether a demo was begun in this database and never finished: stopped, or the power went."""
    return _mark().exists() and _mark().read_text() == _this_database()


def _mark() -> Path:
    return Path(settings.HOME) / "demo.unfinished"


def _this_database() -> str:
    """Return what tells this database from every other, also from a later one of its name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (number,) = cursor.fetchone()
    said = connection.settings_dict
    return f"{said['HOST']}:{said['PORT']}/{said['NAME']} {number}"
