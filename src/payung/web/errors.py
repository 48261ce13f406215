"""The pages for when something cannot be shown. None of them asks the database for anything."""

from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from payung.kernel.people import Role
from payung.kernel.wording import say
from payung.web.requests import Request


def role_words(role: Role) -> str:
    return say(f"access.role.{role}")


def forbidden(request: Request, roles: Iterable[Role]) -> HttpResponse:
    """S98: which role the page is for, which one the person has, who can give it."""
    wanted = sorted(roles, key=list(Role).index)
    duty = request.duty
    return _page(
        request,
        "errors/forbidden.html",
        403,
        wanted=" atau ".join(_inside(role_words(role)) for role in wanted),
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
    return _page(request, "errors/broken.html", 500)


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence; an abbreviation keeps its capitals."""
    first, *rest = words.split(" ")
    return " ".join([first if first.isupper() else first.lower(), *rest])


def _page(request: HttpRequest, template: str, status: int, **values: object) -> HttpResponse:
    reference = getattr(cast(Request, request), "request_id", "")
    context = {**values, "reference": reference[:8].upper(), "is_error": True}
    response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
