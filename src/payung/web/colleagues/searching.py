"""S39: is so-and-so covered? Asked within the own office, and of nowhere else."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.audit.looks import note_look
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.kernel.sealing import CannotOpen
from payung.reports.cards import covered_now
from payung.stages.enrolment.queries import search
from payung.stages.enrolment.queries.searching import DIGITS, SHORTEST
from payung.stages.registry.queries.nips import StaffFound, staff_found
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of, day_of

KEPT = "office_search"
PLACE = "web.office_search"
LONGEST = 60
NIP_DIGITS = 18


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def search_page(request: Request, viewer: Viewer) -> HttpResponse:
    """S39. What was searched stands sealed in the session: in no address, log or history."""
    if request.method == "POST":
        wanted = request.POST.get("cari", "").strip()[:LONGEST]
        if problem := _problem(wanted):
            return _page(request, viewer, wanted, {"cari": problem})
        sealed = sealer().seal(f"{viewer.person_id}:{wanted}", PLACE)
        request.session[KEPT] = sealed.hex()
        found = len(search(viewer=viewer, text=wanted)) + len(_staff(viewer, wanted))
        how = "search.digits" if wanted.isdigit() else "search.name"
        how = "search.nip" if _is_nip(wanted) else how
        note_look("search", by=actor_of(request), at=request.at, row_count=found, reason=tell(how))
        return HttpResponseRedirect(reverse("office-search"))
    return _page(request, viewer, _searched(request, viewer), {})


def _page(request: Request, viewer: Viewer, wanted: str, problems: dict[str, str]) -> HttpResponse:
    found = search(viewer=viewer, text=wanted) if wanted and not problems else []
    covered = covered_now(
        viewer=viewer, worker_ids=[row.worker_id for row in found], on=day_of(request)
    )
    values = {
        "wanted": wanted,
        "found": [(row, row.worker_id in covered) for row in found],
        "staff": [] if problems else _staff(viewer, wanted),
        "problems": problems,
    }
    return render(request, "colleagues/search.html", values, status=422 if problems else 200)


def _staff(viewer: Viewer, wanted: str) -> list[StaffFound]:
    """Return the colleague with this NIP, or who had it before."""
    return staff_found(viewer=viewer, text=wanted) if _is_nip(wanted) else []


def _is_nip(wanted: str) -> bool:
    digits = "".join(sign for sign in wanted if sign not in " .")
    return digits.isdigit() and len(digits) == NIP_DIGITS


def _searched(request: Request, viewer: Viewer) -> str:
    """Return what this person searched last in this session; nobody else's."""
    try:
        opened = sealer().open(bytes.fromhex(request.session.get(KEPT, "")), PLACE)
    except (CannotOpen, ValueError):
        return ""
    who, _, wanted = opened.partition(":")
    return wanted if who == str(viewer.person_id) else ""


def _problem(wanted: str) -> str:
    if _is_nip(wanted):
        return ""
    if wanted.isdigit() and len(wanted) != DIGITS:
        return tell("search.four_digits")
    return "" if len(wanted) >= SHORTEST else tell("search.too_short")
