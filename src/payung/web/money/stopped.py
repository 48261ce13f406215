"""Whose deductions stopped, and the letter about it (D16), for the treasurer's file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.people import Role, Viewer
from payung.process.papers import NothingToPrint, stop_letter
from payung.reports.workers.stopped import stopped_rows, stopper_of
from payung.web.guards import needs
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD)
def stopped(request: Request, viewer: Viewer) -> HttpResponse:
    """The civil servants of the office from whose pay something is no longer cut."""
    page = page_of(request, lambda skip, most: stopped_rows(viewer=viewer, skip=skip, most=most))
    context = {"page": page, "may_print": viewer.role is Role.TREASURER}
    return render(request, "money/stopped.html", context)


@require_POST
@needs(Role.TREASURER)
def letter(request: Request, viewer: Viewer, sponsor_id: int) -> HttpResponse:
    """Make the letter, which is the last one where nothing changed, and hand it over."""
    if stopper_of(viewer=viewer, sponsor_id=sponsor_id) is None:
        raise Http404

    def do() -> str:
        paper = stop_letter(sponsor_id=sponsor_id, by=actor_of(request), at=request.at)
        return f"{reverse('paper', args=[paper])}?unduh=1"

    try:
        return once(request, action="stop.letter", do=do)
    except NothingToPrint as nothing:
        raise Http404 from nothing
