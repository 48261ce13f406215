"""S72: a printed code turns into a password of one's own, or into another authenticator."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.foundation.access.activation import Handed, TooOld, handed
from payung.foundation.access.models import Person
from payung.foundation.access.operations_codes import choose_password, drop_lost_factor
from payung.foundation.access.problems import CodeDead, PasswordRefused
from payung.foundation.access.sign_in import MustWait, NotMatched, matched
from payung.web.access import coming_in
from payung.web.language import tell
from payung.web.requests import Request

HANDED = "handed_code"
LASTS_SECONDS = 30 * 60
GONE = 410


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Take NIP and code. Wrong ones get one message for every cause, and the same time."""
    ours = cast(Request, request)
    if request.method != "POST":
        return _ask(ours, {}, 200)
    typed, code = request.POST.get("sign_in", ""), request.POST.get("code", "")
    missing = {
        field: tell(said)
        for field, given, said in (
            ("sign_in", typed, "access.sign_in_empty"),
            ("code", code, "access.activation_empty"),
        )
        if not given.strip()
    }
    if missing:
        return _ask(ours, missing, 422)
    try:
        found = handed(sign_in=typed, code=code, address=coming_in.address_of(ours), at=ours.at)
    except MustWait as slowed:
        wait = coming_in.wait_in_words(slowed.left)
        return _ask(ours, {"form": tell("access.code_must_wait", wait=wait)}, 429)
    except NotMatched:
        return _ask(ours, {"form": tell("access.activation_not_matched")}, 422)
    except TooOld:
        return _ask(ours, {"code": tell("access.activation_dead")}, 422)
    request.session.cycle_key()
    request.session[HANDED] = [found.code_id, found.person_id, found.purpose, ours.at.timestamp()]
    return HttpResponseRedirect(reverse("activate-choose"))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def activate_choose(request: HttpRequest) -> HttpResponse:
    """Choose a password with the code; or prove the password, and drop the lost authenticator."""
    ours = cast(Request, request)
    found = _handed(ours)
    if found is None:
        return HttpResponseRedirect(reverse("activate"))
    person = Person.objects.get(pk=found.person_id)
    if request.method != "POST":
        return _choose(ours, person, found, {}, 200)
    problems, status = _take(ours, person, found)
    if status == GONE:
        request.session.pop(HANDED, None)
        return _ask(ours, {"code": tell("access.activation_dead")}, 422)
    if problems:
        return _choose(ours, person, found, problems, status)
    request.session.pop(HANDED, None)
    person.refresh_from_db()
    return coming_in.after_password(ours, person, wanted="")


def _take(request: Request, person: Person, found: Handed) -> tuple[dict[str, str], int]:
    """Let the code take effect; return what stands against it, and the status to say it with."""
    password, by = request.POST.get("password", ""), coming_in.self_actor(request, person)
    try:
        if found.purpose == "factor":
            address = coming_in.address_of(request)
            matched(sign_in=person.sign_in, password=password, address=address, at=request.at)
            drop_lost_factor(code_id=found.code_id, by=by, at=request.at)
        else:
            choose_password(code_id=found.code_id, password=password, by=by, at=request.at)
    except PasswordRefused as refused:
        return {"password": tell(refused.codes[0])}, 422
    except NotMatched:
        return {"password": tell("access.password_not_matched")}, 422
    except MustWait as slowed:
        wait = coming_in.wait_in_words(slowed.left)
        return {"password": tell("access.code_must_wait", wait=wait)}, 429
    except CodeDead:
        return {}, GONE
    return {}, 200


def _handed(request: Request) -> Handed | None:
    held = request.session.get(HANDED)
    if held is None or request.at.timestamp() - held[3] > LASTS_SECONDS:
        return None
    return Handed(held[0], held[1], held[2])


def _ask(request: Request, problems: dict[str, str], status: int) -> HttpResponse:
    values = {"problems": problems, "typed": request.POST.get("sign_in", "")[:60]}
    return render(request, "access/activate.html", values, status=status)


def _choose(
    request: Request, person: Person, found: Handed, problems: dict[str, str], status: int
) -> HttpResponse:
    values = {
        "problems": problems,
        "name": person.name,
        "sign_in": person.sign_in,
        "is_factor": found.purpose == "factor",
    }
    return render(request, "access/activate_choose.html", values, status=status)
