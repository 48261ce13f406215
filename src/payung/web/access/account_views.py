"""S74: one's own account: devices, password, contact."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.foundation.access import visits
from payung.foundation.access.factors import STAFF, backup_codes_left, has_factor
from payung.foundation.access.models import Person
from payung.foundation.access.operations import set_password
from payung.foundation.access.operations_contact import contact_of, set_contact
from payung.foundation.access.outside import is_linked
from payung.foundation.access.problems import PasswordRefused
from payung.foundation.access.sign_in import MustWait, NotMatched, matched
from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.process.arrivals import arrive
from payung.web import devices
from payung.web.access import coming_in
from payung.web.access.own import actor, fresh, own
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request
from payung.web.sessions import LONGEST_TO_LOOK, MUST_CHANGE, VISIT, note_proof


@require_safe
@own
def account(request: Request, person: Person) -> HttpResponse:
    """Show the devices, and what can be changed."""
    email, phone = contact_of(person)
    issuer = settings.OIDC_ISSUER
    values = {
        "visits": _visits(request, person),
        "own_visit": request.session.get(VISIT),
        "email": email,
        "phone": render_phone(phone) if phone else "",
        "has_factor": has_factor(person_id=person.pk),
        "codes_left": backup_codes_left(person_id=person.pk),
        "is_staff": any(duty.role in STAFF for duty in request.duties),
        "outside_name": settings.OIDC_NAME if issuer else "",
        "is_linked": bool(issuer) and is_linked(person_id=person.pk, issuer=issuer),
    }
    return render(request, "access/account.html", values)


@require_POST
@own
def end_visit(request: Request, person: Person, visit_id: int) -> HttpResponse:
    """End one session, on whatever device it is; another person's is not there (404)."""
    if visit_id not in [visit.visit_id for visit in _visits(request, person)]:
        raise Http404
    by = actor(request, person)
    visits.end(visit_ids=[visit_id], person_id=person.pk, by=by, at=request.at)
    messages.success(request, tell("access.account.visit_ended"))
    return HttpResponseRedirect(reverse("account"))


@require_POST
@own
def end_all_visits(request: Request, person: Person) -> HttpResponse:
    """Sign out everywhere, here as well."""
    every = [visit.visit_id for visit in _visits(request, person)]
    visits.end(visit_ids=every, person_id=person.pk, by=actor(request, person), at=request.at)
    logout(request)
    return HttpResponseRedirect(reverse("sign-out"))


@sensitive_post_parameters("present", "password")
@require_http_methods(["GET", "HEAD", "POST"])
@own
def change_password(request: Request, person: Person) -> HttpResponse:
    """Change the password; needs the present one, and signs out every other device."""
    if request.method != "POST":
        return _password(request, person, {}, 200)
    try:
        matched(
            sign_in=person.sign_in,
            password=request.POST.get("present", ""),
            address=coming_in.address_of(request),
            at=request.at,
            device=devices.device_of(request),
        )
        set_password(
            person_id=person.pk,
            password=request.POST.get("password", ""),
            by=actor(request, person),
            at=request.at,
        )
    except MustWait as slowed:
        wait = coming_in.wait_in_words(slowed.left)
        problems = {"present": tell("access.code_must_wait", wait=wait)}
        return _password(request, person, problems, 429)
    except NotMatched:
        return _password(request, person, {"present": tell("access.password_not_matched")}, 422)
    except PasswordRefused as refused:
        return _password(request, person, {"password": tell(refused.codes[0])}, 422)
    return _stay_in(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
@own
@fresh
def change_contact(request: Request, person: Person) -> HttpResponse:
    """Keep one's own e-mail address and WhatsApp number."""
    if request.method != "POST":
        email, phone = contact_of(person)
        values = {"email": email, "wa": render_phone(phone) if phone else ""}
        return render(request, "access/contact.html", {"values": values})
    values = {"email": request.POST.get("email", "").strip(), "wa": request.POST.get("wa", "")}
    problems = _contact_problems(values)
    if problems:
        told = {"values": values, "problems": problems}
        return render(request, "access/contact.html", told, status=422)

    def do() -> str:
        by = actor(request, person)
        set_contact(
            person_id=person.pk, email=values["email"], phone=values["wa"], by=by, at=request.at
        )
        messages.success(request, tell("access.contact.kept"))
        return reverse("account")

    return once(request, action="account.contact", do=do)


def _contact_problems(values: dict[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    if values["email"]:
        try:
            validate_email(values["email"])
        except ValidationError:
            problems["email"] = tell("access.contact.email_unreadable")
    if values["wa"].strip():
        try:
            parse_phone(values["wa"])
        except Unreadable as problem:
            problems["wa"] = tell(problem.finding.code, **problem.finding.values)
    return problems


def _stay_in(request: Request, person: Person) -> HttpResponse:
    """Go on in this session with the new password; the others ended with the old one."""
    person.refresh_from_db()
    update_session_auth_hash(cast(HttpRequest, request), person)
    request.session[VISIT] = arrive(
        person_id=person.pk,
        key=request.session.session_key or "",
        device=devices.in_words(request),
        is_new_device=False,
        by=actor(request, person),
        at=request.at,
    )
    note_proof(request)
    request.session.pop(MUST_CHANGE, None)
    messages.success(request, tell("access.password.changed"))
    response = HttpResponseRedirect(reverse("account"))
    devices.remember(request, response, person)
    return response


def _visits(request: Request, person: Person) -> list[visits.VisitRow]:
    viewer = Viewer(Role.SPONSOR, person.pk, None, None)
    since = request.at - LONGEST_TO_LOOK
    return visits.visits_of(viewer=viewer, person_id=person.pk, since=since)


def _password(
    request: Request, person: Person, problems: dict[str, str], status: int
) -> HttpResponse:
    values = {
        "problems": problems,
        "sign_in": person.sign_in,
        "is_old": request.session.get(MUST_CHANGE),
    }
    return render(request, "access/password.html", values, status=status)
