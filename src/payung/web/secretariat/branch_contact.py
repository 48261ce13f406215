"""How the branch of the insurer is reached: what families read after an accident (S09a)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.reports.homes.places import place_of
from payung.stages.registry.operations.contacts import (
    ADDRESS,
    BRANCH_NAME,
    HOURS,
    set_branch_contact,
)
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods


@form_methods
@needs(Role.SECRETARIAT)
def contact(request: Request, viewer: Viewer) -> HttpResponse:
    """Name, number, address and hours of the branch, for everybody to read."""
    place = place_of(viewer=viewer)
    if place is None or viewer.regency_id is None:
        raise Http404
    said, regency_id = Said(request), viewer.regency_id
    if said.is_sent:
        name = said.text("nama", most=BRANCH_NAME, empty="desk.branch.name_empty")
        phone = _phone(said)
        address = said.text("alamat", most=ADDRESS)
        hours = said.text("jam", most=HOURS)
        if not said.problems:

            def do() -> str:
                set_branch_contact(
                    regency_id=regency_id,
                    name=name,
                    phone=phone,
                    address=address,
                    hours=hours,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("desk.branch.kept"))
                return reverse("manage-branch")

            return once(request, action="branch.contact", do=do)
    number = render_phone(place.branch_phone) if place.branch_phone else ""
    asks = [
        Ask(id="nama", code="desk.branch.name", maxlength=BRANCH_NAME, value=place.branch),
        Ask(id="telepon", code="desk.branch.phone", kind="tel", is_optional=True, value=number,
            width="medium", maxlength=20),
        Ask(id="alamat", code="desk.branch.address", is_optional=True, maxlength=ADDRESS,
            value=place.branch_address),
        Ask(id="jam", code="desk.branch.hours", is_optional=True, maxlength=HOURS,
            value=place.branch_hours),
    ]  # fmt: skip
    return ask_page(said, "desk.branch", asks, back=reverse("manage-offices"))


def _phone(said: Said) -> str:
    typed = said.text("telepon", most=20)
    if not typed:
        return ""
    try:
        return parse_phone(typed)
    except Unreadable as problem:
        said.wrong("telepon", problem.finding.code, **problem.finding.values)
        return ""
