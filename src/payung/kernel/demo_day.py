"""
How many days a demo's clock stands ahead of the real one. Nobody else's clock is ever moved.

Web server, worker and commands of a demo ask the same file each time, so that all of them turn to
another day at once. What is about the machine and not about the programme stays on the real clock:
an authenticator's code, and when the database wrote a row down.
"""

from datetime import datetime, timedelta
from pathlib import Path

_NONE = timedelta()
_followed: list[Path] = []


def follow(file: Path | None) -> None:
    """Let this process take the demo's day from `file`; None lets it keep the real one."""
    _followed[:] = [] if file is None else [file]


def ahead() -> timedelta:
    """Return by how much the service's clock is moved; nothing anywhere but in a demo."""
    if not _followed:
        return _NONE
    try:
        return timedelta(days=int(_followed[0].read_text()))
    except FileNotFoundError:
        return _NONE


def moved(real: datetime) -> datetime:
    """Return what the service takes the real instant for."""
    return real + ahead()


def real(at: datetime) -> datetime:
    """Return when it really was what the service takes for `at`."""
    return at - ahead()


def keep(file: Path, days: int) -> None:
    """Move the clock of a demo; who reads at the same moment sees the old day or the new one."""
    beside = file.with_suffix(".new")
    beside.write_text(str(days))
    beside.replace(file)
