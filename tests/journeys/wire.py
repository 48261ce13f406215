"""A wire between browser and service that goes dead once: on the way there, or on the way back."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from threading import Event, Thread
from urllib.parse import urlsplit

CHUNK = 65_536
PATIENCE_S = 10


class Breaks(Enum):
    """Where the next form is lost."""

    NOWHERE = "nowhere"
    BEFORE = "before"
    """Half of the form arrives: nothing can have been done."""
    AFTER = "after"
    """The form arrives whole and is answered; the answer is lost."""


class Wire:
    """Passes everything on, until `breaks` says otherwise; whatever breaks, breaks once."""

    def __init__(self, site: str) -> None:
        self.there = (str(urlsplit(site).hostname), urlsplit(site).port or 80)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.breaks = Breaks.NOWHERE
        self.broken = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                here, _ = self.listener.accept()
            except OSError:
                return  # closed: the test is over
            Thread(target=self._pass_on, args=[here], daemon=True).start()

    def _pass_on(self, here: socket.socket) -> None:
        with here, socket.create_connection(self.there, timeout=PATIENCE_S) as there:
            here.settimeout(PATIENCE_S)
            asked = _whole(here)
            breaks, is_form = self.breaks, asked.startswith(b"POST")
            if is_form and breaks is not Breaks.NOWHERE:
                self.breaks = Breaks.NOWHERE
                half = breaks is Breaks.BEFORE
                there.sendall(asked[: len(asked) // 2] if half else asked)
                if not half:
                    there.recv(CHUNK)  # it was done: the service answers after its commit
                there.close()
                self.broken.set()
                here.recv(CHUNK)  # nothing comes back, until whoever waits gives up
                return
            there.sendall(asked)
            while part := there.recv(CHUNK):
                here.sendall(part)


def _whole(here: socket.socket) -> bytes:
    """Return one request with its body; the wire asks the service to hang up after it."""
    asked = b""
    while b"\r\n\r\n" not in asked:
        part = here.recv(CHUNK)
        if not part:
            return asked
        asked += part
    head, _, body = asked.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
    length = int(lengths[0].partition(b":")[2]) if lengths else 0
    while len(body) < length:
        body += here.recv(CHUNK)
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


@contextmanager
def wire_to(site: str) -> Iterator[Wire]:
    wire = Wire(site)
    Thread(target=wire.serve, daemon=True).start()
    try:
        yield wire
    finally:
        wire.listener.close()
