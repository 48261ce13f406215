"""One `payung run` as a person has it: read line by line, stopped with Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from payung.kernel.wording import say
from tests.promises.house import ROOT

READY_SECONDS = 240
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
STOP = say("run.stop", "id")
"""The last line of a start: everything is up, and the passwords were told."""
TOLD = re.compile(r"^  \S.{21} (\S+) +(\S+)$(?:\n +autentikator (\S+))?", re.MULTILINE)


@dataclass(frozen=True)
class Access:
    """How somebody signs in until the next start. Sponsors need no authenticator."""

    sign_in: str
    password: str
    secret: str | None


class Running:
    """One service of a folder, which it is started in and leaves nothing in when it ends."""

    def __init__(self, home: Path, *words: str) -> None:
        env = {key: value for key, value in os.environ.items() if not key.startswith("PAYUNG_")}
        env.pop("DATABASE_URL", None)
        env |= {"PAYUNG_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        self._printed = home / f"printed-{time.monotonic_ns()}.txt"
        self._began = time.monotonic()
        with self._printed.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "payung.config.cli", "run", *words],
                env=env, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def printed(self) -> str:
        return self._printed.read_text()

    @property
    def people(self) -> list[Access]:
        """Return everybody of the demo, as they were told."""
        return people(self.printed)

    @property
    def is_over(self) -> bool:
        return self.process.poll() is not None

    def ready(self) -> float:
        """Wait until it serves and has told the passwords; return the seconds since its start."""
        return self.until(STOP)

    def until(self, words: str) -> float:
        """Wait until it says this; return the seconds since its start."""
        until = self._began + READY_SECONDS
        while time.monotonic() < until and not self.is_over:
            if words in self.printed:
                return time.monotonic() - self._began
            time.sleep(0.1)
        raise AssertionError(self.printed)

    @property
    def address(self) -> str:
        found = ADDRESS.search(self.printed)
        assert found is not None, self.printed
        return found[0]

    def interrupted(self) -> int:
        """Press Ctrl-C; return the exit status."""
        if not self.is_over:
            os.kill(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=60)


def people(printed: str) -> list[Access]:
    return [Access(*found.groups()) for found in TOLD.finditer(printed)]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def processes_of(home: Path) -> list[bytes]:
    """Return every process on this machine whose command line or environment names the folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            said = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in said and int(place.name) != os.getpid():
            found.append(said.replace(b"\0", b" ")[:200])
    return found
