"""The pages for when something cannot be shown. They ask the database for nothing."""

import sys
from collections.abc import Iterable
from typing import cast

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from payung.kernel.people import Role
from payung.web.language import tell
from payung.web.requests import Request

RETRY_SECONDS = 120
_NAMES = {"Korpri"}


def role_words(role: Role) -> str:
    return tell(f"access.role.{role}")


def forbidden(request: Request, roles: Iterable[Role]) -> HttpResponse:
    """S98: which role the page is for, which one the person has, who can give it."""
    wanted = sorted(roles, key=list(Role).index)
    duty = request.duty
    either = f" {tell('look.join.or')} "
    return _page(
        request,
        "errors/forbidden.html",
        403,
        wanted=either.join(_inside(role_words(role)) for role in wanted),
        own="" if duty is None else _inside(role_words(duty.role)),
        could_change=any(held.role in wanted for held in request.duties),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """S95. The same page for what does not exist and for what belongs to another office."""
    del exception
    return _page(request, "errors/not_found.html", 404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of ours sends."""
    del exception
    return _page(request, "errors/refused.html", 400)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before signing in or out elsewhere; nothing was done."""
    del reason
    return _page(request, "errors/form_too_old.html", 403)


def broken(request: HttpRequest) -> HttpResponse:
    """S96: nothing was saved, because an operation is kept whole or not at all."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return waiting(request)
    return _page(request, "errors/broken.html", 500)


def waiting(request: HttpRequest, until: str = "") -> HttpResponse:
    """S97: closed for a while, or the database does not answer; sending again later is safe."""
    answer = _page(request, "errors/waiting.html", 503, until=until)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def already_done(request: Request, result: str) -> HttpResponse:
    """S93: the form came before; its first result is one tap away."""
    return _page(request, "errors/already_done.html", 200, result=result, is_error=False)


def form_used(request: HttpRequest) -> HttpResponse:
    """The form's key was used with other answers: nothing is changed, and nothing is guessed."""
    return _page(request, "errors/form_used.html", 409)


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence; abbreviations and names keep capitals."""
    first, *rest = words.split(" ")
    return " ".join([first if first.isupper() or first in _NAMES else first.lower(), *rest])


def _page(request: HttpRequest, template: str, status: int, **values: object) -> HttpResponse:
    ours = cast(Request, request)
    context = {
        "is_error": True,
        **values,
        "reference": getattr(ours, "request_id", "")[:8].upper(),
        "was_sending": request.method == "POST",
        "again": request.get_full_path() if request.method in ("GET", "HEAD") else "",
    }
    response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
