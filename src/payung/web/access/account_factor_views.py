"""S74: the authenticator and the backup codes of one's own account."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from payung.foundation.access.factors import (
    STAFF,
    Secret,
    fresh_secret,
    has_factor,
    secret_in_waiting,
    shown,
)
from payung.foundation.access.models import Person
from payung.foundation.access.operations_factors import (
    begin_factor,
    confirm_factor,
    renew_backup_codes,
    replace_factor,
    switch_factor_off,
)
from payung.foundation.access.problems import CodeNotMatched, FactorCompulsory, NoFactor
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.web import errors
from payung.web.access import shown_once
from payung.web.access.factor_views import show_setup
from payung.web.access.own import actor, fresh, own
from payung.web.guards import home_of
from payung.web.language import tell
from payung.web.requests import Request
from payung.web.sessions import BY_FACTOR

NEW_SECRET = "new_secret"  # noqa: S105  # the name of a place in the session
SECRET_PLACE = "session.factor_secret"  # noqa: S105  # the name of a place


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@own
@fresh
def set_up(request: Request, person: Person) -> HttpResponse:
    """Switch an authenticator on, or take a new one; in force once its first code is typed."""
    by = actor(request, person)
    secret = _new_secret(request, person)
    if request.method != "POST":
        if secret is None and has_factor(person_id=person.pk):
            return render(request, "access/factor.html", {"is_staff": _is_staff(request)})
        if secret is None:
            begin_factor(person_id=person.pk, by=by, at=request.at)
            secret = secret_in_waiting(person_id=person.pk, sign_in=person.sign_in)
        return show_setup(request, secret, {}, 200)
    if "again" in request.POST:
        request.session[NEW_SECRET] = sealer().seal(fresh_secret(), SECRET_PLACE).hex()
        return HttpResponseRedirect(reverse("account-factor"))
    return _confirm(request, person, by)


def _confirm(request: Request, person: Person, by: Actor) -> HttpResponse:
    typed, held = request.POST.get("code", ""), request.session.get(NEW_SECRET)
    try:
        if held is None:
            codes = confirm_factor(person_id=person.pk, typed=typed, by=by, at=request.at)
        else:
            text = sealer().open(bytes.fromhex(held), SECRET_PLACE)
            codes = replace_factor(
                person_id=person.pk, secret=text, typed=typed, by=by, at=request.at
            )
    except NoFactor:
        request.session.pop(NEW_SECRET, None)
        return HttpResponseRedirect(reverse("account-factor"))
    except CodeNotMatched:
        problems = {"code": tell("access.code_not_matched")}
        waiting = secret_in_waiting(person_id=person.pk, sign_in=person.sign_in)
        return show_setup(request, _new_secret(request, person) or waiting, problems, 422)
    request.session.pop(NEW_SECRET, None)
    request.session[BY_FACTOR] = True
    shown_once.keep(request, codes, wanted=reverse("account"))
    return HttpResponseRedirect(reverse("backup-codes"))


def _new_secret(request: Request, person: Person) -> Secret | None:
    """Return the secret that will replace the present one; it waits sealed in the session."""
    held = request.session.get(NEW_SECRET)
    if held is None:
        return None
    text = sealer().open(bytes.fromhex(held), SECRET_PLACE)
    return shown(text, sign_in=person.sign_in)


@require_POST
@own
@fresh
def switch_off(request: Request, person: Person) -> HttpResponse:
    """Sign in by password alone again; only sponsors may."""
    try:
        switch_factor_off(person_id=person.pk, by=actor(request, person), at=request.at)
    except FactorCompulsory:
        return errors.forbidden(request, ())
    except NoFactor:
        return HttpResponseRedirect(reverse("account"))
    messages.success(request, tell("access.factor.is_off"))
    return HttpResponseRedirect(reverse("account"))


@require_http_methods(["GET", "HEAD", "POST"])
@own
def backup_codes(request: Request, person: Person) -> HttpResponse:
    """Show fresh backup codes until they are put away; a button makes new ones."""
    codes, wanted = shown_once.kept(request)
    if request.method == "POST":
        if codes:
            shown_once.put_away(request)
            return HttpResponseRedirect(wanted or _home(request))
        return _renew(request, person)
    if not codes:
        return HttpResponseRedirect(reverse("account"))
    return render(request, "access/backup_codes.html", {"codes": codes, "name": person.sign_in})


@fresh
def _renew(request: Request, person: Person) -> HttpResponse:
    try:
        codes = renew_backup_codes(person_id=person.pk, by=actor(request, person), at=request.at)
    except NoFactor:
        return HttpResponseRedirect(reverse("account-factor"))
    shown_once.keep(request, codes, wanted=reverse("account"))
    return HttpResponseRedirect(reverse("backup-codes"))


def _home(request: Request) -> str:
    return reverse("choose-role") if request.duty is None else home_of(request.duty.role)


def _is_staff(request: Request) -> bool:
    return any(duty.role in STAFF for duty in request.duties)
