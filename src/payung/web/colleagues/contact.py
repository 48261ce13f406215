"""How the office is reached: shown to the public on the page of officers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone
from payung.stages.registry.operations import set_contact
from payung.stages.registry.queries import contact_of
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of

LONGEST = {"jam": 60, "ruang": 100}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def office_contact(request: Request, viewer: Viewer) -> HttpResponse:
    """The office's number, hours and room."""
    agency_id = viewer.agency_id or 0
    if request.method != "POST":
        kept = contact_of(viewer=viewer, agency_id=agency_id)
        shown = (kept.phone, kept.hours, kept.room) if kept else ("", "", "")
        return _page(request, dict(zip(("telepon", "jam", "ruang"), shown, strict=True)), {})
    values = {name: request.POST.get(name, "").strip() for name in ("telepon", "jam", "ruang")}
    phone, problems = _read(values)
    if problems:
        return _page(request, values, problems)

    def do() -> str:
        set_contact(
            agency_id=agency_id,
            phone=phone,
            hours=values["jam"],
            room=values["ruang"],
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("contact.saved"))
        return reverse("office-contact")

    return once(request, action="contact.set", do=do)


def _read(values: dict[str, str]) -> tuple[str, dict[str, str]]:
    problems = {
        name: tell("contact.too_long", most=most)
        for name, most in LONGEST.items()
        if len(values[name]) > most
    }
    if not values["telepon"]:
        return "", problems
    try:
        return str(parse_phone(values["telepon"])), problems
    except Unreadable as reason:
        return "", {"telepon": reason.finding.message(current()), **problems}


def _page(request: Request, values: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    shown = {"values": values, "problems": problems}
    return render(request, "colleagues/contact.html", shown, status=422 if problems else 200)
