"""Single sign-on, where the installation switched it on: coming in by it, linking, unlinking."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.foundation.access.factors import STAFF, has_factor
from payung.foundation.access.models import Person
from payung.foundation.access.outside import link, person_linked, unlink
from payung.foundation.access.problems import IdentityTaken
from payung.web.access import coming_in, openid, pending
from payung.web.access.openid import NotProven, Proven, Started
from payung.web.access.own import actor, fresh, own
from payung.web.language import tell
from payung.web.requests import Request

LEFT = "left_for_issuer"
LASTS_SECONDS = 600


@require_POST
def outside_start(request: HttpRequest) -> HttpResponse:
    """Leave for the issuer to sign in."""
    return _leave(cast(Request, request), person_id=None)


@require_POST
@own
@fresh
def outside_link(request: Request, person: Person) -> HttpResponse:
    """Leave for the issuer to link one's own account."""
    return _leave(request, person_id=person.pk)


@require_POST
@own
@fresh
def outside_unlink(request: Request, person: Person) -> HttpResponse:
    unlink(person_id=person.pk, by=actor(request, person), at=request.at)
    messages.success(request, tell("access.outside.unlinked", name=settings.OIDC_NAME))
    return HttpResponseRedirect(reverse("account"))


@require_safe
def outside_return(request: HttpRequest) -> HttpResponse:
    """Come back from the issuer; what was started is used up, whatever happens."""
    ours = cast(Request, request)
    _refuse_when_off()
    left = request.session.pop(LEFT, None)
    try:
        if left is None or ours.at.timestamp() - left["at"] > LASTS_SECONDS:
            raise NotProven("nothing started")
        started = Started("", left["state"], left["nonce"], left["verifier"])
        proven = openid.finish(started, request.GET.dict(), _return_to(request), ours.at)
    except NotProven:
        messages.error(request, tell("access.outside.refused", name=settings.OIDC_NAME))
        return HttpResponseRedirect(reverse("sign-in" if ours.person is None else "account"))
    if left["person"] is not None:
        return _link(ours, int(left["person"]), proven)
    return _come_in(ours, proven, str(left["next"]))


def _leave(request: Request, *, person_id: int | None) -> HttpResponse:
    _refuse_when_off()
    try:
        started = openid.start(_return_to(request))
    except NotProven:
        messages.error(request, tell("access.outside.refused", name=settings.OIDC_NAME))
        return HttpResponseRedirect(reverse("sign-in" if person_id is None else "account"))
    request.session[LEFT] = {
        "state": started.state,
        "nonce": started.nonce,
        "verifier": started.verifier,
        "person": person_id,
        "next": coming_in.wanted_of(request),
        "at": request.at.timestamp(),
    }
    # A page with a link, for a form must not lead to another site (form-action of our CSP).
    values = {"address": started.address, "outside_name": settings.OIDC_NAME}
    return render(request, "access/outside_leave.html", values)


def _link(request: Request, person_id: int, proven: Proven) -> HttpResponse:
    person = request.person
    if person is None or person.pk != person_id:
        return HttpResponseRedirect(reverse("sign-in"))
    name, by = settings.OIDC_NAME, actor(request, person)
    try:
        link(
            person_id=person.pk,
            issuer=proven.issuer,
            subject=proven.subject,
            by=by,
            at=request.at,
        )
        messages.success(request, tell("access.outside.linked", name=name))
    except IdentityTaken:
        messages.error(request, tell("access.outside.taken", name=name))
    return HttpResponseRedirect(reverse("account"))


def _come_in(request: Request, proven: Proven, wanted: str) -> HttpResponse:
    person = person_linked(issuer=proven.issuer, subject=proven.subject)
    if person is None:
        messages.error(request, tell("access.outside.not_linked", name=settings.OIDC_NAME))
        return HttpResponseRedirect(reverse("sign-in"))
    by_factor = proven.by_two_factors and settings.OIDC_FACTOR_COUNTS
    is_staff = any(duty.role in STAFF for duty in coming_in.duties_of(request, person))
    has_one = has_factor(person_id=person.pk)
    if by_factor or not (is_staff or has_one):
        return coming_in.come_in(request, person, wanted=wanted, by_factor=by_factor)
    pending.begin(request, person, wanted=wanted)
    return HttpResponseRedirect(reverse("factor-code" if has_one else "factor-setup"))


def _return_to(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("outside-return"))


def _refuse_when_off() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404
