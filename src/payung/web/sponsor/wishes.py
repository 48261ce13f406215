"""S29: how I am reached, and which messages I want."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.foundation.access.operations_contact import contact_of, set_contact
from payung.foundation.access.operations_wishes import choose_messages
from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of

WANTED: Final = (
    *("wa.registered", "wa.correction", "wa.active_sponsor", "wa.first_cut", "wa.arrears"),
)
LONGEST_EMAIL: Final = 200


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
@needs_fresh
def wishes(request: Request, viewer: Viewer) -> HttpResponse:
    """S29."""
    del viewer
    person = request.person
    assert person is not None
    problems: dict[str, str] = {}
    if request.method == "POST":
        email, phone = _typed(request, problems)
        if not problems:
            return once(request, action="sponsor.wishes", do=lambda: _keep(request, email, phone))
        values = {"email": request.POST.get("email", ""), "wa": request.POST.get("wa", "")}
        chosen = [code for code in WANTED if code in request.POST.getlist("pesan")]
    else:
        email, phone = contact_of(person)
        values = {"email": email, "wa": render_phone(phone) if phone else ""}
        chosen = [code for code in WANTED if code not in person.unwanted]
    shown = {
        "values": values,
        "chosen": chosen,
        "options": [(code, tell(f"sponsor.message.{code[3:]}")) for code in WANTED],
        "problems": problems,
    }
    return render(request, "sponsor/pesan.html", shown, status=422 if problems else 200)


def _typed(request: Request, problems: dict[str, str]) -> tuple[str, str]:
    email, phone = request.POST.get("email", "").strip(), request.POST.get("wa", "").strip()
    try:
        if len(email) > LONGEST_EMAIL:
            problems["email"] = tell("sponsor.message.email_long", most=LONGEST_EMAIL)
        elif email:
            validate_email(email)
    except ValidationError:
        problems["email"] = tell("sponsor.message.email_wrong")
    try:
        phone = str(parse_phone(phone)) if phone else ""
    except Unreadable as reason:
        problems["wa"] = reason.finding.message(current())
    return email, phone


def _keep(request: Request, email: str, phone: str) -> str:
    by, at = actor_of(request), request.at
    person_id = by.person_id or 0
    set_contact(person_id=person_id, email=email, phone=phone, by=by, at=at)
    wanted = request.POST.getlist("pesan")
    unwanted = [code for code in WANTED if code not in wanted]
    choose_messages(person_id=person_id, unwanted=unwanted, by=by, at=at)
    messages.success(request, tell("sponsor.message.kept"))
    return reverse("wishes")
