"""The guard of pages about one's own account: for everybody who is signed in, in any role."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.foundation.access.models import Person
from payung.kernel.people import Actor, Role
from payung.web.access import coming_in
from payung.web.access.step_up import FRESH, to_proof
from payung.web.requests import Request, actor_of
from payung.web.sessions import proven_within

P = ParamSpec("P")
Own = Callable[Concatenate[Request, Person, P], HttpResponse]
Open = Callable[Concatenate[HttpRequest, P], HttpResponse]
EVERYBODY = frozenset(Role) - {Role.SYSTEM}


def own(view: Own[P]) -> Open[P]:
    """Hand the view the person whose account it is; strangers sign in first and come back."""

    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        ours = cast(Request, request)
        if ours.person is None:
            door = reverse("timed-out" if ours.timed_out else "sign-in")
            wanted = request.get_full_path() if request.method == "GET" else ""
            return HttpResponseRedirect(coming_in.with_next(door, wanted))
        return view(ours, ours.person, *args, **kwargs)

    update_wrapper(answer, view)
    answer.__dict__["roles"] = EVERYBODY  # docs/generated/roles.md reads it
    return answer


def fresh(view: Own[P]) -> Own[P]:
    """Ask for the password first where it was given more than 15 minutes ago."""

    def answer(
        request: Request, person: Person, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not proven_within(request, FRESH):
            return to_proof(request)
        return view(request, person, *args, **kwargs)

    update_wrapper(answer, view)
    return answer


def actor(request: Request, person: Person) -> Actor:
    """Return the person acting on their own account, in the role they chose or the first one."""
    return actor_of(request) if request.duty is not None else coming_in.self_actor(request, person)
