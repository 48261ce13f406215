"""Tells the database who looks, behind every guard, and takes it back when the answer is made."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse

from payung.foundation.access.queries import HeldDuty
from payung.foundation.audit import scope

Handler = Callable[[HttpRequest], HttpResponse]
MARK = "payung_walled"


def show_to(request: HttpRequest, duty: HeldDuty) -> None:
    """Show this request what its duty may see."""
    setattr(request, MARK, True)
    scope.show_to(duty.viewer, sponsor_id=duty.civil_servant_id)


def show_totals(request: HttpRequest) -> None:
    """Let a public page add up rows that it does not show."""
    setattr(request, MARK, True)
    scope.show_everything()


def forget_who_looked(answer: Handler) -> Handler:
    """Leave the connection as it was started, for whoever is served next."""

    def handle(request: HttpRequest) -> HttpResponse:
        try:
            return answer(request)
        finally:
            if getattr(request, MARK, False):
                _as_started()

    return handle


def _as_started() -> None:
    try:
        scope.as_started()
    except (InterfaceError, OperationalError):
        # A connection that cannot forget is not used again.
        connection.close()
