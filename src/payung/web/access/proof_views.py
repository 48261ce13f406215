"""S74's little sister: the password once more (and the code), before something weighty."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.foundation.access import slow_down
from payung.foundation.access.factors import has_factor, take_code
from payung.foundation.access.models import Person
from payung.foundation.access.sign_in import fits
from payung.web.access import coming_in
from payung.web.access.own import own
from payung.web.language import tell
from payung.web.requests import Request
from payung.web.sessions import note_proof


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@own
def prove(request: Request, person: Person) -> HttpResponse:
    """Take the proof and go back to where it was asked for."""
    needs_code = has_factor(person_id=person.pk)
    if request.method != "POST":
        return _ask(request, {}, 200, needs_code)
    problems, status = _problems(request, person, needs_code)
    if problems:
        return _ask(request, problems, status, needs_code)
    note_proof(request)
    return HttpResponseRedirect(coming_in.wanted_of(request) or "/akun/")


def _problems(request: Request, person: Person, needs_code: bool) -> tuple[dict[str, str], int]:
    word, address = f"{person.sign_in}\nproof", coming_in.address_of(request)
    left = slow_down.wait(sign_in=word, address=address, at=request.at)
    if left:
        wait = coming_in.wait_in_words(left)
        return {"form": tell("access.code_must_wait", wait=wait)}, 429
    password, code = request.POST.get("password", ""), request.POST.get("code", "")
    if not password:
        return {"password": tell("access.password_empty")}, 422
    if not fits(person, password):
        slow_down.note_failure(sign_in=word, address=address, at=request.at)
        return {"password": tell("access.password_not_matched")}, 422
    if needs_code and not take_code(person_id=person.pk, typed=code, at=request.at):
        slow_down.note_failure(sign_in=word, address=address, at=request.at)
        said = "access.code_not_matched" if code.strip() else "access.code_empty"
        return {"code": tell(said)}, 422
    slow_down.note_success(sign_in=word, address=address)
    return {}, 200


def _ask(
    request: HttpRequest, problems: dict[str, str], status: int, needs_code: bool
) -> HttpResponse:
    values = {
        "problems": problems,
        "needs_code": needs_code,
        "next": coming_in.wanted_of(cast(Request, request)),
    }
    return render(request, "access/prove.html", values, status=status)
