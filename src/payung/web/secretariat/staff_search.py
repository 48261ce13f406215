"""S104a: one civil servant of the regency, by a NIP they have or had, or by name."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.audit.looks import note_look
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.kernel.sealing import CannotOpen
from payung.stages.registry.queries.nips import staff_found
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said
from payung.web.secretariat.offices import form_methods

KEPT: Final = "staff_search"
PLACE: Final = "web.staff_search"
LONGEST: Final = 60
SHORTEST: Final = 2


@form_methods
@needs(Role.SECRETARIAT)
def find(request: Request, viewer: Viewer) -> HttpResponse:
    """What was searched stands sealed in the session: a NIP is in no address and no log."""
    said = Said(request)
    if said.is_sent:
        wanted = said.text("cari", most=LONGEST)
        if len(wanted) < SHORTEST:
            said.wrong("cari", "nip.find.too_short")
        if said.problems:
            return _page(request, viewer, wanted, said.problems)
        request.session[KEPT] = sealer().seal(f"{viewer.person_id}:{wanted}", PLACE).hex()
        note_look(
            "search",
            by=actor_of(request),
            at=request.at,
            row_count=len(staff_found(viewer=viewer, text=wanted)),
            reason=tell("nip.find.noted"),
        )
        return HttpResponseRedirect(reverse("manage-staff-find"))
    return _page(request, viewer, _searched(request, viewer), {})


def _page(request: Request, viewer: Viewer, wanted: str, problems: dict[str, str]) -> HttpResponse:
    found = staff_found(viewer=viewer, text=wanted) if wanted and not problems else []
    context = {"wanted": wanted, "staff": found, "problems": problems}
    status = 422 if problems else 200
    return render(request, "secretariat/staff_find.html", context, status=status)


def _searched(request: Request, viewer: Viewer) -> str:
    """Return what this person searched last in this session; nobody else's."""
    try:
        opened = sealer().open(bytes.fromhex(request.session.get(KEPT, "")), PLACE)
    except (CannotOpen, ValueError):
        return ""
    who, _, wanted = opened.partition(":")
    return wanted if who == str(viewer.person_id) else ""
