"""The second factor at the door: its code, a backup code instead, and setting it up."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.foundation.access import slow_down
from payung.foundation.access.factors import (
    Secret,
    has_factor,
    secret_in_waiting,
    take_backup_code,
    take_code,
)
from payung.foundation.access.models import Person
from payung.foundation.access.operations_factors import begin_factor, confirm_factor
from payung.foundation.access.problems import CodeNotMatched, NoFactor
from payung.web.access import coming_in, pending, shown_once
from payung.web.access.qr import qr_svg
from payung.web.language import tell
from payung.web.requests import Request


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def factor_code(request: HttpRequest) -> HttpResponse:
    """S71. Six figures, each taken once; half a minute early or late still counts."""
    return _second_door(cast(Request, request), is_backup=False)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def backup_code(request: HttpRequest) -> HttpResponse:
    """S71 without the phone: one of the ten printed codes, each taken once."""
    return _second_door(cast(Request, request), is_backup=True)


def _second_door(request: Request, *, is_backup: bool) -> HttpResponse:
    who = pending.waiting(request)
    if who is None:
        return HttpResponseRedirect(reverse("sign-in"))
    person = who.person
    if not has_factor(person_id=person.pk):
        return HttpResponseRedirect(reverse("factor-setup"))
    if request.method != "POST":
        return _ask(request, {}, 200, is_backup)
    typed = request.POST.get("code", "")
    # A door of its own in the counting: whoever has the password must not get endless guesses.
    word, address = f"{person.sign_in}\ncode", coming_in.address_of(request)
    left = slow_down.wait(sign_in=word, address=address, at=request.at)
    if left:
        wait = coming_in.wait_in_words(left)
        return _ask(request, {"code": tell("access.code_must_wait", wait=wait)}, 429, is_backup)
    take = take_backup_code if is_backup else take_code
    if not take(person_id=person.pk, typed=typed, at=request.at):
        slow_down.note_failure(sign_in=word, address=address, at=request.at)
        said = "access.backup_not_matched" if is_backup else "access.code_not_matched"
        problem = tell(said if typed.strip() else "access.code_empty")
        return _ask(request, {"code": problem}, 422, is_backup)
    slow_down.note_success(sign_in=word, address=address)
    return coming_in.come_in(
        request, person, wanted=who.wanted, is_own_phone=who.is_own_phone, by_factor=True
    )


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def factor_setup(request: HttpRequest) -> HttpResponse:
    """The first authenticator, before a member of staff comes in for the first time."""
    ours = cast(Request, request)
    who = pending.waiting(ours)
    if who is None:
        return HttpResponseRedirect(reverse("sign-in"))
    person, by = who.person, coming_in.self_actor(ours, who.person)
    if has_factor(person_id=person.pk):
        return HttpResponseRedirect(reverse("factor-code"))
    if request.method != "POST":
        begin_factor(person_id=person.pk, by=by, at=ours.at)
        return show_setup(ours, _secret(person), {}, 200)
    try:
        codes = confirm_factor(
            person_id=person.pk, typed=request.POST.get("code", ""), by=by, at=ours.at
        )
    except NoFactor:
        return HttpResponseRedirect(reverse("factor-setup"))
    except CodeNotMatched:
        problems = {"code": tell("access.code_not_matched")}
        return show_setup(ours, _secret(person), problems, 422)
    response = coming_in.come_in(
        ours,
        person,
        wanted="",
        is_own_phone=who.is_own_phone,
        by_factor=True,
        via=reverse("backup-codes"),
    )
    shown_once.keep(ours, codes, wanted=who.wanted)
    return response


def show_setup(
    request: Request, secret: Secret | None, problems: dict[str, str], status: int
) -> HttpResponse:
    """Show the secret that waits, as a picture to scan and as letters to copy."""
    values = {
        "problems": problems,
        "secret": "" if secret is None else secret.text,
        "qr": "" if secret is None else qr_svg(secret.address),
        "at_the_door": request.person is None,
    }
    return render(request, "access/factor_setup.html", values, status=status)


def _secret(person: Person) -> Secret | None:
    return secret_in_waiting(person_id=person.pk, sign_in=person.sign_in)


def _ask(request: Request, problems: dict[str, str], status: int, is_backup: bool) -> HttpResponse:
    values = {"problems": problems, "is_backup": is_backup}
    return render(request, "access/factor_code.html", values, status=status)
