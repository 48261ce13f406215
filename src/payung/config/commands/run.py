"""`payung run`: web server and worker on one machine, started and stopped together."""

import argparse
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.core.management import call_command
from django.db import DatabaseError

from payung.config import databases
from payung.config.commands import demo
from payung.config.web_server import give_the_word
from payung.jobs.acting import now, today
from payung.jobs.demo import credentials, loading, unfinished
from payung.kernel.dates import render_date_long
from payung.kernel.demo_day import ahead
from payung.kernel.wording import say

PATIENCE_SECONDS = 30


_stops: list[bool] = []
"""Not empty once we were asked to end."""


class Stopped(Exception):
    """The person pressed Ctrl-C, or the machine asked us to end."""


def run(wanted: argparse.Namespace) -> int:
    """Serve until Ctrl-C, then stop what was started; 1 when a part did not start or fell over."""
    if _taken(wanted.port):
        _end([wanted.web])
        _tell("run.port_taken", wanted, port=str(wanted.port))
        return 1
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _stop)
    children: list[subprocess.Popen[bytes]] = [wanted.web]
    try:
        call_command("collectstatic", verbosity=0, interactive=False)
        with unfinished.one_at_a_time(partial(_tell, "run.demo_waits", wanted)):
            _fill(wanted)
        give_the_word(wanted.web)
        if not _answers(wanted.port, wanted.web):
            _tell("run.no_answer", wanted)
            return 1
        children.append(_start([sys.executable, "-m", "payung.config.cli", "worker"]))
        address = f"http://127.0.0.1:{wanted.port}/"
        _tell("run.ready", wanted, address=address)
        for line in credentials.renew(lang=wanted.lang, at=now(), address=address):
            sys.stdout.write(f"{line}\n")
        if ahead():
            _tell("run.demo_day", wanted, day=render_date_long(today(), wanted.lang))
        _tell("run.stop", wanted)
        return _watch(children, wanted)
    except Stopped:
        return 0
    except DatabaseError:
        # Ctrl-C in the middle of a commit comes back as the driver's complaint about it.
        if not _stops:
            raise
        return 0
    finally:
        _end(children)


def _fill(wanted: argparse.Namespace) -> None:
    """Load the demo into an empty database; half a demo is of no use, and is wiped first."""
    if unfinished.was_cut_off() and databases.uses_embedded():
        _tell("run.demo_cut_off", wanted)
        demo.begin_anew()
    if loading.database_is_empty():
        credentials.forget()
        if not wanted.empty:
            demo.load(wanted)


def _start(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def _watch(children: "list[subprocess.Popen[bytes]]", wanted: argparse.Namespace) -> int:
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    _tell("run.fell_over", wanted)
    return 1


def _end(children: "list[subprocess.Popen[bytes]]") -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=25)
        except subprocess.TimeoutExpired:
            child.kill()


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _answers(port: int, server: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return True
        except HTTPError:
            return False
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(_number: int, _frame: FrameType | None) -> None:
    _stops.append(True)
    raise Stopped


def _tell(code: str, wanted: argparse.Namespace, **values: str) -> None:
    sys.stdout.write(say(code, wanted.lang, **values) + "\n")
    sys.stdout.flush()
