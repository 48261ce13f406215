"""Headers for every answer, and the person, duty and clock of every request."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from payung.foundation.access.factors import STAFF
from payung.foundation.access.models import Person
from payung.foundation.access.queries import HeldDuty
from payung.foundation.access.visits import duties_in, note_gone, note_seen
from payung.kernel.clock import today_in_wib
from payung.kernel.demo_day import moved
from payung.web import errors
from payung.web.requests import Request, holds_nul
from payung.web.sessions import (
    BY_FACTOR,
    DUTY,
    IDLE_SAID,
    LONGEST,
    MUST_CHANGE,
    SEEN,
    VISIT,
    is_over,
    limits,
    proven_within,
)
from payung.web.sessions import IDLE as IDLE
from payung.web.sessions import IDLE_STAFF as IDLE_STAFF

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
)
STAY, PROVE, CHANGE_PASSWORD = "/masuk/tetap/", "/masuk/pastikan/", "/akun/kata-sandi/"
ALWAYS = ("/masuk/", "/keluar/", "/bahasa/", CHANGE_PASSWORD, "/akun/keluar-semua/")
"""Open however old the proof is: they give a new one, or end the session."""
UNATTENDED = "X-Unattended"
"""Said by a page that saves what was typed because nobody is there: no sign of life."""
NOTE_EVERY = timedelta(minutes=1)
"""The last sign of life is written at most this often, so that reading pages stays reading."""


def headers(answer: Handler) -> Handler:
    """Give every request an id and a clock, and every answer the headers that browsers obey."""

    def handle(request: HttpRequest) -> HttpResponse:
        ours = cast(Request, request)
        ours.request_id, ours.at = uuid4().hex, moved(timezone.now())
        ours.person, ours.duties, ours.duty, ours.timed_out = None, [], None, False
        ours.chosen = None
        response = errors.refused(request) if holds_nul(request.GET) else answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not getattr(response, "xframe_options_exempt", False):  # the chart for other sites
            response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Request-ID", ours.request_id)
        personal = ours.person is not None or bool(response.cookies)
        response.headers.setdefault("Cache-Control", "no-store" if personal else "no-cache")
        return response

    return handle


def viewer(answer: Handler) -> Handler:
    """Find out who is looking; a duty that ended ends with the next request."""

    def handle(request: HttpRequest) -> HttpResponse:
        ours = cast(Request, request)
        if request.session.session_key is not None:
            _recognise(ours)
            first = _what_comes_first(ours)
            if first is not None:
                return first
        return answer(request)

    return handle


def _recognise(request: Request) -> None:
    person = request.user
    if not isinstance(person, Person):
        return
    visit_id, today = request.session.get(VISIT), today_in_wib(request.at)
    duties = duties_in(visit_id=visit_id, person_id=person.pk, on=today)
    if duties is None:
        logout(request)  # ended from another device, by its owner
        return
    duty = next((held for held in duties if held.duty_id == request.session.get(DUTY)), None)
    if is_over(request, duty):
        _end(request, duty)
        return
    _note_seen(request)
    if duty is not None and duty.role in STAFF and not request.session.get(BY_FACTOR):
        duty = None  # no way round the second factor: they choose again, and are asked for it
    request.person, request.duties, request.duty = person, duties, duty


def _end(request: Request, duty: HeldDuty | None) -> None:
    minutes = int(limits(request, duty).idle.total_seconds()) // 60
    note_gone(visit_id=request.session.get(VISIT), at=request.at)
    logout(request)
    request.session[IDLE_SAID] = minutes
    request.timed_out = True


def _note_seen(request: Request) -> None:
    if UNATTENDED in request.headers:
        return
    now = request.at.timestamp()
    seen = request.session.get(SEEN, now)
    if now - seen > NOTE_EVERY.total_seconds() or request.path == STAY:
        request.session[SEEN] = now
        note_seen(visit_id=request.session.get(VISIT), at=request.at)


def _what_comes_first(request: Request) -> HttpResponse | None:
    """
    A password that became too old is changed first; and on one's own phone, where looking goes on
    for 30 days, a change needs a password of the last twelve hours.
    """
    if request.person is None or request.path.startswith(ALWAYS):
        return None
    if request.session.get(MUST_CHANGE):
        return HttpResponseRedirect(CHANGE_PASSWORD)
    if request.method not in ("GET", "HEAD") and not proven_within(request, LONGEST):
        return HttpResponseRedirect(f"{PROVE}?{urlencode({'next': request.path})}")
    return None
