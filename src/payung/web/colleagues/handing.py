"""S3D: handing the officer's duty to a colleague. The old access ends the same second."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.access.operations_handing import CannotSignIn
from payung.foundation.access.problems import DutyHeld, GrantsSelf, NotTheirsToHelp
from payung.kernel.findings import Unreadable
from payung.kernel.nip import parse_nip
from payung.kernel.people import Role, Viewer
from payung.process.handing import NotAColleague, hand_over_office
from payung.stages.enrolment.queries import queue_counts
from payung.stages.registry.queries import relocations
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of

_PILES = ("returned", "registered", "verified", "submitted")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
@needs_fresh
def hand_over(request: Request, viewer: Viewer) -> HttpResponse:
    """S3D."""
    if request.method != "POST":
        return _page(request, viewer, {})
    try:
        nip = str(parse_nip(request.POST.get("nip", "")))
    except Unreadable as reason:
        return _page(request, viewer, {"nip": reason.finding.message(current())})
    if not request.POST.get("paham"):
        return _page(request, viewer, {"paham": tell("handing.tick")})
    try:
        return once(request, action="duty.hand_over", do=lambda: _handed(request, nip))
    except (NotAColleague, NotTheirsToHelp):
        return _page(request, viewer, {"nip": tell("handing.not_here")})
    except GrantsSelf:
        return _page(request, viewer, {"nip": tell("handing.self")})
    except CannotSignIn:
        return _page(request, viewer, {"nip": tell("handing.never_signed_in")})
    except DutyHeld:
        return _page(request, viewer, {"nip": tell("handing.holds_it")})


def _handed(request: Request, nip: str) -> str:
    hand_over_office(nip=nip, by=actor_of(request), at=request.at)
    messages.success(request, tell("handing.done"))
    return reverse("choose-role")


def _page(request: Request, viewer: Viewer, problems: dict[str, str]) -> HttpResponse:
    counts = queue_counts(viewer=viewer)
    moving = relocations(viewer=viewer, is_open=True)
    values = {
        "piles": [(pile, counts[pile]) for pile in _PILES],
        "moves": sum(row.waits_for(viewer.agency_id) for row in moving),
        "nip": request.POST.get("nip", ""),
        "paham": request.POST.get("paham", ""),
        "problems": problems,
    }
    return render(request, "colleagues/hand_over.html", values, status=422 if problems else 200)
