"""Getting in and out: sign-in, the choice of a role, the end of a session."""

from datetime import timedelta
from typing import cast

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.access.queries import HeldDuty, duties_on
from payung.foundation.access.sign_in import MustWait, NotMatched, matched
from payung.kernel.people import Viewer
from payung.kernel.wording import say
from payung.reports.homes.places import place_of
from payung.web.errors import role_words
from payung.web.guards import home_of
from payung.web.middleware import SINCE, choose
from payung.web.requests import Request, day_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


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
        person = matched(sign_in=typed, password=password, address=_address(ours), at=ours.at)
    except MustWait as slowed:
        return _form(ours, {"form": say("access.must_wait", wait=_in_words(slowed.left))}, 429)
    except NotMatched:
        return _form(ours, {"form": say("access.not_matched")}, 422)
    login(request, person, backend=BACKEND)
    request.session[SINCE] = ours.at.timestamp()
    duties = duties_on(viewer=Viewer.system(), person_id=person.pk, on=day_of(ours))
    if len(duties) == 1:
        return _enter(ours, duties[0])
    return HttpResponseRedirect(_with_next(reverse("choose-role"), _next(ours)))


@require_http_methods(["GET", "HEAD", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    """S77. Skipped with one role; a role that ended is no longer here."""
    ours = cast(Request, request)
    if ours.person is None:
        return HttpResponseRedirect(_with_next(reverse("sign-in"), _next(ours)))
    if request.method == "POST":
        wanted = request.POST.get("duty", "")
        duty = next((held for held in ours.duties if str(held.duty_id) == wanted), None)
        if duty is not None:
            return _enter(ours, duty)
    elif len(ours.duties) == 1:
        return _enter(ours, ours.duties[0])
    choices = [(held, role_words(held.role), place_of(viewer=held.viewer)) for held in ours.duties]
    return render(request, "access/choose_role.html", {"choices": choices, "next": _next(ours)})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """S75. Only a button signs out; opening the address alone asks first."""
    ours = cast(Request, request)
    if request.method == "POST":
        logout(request)
        return HttpResponseRedirect(reverse("sign-out"))
    return render(request, "access/signed_out.html", {"asks": ours.person is not None})


@require_safe
def timed_out(request: HttpRequest) -> HttpResponse:
    """S76."""
    return render(request, "access/timed_out.html", {"next": _next(cast(Request, request))})


def _enter(request: Request, duty: HeldDuty) -> HttpResponse:
    choose(request, duty)
    return HttpResponseRedirect(_next(request) or home_of(duty.role))


def _form(request: Request, problems: dict[str, str], status: int) -> HttpResponse:
    values = {
        "problems": problems,
        "typed": request.POST.get("sign_in", "")[:60],
        "next": _next(request),
    }
    return render(request, "access/sign_in.html", values, status=status)


def _missing(typed: str, password: str) -> dict[str, str]:
    found = {"sign_in": typed.strip(), "password": password}
    return {field: say(f"access.{field}_empty") for field, given in found.items() if not given}


def _next(request: Request) -> str:
    """Return where the person wanted to go, if that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and wanted.startswith("/") else ""


def _with_next(address: str, wanted: str) -> str:
    if not wanted:
        return address
    query = QueryDict(mutable=True)
    query["next"] = wanted
    return f"{address}?{query.urlencode(safe='/')}"


def _address(request: Request) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _in_words(left: timedelta) -> str:
    seconds = int(left.total_seconds()) + 1
    return f"{seconds} detik" if seconds < 60 else f"{-(-seconds // 60)} menit"
