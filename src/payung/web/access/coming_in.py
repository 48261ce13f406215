"""What every way in has in common: the session, the visit, the device, and where it leads."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from payung.foundation.access import visits
from payung.foundation.access.factors import STAFF, has_factor
from payung.foundation.access.models import Person
from payung.foundation.access.password_rules import must_change
from payung.foundation.access.queries import HeldDuty, duties_on
from payung.kernel.people import Actor, Role, Viewer
from payung.process.arrivals import arrive
from payung.web import devices
from payung.web.access import pending
from payung.web.guards import home_of
from payung.web.language import current, tell
from payung.web.requests import Request, day_of
from payung.web.sessions import (
    BY_FACTOR,
    LONGEST_TO_LOOK,
    MUST_CHANGE,
    OWN_PHONE,
    PROVEN,
    SEEN,
    SINCE,
    VISIT,
    choose,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"


def duties_of(request: Request, person: Person) -> list[HeldDuty]:
    return duties_on(viewer=Viewer.system(), person_id=person.pk, on=day_of(request))


def self_actor(request: Request, person: Person) -> Actor:
    """Return a person acting on their own account, in their first duty where they have one."""
    duty = next(iter(duties_of(request, person)), None)
    return Actor(
        person.pk,
        person.name,
        Role.SPONSOR if duty is None else duty.role,
        None if duty is None else duty.regency_id,
        None if duty is None else duty.agency_id,
        request.request_id,
    )


def after_password(
    request: Request, person: Person, *, wanted: str, is_own_phone: bool = False
) -> HttpResponse:
    """Go on after the first proof: to the second where there is one or has to be, or in."""
    is_staff = any(duty.role in STAFF for duty in duties_of(request, person))
    has_one = has_factor(person_id=person.pk)
    if not is_staff and not has_one:
        return come_in(request, person, wanted=wanted, is_own_phone=is_own_phone)
    pending.begin(request, person, wanted=wanted, is_own_phone=is_own_phone)
    return HttpResponseRedirect(reverse("factor-code" if has_one else "factor-setup"))


def come_in(
    request: Request,
    person: Person,
    *,
    wanted: str,
    is_own_phone: bool = False,
    by_factor: bool = False,
    via: str = "",
) -> HttpResponse:
    """
    Sign a person in and lead them on: to their home, to where they wanted, or to choose a role.

    :param via: the address to show first, such as the one with the fresh backup codes.
    """
    by, is_known = self_actor(request, person), devices.is_known(request, person)
    before = request.session.get(VISIT)
    others = len(_seen_lately(request, person, before))
    login(request, person, backend=BACKEND)
    visits.note_gone(visit_id=before, at=request.at)
    _begin_session(request, person, by, is_known, is_own_phone=is_own_phone, by_factor=by_factor)
    if others:
        messages.warning(request, tell("access.elsewhere", count=others))
    onwards = _onwards(request, person, wanted)
    response = HttpResponseRedirect(via or onwards)
    devices.remember(request, response, person)
    return response


def enter(request: Request, duty: HeldDuty, wanted: str) -> HttpResponse:
    """Act in a duty from now on; a staff duty only with the second factor given."""
    person = request.person or request.user
    assert isinstance(person, Person)
    if duty.role in STAFF and not request.session.get(BY_FACTOR):
        return after_password(request, person, wanted=wanted)
    choose(request, duty)
    return HttpResponseRedirect(wanted or home_of(duty.role))


def wanted_of(request: HttpRequest) -> str:
    """Return where the person wanted to go, if that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and wanted.startswith("/") else ""


def with_next(address: str, wanted: str) -> str:
    if not wanted:
        return address
    query = QueryDict(mutable=True)
    query["next"] = wanted
    return f"{address}?{query.urlencode(safe='/')}"


def address_of(request: HttpRequest) -> str:
    """Return where a request came from; the server in front of us fills it truthfully."""
    return str(request.META.get("REMOTE_ADDR", ""))


def wait_in_words(left: timedelta) -> str:
    """Return "15 detik" or "2 menit", rounded up."""
    seconds = int(left.total_seconds()) + 1
    if seconds < 60:
        return tell("access.seconds", count=seconds)
    return tell("access.minutes", count=-(-seconds // 60))


def _begin_session(
    request: Request,
    person: Person,
    by: Actor,
    is_known: bool,
    *,
    is_own_phone: bool,
    by_factor: bool,
) -> None:
    session = request.session
    pending.end(request)
    now = request.at.timestamp()
    session[SINCE] = session[SEEN] = session[PROVEN] = now
    session[BY_FACTOR], session[OWN_PHONE] = by_factor, is_own_phone
    session[MUST_CHANGE] = must_change(person, request.at)
    if is_own_phone:
        session.set_expiry(LONGEST_TO_LOOK)
    session[VISIT] = arrive(
        person_id=person.pk,
        key=session.session_key or "",
        device=devices.in_words(request),
        is_new_device=not is_known,
        language=current(),
        by=by,
        at=request.at,
    )


def _seen_lately(request: Request, person: Person, own: int | None) -> list[visits.VisitRow]:
    found = visits.visits_of(
        viewer=Viewer(Role.SPONSOR, person.pk, None, None),
        person_id=person.pk,
        since=request.at - visits.TOGETHER,
    )
    words = devices.in_words(request)
    return [visit for visit in found if visit.visit_id != own and visit.device != words]


def _onwards(request: Request, person: Person, wanted: str) -> str:
    duties = duties_of(request, person)
    if len(duties) != 1:
        return with_next(reverse("choose-role"), wanted)
    choose(request, duties[0])
    return wanted or home_of(duties[0].role)
