"""S27: the deduction authorisation with its versions, and taking it back."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.foundation.documents.queries import CIVIL_SERVANT, documents_of
from payung.kernel.people import Role, Viewer
from payung.process.papers import NothingToPrint, deduction_authorisation
from payung.process.sponsoring import withdraw_permission
from payung.reports.workers.office import own_office
from payung.reports.workers.stopped import stopper_of
from payung.reports.workers.stopping import stoppable
from payung.stages.enrolment.problems import UnknownSponsor
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of

KIND: Final = "D01"


@require_safe
@needs(Role.SPONSOR)
def letter(request: Request, viewer: Viewer) -> HttpResponse:
    """S27."""
    office = own_office(viewer=viewer, on=day_of(request))
    papers = []
    if office is not None:
        papers = documents_of(
            viewer=viewer, subject_type=CIVIL_SERVANT, subject_id=office.sponsor_id, kind=KIND
        )
    stopper = None
    if office is not None:
        stopper = stopper_of(viewer=viewer, sponsor_id=office.sponsor_id)
    shown = {"papers": papers, "office": office, "has_stopped": stopper is not None}
    return render(request, "sponsor/surat-kuasa.html", shown)


@require_POST
@needs(Role.SPONSOR)
def make(request: Request, viewer: Viewer) -> HttpResponse:
    """Make today's version, which is the last one where nothing changed, and hand it over."""
    office = own_office(viewer=viewer, on=day_of(request))

    def do() -> str:
        if office is None:
            raise NothingToPrint
        by, at = actor_of(request), request.at
        paper = deduction_authorisation(sponsor_id=office.sponsor_id, by=by, at=at)
        return f"{reverse('paper', args=[paper])}?unduh=1"

    try:
        return once(request, action="sponsor.letter", do=do)
    except NothingToPrint:
        messages.warning(request, tell("sponsor.letter.nothing"))
        return HttpResponseRedirect(reverse("letter"))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
@needs_fresh
def withdraw(request: Request, viewer: Viewer) -> HttpResponse:
    """Take the permission back for all workers; what they lose stands above the button."""
    office = own_office(viewer=viewer, on=day_of(request))
    if request.method == "POST":
        return _withdraw(request, None if office is None else office.sponsor_id)
    mine = stoppable(viewer=viewer, on=day_of(request))
    return render(request, "sponsor/cabut.html", {"workers": mine})


def _withdraw(request: Request, sponsor_id: int | None) -> HttpResponse:
    def do() -> str:
        if sponsor_id is None:
            raise UnknownSponsor
        withdraw_permission(sponsor_id=sponsor_id, by=actor_of(request), at=request.at)
        messages.success(request, tell("sponsor.letter.withdrawn"))
        return reverse("letter")

    try:
        return once(request, action="sponsor.withdraw", do=do)
    except UnknownSponsor:
        messages.warning(request, tell("sponsor.letter.nothing"))
        return HttpResponseRedirect(reverse("letter"))
