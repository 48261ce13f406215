"""The one way to change anything: atomic, with a named actor, and never without a trace."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from payung.kernel.people import Actor

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Running:
    """An operation at work: who acts, when, and the events it left so far."""

    by: Actor
    at: datetime
    events: list[int] = field(default_factory=list)

    def acts_as(self, other: "Running | None") -> bool:
        """Return whether the database already carries this actor, as `other` named it."""
        return other is not None and (self.by, self.at) == (other.by, other.at)


_running: ContextVar[Running | None] = ContextVar("payung_running", default=None)


class NothingRecorded(AssertionError):
    """An operation ended without an audit event. The change is rolled back."""


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """
    Run `function` in one transaction, with its actor known to the database.

    Triggers read the actor from the transaction's settings, so that a state change carries who,
    in which role and when, however it was written. The function must call `record` at least once.

    :raises NothingRecorded: the function left no audit event; nothing is kept.
    """
    _refuse_wrong_shape(function)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        mine = Running(kwargs["by"], kwargs["at"])  # type: ignore[arg-type]  # objects to mypy
        outer = _running.get()
        token = _running.set(mine)
        try:
            with transaction.atomic():
                if not mine.acts_as(outer):
                    _name_actor(mine.by, mine.at)
                result = function(*args, **kwargs)
                if not mine.events:
                    raise NothingRecorded(function.__qualname__)
                if outer is not None and not mine.acts_as(outer):
                    # What the outer operation still writes is its own actor's.
                    _name_actor(outer.by, outer.at)
        finally:
            _running.reset(token)
        if outer is not None:
            outer.events.extend(mine.events)
        return result

    run.is_operation = True  # type: ignore[attr-defined]  # read by the promise tests
    return run


def note_recorded(event_id: int) -> None:
    """Tell the running operation that it left an event."""
    running = _running.get()
    if running is not None:
        running.events.append(event_id)


def _name_actor(by: Actor, at: datetime) -> None:
    settings: dict[str, Any] = {
        "payung.actor_id": by.person_id,
        "payung.role": by.role,
        "payung.agency_id": by.agency_id,
        "payung.request_id": by.request_id,
        "payung.reason": "",
        "payung.at": at.isoformat(),
        # What must never happen twice is checked beyond what the actor may see (see `scope`).
        "payung.scope": "system",
    }
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    values = [part for name, value in settings.items() for part in (name, _text(value))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", values)


def give_reason(reason: str) -> None:
    """Set the reason that the state moves of this transaction carry from here on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('payung.reason', %s, true)", [reason[:300]])


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _refuse_wrong_shape(function: Callable[..., object]) -> None:
    parameters = signature(function).parameters
    if not {"by", "at"} <= set(parameters):
        raise TypeError(f"{function.__qualname__} needs `by` and `at`")
    if any(p.kind is not Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__} takes keyword arguments only")
