"""Who may open a page. Every view is guarded or says that it is public."""

import re
from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.foundation.audit.looks import note_look
from payung.kernel.people import Role, Viewer
from payung.web import errors, walls
from payung.web.requests import Request, actor_of, holds_nul

P = ParamSpec("P")
Guarded = Callable[Concatenate[Request, Viewer, P], HttpResponse]
Open = Callable[Concatenate[HttpRequest, P], HttpResponse]

HOMES = {
    Role.SPONSOR: "sponsor-home",
    Role.OFFICER: "office-home",
    Role.OFFICE_HEAD: "office-home",
    Role.TREASURER: "treasurer-home",
    Role.BRANCH: "branch-home",
    Role.LEADER: "leader-home",
    Role.KORPRI: "korpri-home",
    Role.SECRETARIAT: "secretariat-home",
    Role.AUDITOR: "auditor-home",
}


def needs(*roles: Role) -> Callable[[Guarded[P]], Open[P]]:
    """
    Let only these roles in, and hand the view who is looking.

    The others see S98, which names the role; strangers sign in first and come back.
    """

    def guard(view: Guarded[P]) -> Open[P]:
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            ours = cast(Request, request)
            if ours.duty is None:
                return _to_the_door(ours)
            walls.show_to(ours, ours.duty)
            if ours.duty.role not in roles:
                _note_denied(ours)
                return errors.forbidden(ours, roles)
            if holds_nul(ours.POST):
                return errors.refused(ours)
            try:
                return view(ours, ours.duty.viewer, *args, **kwargs)
            except Http404:
                if kwargs:  # of a thing that is not there, or not for them: nobody is told which
                    _note_denied(ours)
                raise

        update_wrapper(answer, view)
        answer.__dict__["roles"] = frozenset(roles)  # docs/generated/roles.md reads it
        return answer

    return guard


def _note_denied(request: Request) -> None:
    """Keep who asked for which page; the address itself could name a thing, its pattern cannot."""
    match = request.resolver_match
    asked = f"/{re.sub('<[^>]+>', '…', match.route)}" if match else ""
    said = f"{request.method} {asked}"
    note_look("denied", by=actor_of(request), at=request.at, row_count=0, reason=said)


def home_of(role: Role) -> str:
    """Return the address of a role's first page."""
    return reverse(HOMES[role])


def _to_the_door(request: Request) -> HttpResponse:
    if request.person is not None:
        door = "choose-role"
    else:
        door = "timed-out" if request.timed_out else "sign-in"
    wanted = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse(door) + query)
