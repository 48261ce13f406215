"""Makes the tests' connection like the web's own: closed before a request, and after it."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

MIDDLEWARE = "tests.web.closed_door.closed_door"


def closed_door(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Show nothing until the guard of a page says who looks; show the test everything again."""

    def handle(request: HttpRequest) -> HttpResponse:
        _set("none")
        try:
            return answer(request)
        finally:
            if not connection.needs_rollback:
                _set("system")

    return handle


def closed(settings: Any) -> None:
    """Put the door in front of everything else, for this test."""
    settings.MIDDLEWARE = [MIDDLEWARE, *settings.MIDDLEWARE]


def _set(scope: str) -> None:
    """Past Django, so that a test that counts statements does not count this one."""
    connection.ensure_connection()
    connection.connection.execute("SELECT set_config('payung.scope', %s, false)", [scope])
