"""Asking for the password once more before something weighty."""

from collections.abc import Callable
from datetime import timedelta
from functools import update_wrapper
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.kernel.people import Viewer
from payung.web.requests import Request
from payung.web.sessions import proven_within

P = ParamSpec("P")
Guarded = Callable[Concatenate[Request, Viewer, P], HttpResponse]
FRESH = timedelta(minutes=15)


def needs_fresh(view: Guarded[P]) -> Guarded[P]:
    """
    Let in whoever proved within 15 minutes who they are; the others prove it and come back.

    Stands under `@needs`. What was posted is not kept, so guard the page of the form as well.
    """

    def answer(
        request: Request, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not proven_within(request, FRESH):
            return to_proof(request)
        return view(request, viewer, *args, **kwargs)

    update_wrapper(answer, view)
    return answer


def to_proof(request: Request) -> HttpResponse:
    """Lead to the page that asks for the password, and from there back to this one."""
    return HttpResponseRedirect(proof_url(request))


def proof_url(request: Request) -> str:
    """Return the page that asks for the password, and leads back to this one."""
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return f"{reverse('prove')}?{urlencode({'next': wanted})}"
