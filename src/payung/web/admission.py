"""
When everybody comes at once: serve as many as the machine can, and tell the others honestly.

A page takes its turn; a few may wait for theirs. Whoever comes beyond that gets the waiting page
at once (S97), which asks nothing of the database. Nobody waits for an answer that never comes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from payung.web import errors

Handler = Callable[[HttpRequest], HttpResponse]
LONGEST_WAIT_SECONDS = 1.5


@dataclass
class Door:
    """How many are served at once and may wait, in one process."""

    at_once: int
    waiting: int
    _turns: BoundedSemaphore = field(init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    _inside: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._turns = BoundedSemaphore(self.at_once)

    def enter(self) -> bool:
        """Take a turn, waiting for it where few wait; False where the visitor is to come again."""
        with self._lock:
            if self._inside >= self.at_once + self.waiting:
                return False
            self._inside += 1
        if self._turns.acquire(timeout=LONGEST_WAIT_SECONDS):
            return True
        with self._lock:
            self._inside -= 1
        return False

    def leave(self) -> None:
        """Give the turn to the next."""
        self._turns.release()
        with self._lock:
            self._inside -= 1


def admit(answer: Handler) -> Handler:
    """Serve a request in its turn, or say when to come again."""
    door = Door(at_once=_chosen("SERVED_AT_ONCE"), waiting=_chosen("MAY_WAIT"))

    def handle(request: HttpRequest) -> HttpResponse:
        if not door.enter():
            return errors.waiting(request)
        try:
            return answer(request)
        finally:
            door.leave()

    return handle


def _chosen(name: str) -> int:
    return int(getattr(settings, name))
