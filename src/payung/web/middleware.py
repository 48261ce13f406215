"""Headers for every answer, and the person, duty and clock of every request."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast
from uuid import uuid4

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from payung.foundation.access.models import Person
from payung.foundation.access.queries import HeldDuty, duties_on
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Role, Viewer
from payung.web.requests import Request

Handler = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
)
DUTY = "duty_id"
SEEN = "seen_at"
SINCE = "signed_in_at"
IDLE = {Role.TREASURER: timedelta(minutes=15), Role.SPONSOR: timedelta(hours=2)}
IDLE_STAFF = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTE_EVERY = timedelta(minutes=1)
"""The last sign of life is written at most this often, so that reading pages stays reading."""


def headers(answer: Handler) -> Handler:
    """Give every request an id and a clock, and every answer the headers that browsers obey."""

    def handle(request: HttpRequest) -> HttpResponse:
        ours = cast(Request, request)
        ours.request_id, ours.at = uuid4().hex, timezone.now()
        ours.person, ours.duties, ours.duty, ours.timed_out = None, [], None, False
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
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
        return answer(request)

    return handle


def choose(request: Request, duty: HeldDuty) -> None:
    """Act in this duty from now on, under a new session key."""
    request.session.cycle_key()
    request.session[DUTY] = duty.duty_id
    request.session[SEEN] = request.at.timestamp()


def _recognise(request: Request) -> None:
    person = request.user
    if not isinstance(person, Person):
        return
    duties = duties_on(viewer=Viewer.system(), person_id=person.pk, on=today_in_wib(request.at))
    duty = next((held for held in duties if held.duty_id == request.session.get(DUTY)), None)
    if _is_over(request, duty):
        logout(request)
        request.timed_out = True
        return
    request.person, request.duties, request.duty = person, duties, duty


def _is_over(request: Request, duty: HeldDuty | None) -> bool:
    now = request.at.timestamp()
    seen, since = request.session.get(SEEN, now), request.session.get(SINCE, now)
    limit = IDLE.get(duty.role, IDLE_STAFF) if duty else IDLE_STAFF
    if now - seen > limit.total_seconds() or now - since > LONGEST.total_seconds():
        return True
    if now - seen > NOTE_EVERY.total_seconds():
        request.session[SEEN] = now
    return False
