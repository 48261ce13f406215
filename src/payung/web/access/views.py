"""Getting in and out: the password, the choice of a role, the end of a session."""

from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.foundation.access import visits
from payung.foundation.access.sign_in import MustWait, NotMatched, matched
from payung.reports.homes.places import place_of
from payung.web.access import coming_in, pending
from payung.web.devices import device_of
from payung.web.errors import role_words
from payung.web.guards import home_of
from payung.web.language import tell
from payung.web.requests import Request
from payung.web.sessions import IDLE_SAID, VISIT


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """S70. One message for every cause, and the same time for every cause."""
    ours = cast(Request, request)
    if request.method != "POST":
        if ours.duty is not None:
            return HttpResponseRedirect(home_of(ours.duty.role))
        return _form(ours, {}, 200)
    typed, password = request.POST.get("sign_in", ""), request.POST.get("password", "")
    missing = _missing(typed, password)
    if missing:
        return _form(ours, missing, 422)
    try:
        person = matched(
            sign_in=typed,
            password=password,
            address=coming_in.address_of(ours),
            at=ours.at,
            device=device_of(ours),
        )
    except MustWait as slowed:
        wait = coming_in.wait_in_words(slowed.left)
        return _form(ours, {"form": tell("access.must_wait", wait=wait)}, 429)
    except NotMatched:
        return _form(ours, {"form": tell("access.not_matched")}, 422)
    return coming_in.after_password(
        ours,
        person,
        wanted=coming_in.wanted_of(ours),
        is_own_phone=bool(request.POST.get("own_phone")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    """S77. Skipped with one role; a role that ended is no longer here."""
    ours = cast(Request, request)
    wanted = coming_in.wanted_of(ours)
    if ours.person is None:
        return HttpResponseRedirect(coming_in.with_next(reverse("sign-in"), wanted))
    if request.method == "POST":
        chosen = request.POST.get("duty", "")
        duty = next((held for held in ours.duties if str(held.duty_id) == chosen), None)
        if duty is not None:
            return coming_in.enter(ours, duty, wanted)
    elif len(ours.duties) == 1:
        return coming_in.enter(ours, ours.duties[0], wanted)
    choices = [(held, role_words(held.role), place_of(viewer=held.viewer)) for held in ours.duties]
    return render(request, "access/choose_role.html", {"choices": choices, "next": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """S75. Only a button signs out; opening the address alone asks first."""
    ours = cast(Request, request)
    if request.method == "POST":
        visits.note_gone(visit_id=request.session.get(VISIT), at=ours.at)
        logout(request)
        return HttpResponseRedirect(reverse("sign-out"))
    return render(request, "access/signed_out.html", {"asks": ours.person is not None})


@require_safe
def timed_out(request: HttpRequest) -> HttpResponse:
    """S76."""
    values = {
        "next": coming_in.wanted_of(request),
        "minutes": request.session.get(IDLE_SAID),
    }
    return render(request, "access/timed_out.html", values)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Take a sign of life from a page whose session is about to end; the middleware noted it."""
    return HttpResponse(status=204 if cast(Request, request).person is not None else 403)


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    """S73. Asks for nothing, so that it can tell nothing about anybody."""
    return render(request, "access/forgotten.html")


def _form(request: Request, problems: dict[str, str], status: int) -> HttpResponse:
    pending.end(request)
    values = {
        "problems": problems,
        "typed": request.POST.get("sign_in", "")[:60],
        "own_phone": request.POST.get("own_phone"),
        "next": coming_in.wanted_of(request),
        "outside_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    return render(request, "access/sign_in.html", values, status=status)


def _missing(typed: str, password: str) -> dict[str, str]:
    found = {"sign_in": typed.strip(), "password": password}
    return {field: tell(f"access.{field}_empty") for field, given in found.items() if not given}
