"""`payung run`: one command, a running service; the data stay, and nothing is left running."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.config.places import open_folder
from tests.promises.house import ROOT

READY_SECONDS = 240
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder():
    with open_folder() as place:
        yield place


class Running:
    """One `payung run`, read line by line, stopped as a person stops it."""

    def __init__(self, home, *words):
        env = {key: value for key, value in os.environ.items() if not key.startswith("PAYUNG_")}
        env.pop("DATABASE_URL", None)
        env |= {"PAYUNG_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        self.printed = home / "printed.txt"
        with self.printed.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "payung.config.cli", "run", *words],
                env=env, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def address(self):
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            if found := ADDRESS.search(self.printed.read_text()):
                return found[0]
            time.sleep(0.2)
        raise AssertionError(self.printed.read_text())

    def interrupted(self):
        """Press Ctrl-C; return the exit status and what was printed."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=60), self.printed.read_text()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def processes_of(home):
    """Every process on this machine whose command line or environment names the folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            said = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in said and int(place.name) != os.getpid():
            found.append(said.replace(b"\0", b" ")[:200])
    return found


@pytest.fixture
def run(folder):
    started = []

    def start(*words):
        started.append(Running(folder, *words))
        return started[-1]

    yield start
    for one in started:
        one.interrupted()


def test_from_nothing_to_a_page_and_back_to_nothing(run, folder):
    service = run("--size", "small", "--port", free_port())

    with urlopen(service.address(), timeout=10) as page:
        status, shown = page.status, page.read().decode()
    ended, printed = service.interrupted()

    assert status == 200
    assert '<html lang="id"' in shown
    assert "Traceback" not in printed
    assert ended == 0
    assert processes_of(folder) == []


def test_the_second_start_is_quick_and_keeps_the_data(run, folder):
    first = run("--size", "small", "--port", free_port())
    first.address()
    first.interrupted()
    before = time.monotonic()
    service = run("--size", "small", "--port", free_port())
    service.address()
    seconds = time.monotonic() - before
    _, printed = service.interrupted()

    assert "Memuat contoh" not in printed
    assert seconds < 30, "the aim is 5 on a quiet machine"


def test_two_at_once_share_the_database_and_end_apart(run, folder):
    first = run("--size", "small", "--port", free_port())
    first.address()
    second = run("--size", "small", "--port", free_port())
    second.address()

    first.interrupted()
    with urlopen(second.address(), timeout=10) as page:
        assert page.status == 200
    second.interrupted()

    assert processes_of(folder) == []


def test_a_port_in_use_is_said_in_words(run, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        service = run("--port", str(taken.getsockname()[1]), "--empty")
        ended = service.process.wait(timeout=60)

    assert ended == 1
    assert "sudah dipakai" in service.printed.read_text()


def test_no_password_is_the_same_after_the_next_start(run, folder):
    passwords = []
    for _ in range(2):
        service = run("--size", "small", "--port", free_port())
        service.address()
        time.sleep(2)
        passwords.append(set(re.findall(r"\S{12,}", service.interrupted()[1])))

    assert passwords[0] != passwords[1]
