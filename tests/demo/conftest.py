"""
The demo, loaded once for all tests that need it, however many workers there are.

Whoever comes first loads it with a real `payung run` in an empty folder, and writes down what that
was like; the others wait for it. One worker at a time has the service of the folder running.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import IO
from urllib.request import urlopen

import pytest

from tests.conftest import HOME
from tests.demo.running import Running, free_port, processes_of
from tests.journeys.conftest import faults  # noqa: F401  # pytest finds fixtures by name

SMALL = ("--size", "small")


@dataclass(frozen=True, kw_only=True)
class FirstStart:
    """What the start from nothing was like."""

    status: int
    page: str
    printed: str
    ended: int
    left: list[str]
    seconds: float


@dataclass(frozen=True)
class Demo:
    """The folder with the demo in it."""

    home: Path
    first: FirstStart


class Service:
    """The service over the demo; started when it is first needed, and again if it was stopped."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._running: Running | None = None
        self.seconds = 0.0
        """How long the start took."""

    def up(self) -> Running:
        if self._running is None or self._running.is_over:
            self._running = Running(self.home, *SMALL, "--port", free_port())
            self.seconds = self._running.ready()
        return self._running

    def down(self) -> int:
        """Stop it; return the exit status of what ran last."""
        return 0 if self._running is None else self._running.interrupted()


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The folder of this test run; the last worker that used it clears it away."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    home = Path(gettempdir()) / f"payung-demo-{run[:12]}"
    with (HOME / "demo.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            home.mkdir(exist_ok=True)
            home.chmod(0o755)  # the database's own user must get in
            with _alone(home):
                told = home / "first.json"
                if not told.exists():
                    told.write_text(json.dumps(asdict(_from_nothing(home))))
            yield Demo(home, FirstStart(**json.loads(told.read_text())))
        finally:
            if _is_last(users):
                shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="package")
def service(demo: Demo) -> Iterator[Service]:
    with _alone(demo.home):
        kept = Service(demo.home)
        yield kept
        kept.down()


def _from_nothing(home: Path) -> FirstStart:
    running = Running(home, *SMALL, "--port", free_port())
    try:
        seconds = running.ready()
        with urlopen(running.address, timeout=10) as page:
            status, shown = page.status, page.read().decode()
    finally:
        ended = running.interrupted()
    left = [one.decode(errors="replace") for one in processes_of(home)]
    return FirstStart(
        status=status,
        page=shown,
        printed=running.printed,
        ended=ended,
        left=left,
        seconds=seconds,
    )


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / "alone.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
