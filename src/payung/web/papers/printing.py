"""D17 and D21 by a button: who will lose cover at an office, and the hand-over of a duty."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.access.queries import HeldDuty, duties_on
from payung.kernel.people import Role, Viewer
from payung.process import papers
from payung.process.papers import HANDED, NothingToPrint
from payung.stages.registry.queries import agencies
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@needs(Role.OFFICER, Role.OFFICE_HEAD)
def arrears(request: Request, viewer: Viewer) -> HttpResponse:
    """D17: the office's workers at risk as they stand today."""
    agency_id = viewer.agency_id
    assert agency_id is not None, "an officer belongs to an office"

    def do() -> str:
        made = papers.arrears_list(agency_id=agency_id, by=actor_of(request), at=request.at)
        return reverse("paper", args=[made])

    problems = {}
    if request.method == "POST":
        try:
            return once(request, action="paper.arrears", do=do)
        except NothingToPrint:
            problems = {"form": tell("desk.print.arrears_none")}
    values = {
        "title": tell("desk.print.arrears"),
        "lead": tell("desk.print.arrears_lead"),
        "back": reverse("office-home"),
        "can_print": True,
        "problems": problems,
    }
    return render(request, "papers/print.html", values, status=422 if problems else 200)


@form_methods
@needs(*HANDED)
def own_handover(request: Request, viewer: Viewer) -> HttpResponse:
    """D21, printed by who leaves, of the duty they act in."""
    duties = _duties(viewer, viewer.person_id or 0, day_of(request))
    here = [one for one in duties if (one.role, one.agency_id) == (viewer.role, viewer.agency_id)]
    home = "office-home" if viewer.role is Role.OFFICER else "treasurer-home"
    return _handover(request, viewer, here, back=reverse(home))


@form_methods
@needs(Role.SECRETARIAT)
def handover_of(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """D21, printed by the secretariat for somebody who leaves."""
    duties = _duties(viewer, person_id, day_of(request))
    back = reverse("manage-person", args=[person_id])
    return _handover(request, viewer, duties, back=back)


def _duties(viewer: Viewer, person_id: int, on: date) -> list[HeldDuty]:
    """Return what somebody could hand over. :raises Http404: nobody of this regency."""
    held = duties_on(viewer=viewer, person_id=person_id, on=on)
    if not held:
        raise Http404
    return [duty for duty in held if duty.role in HANDED and duty.agency_id is not None]


def _handover(
    request: Request, viewer: Viewer, duties: list[HeldDuty], *, back: str
) -> HttpResponse:
    problems = {}
    if request.method == "POST":
        chosen = next((duty for duty in duties if _code(duty) == _said(request, duties)), None)
        if chosen is not None:
            return once(request, action="paper.handover", do=lambda: _printed(request, chosen))
        problems = {"tugas": tell("desk.print.which_empty" if duties else "desk.print.no_duty")}
    offices = {row.agency_id: row.name for row in agencies(viewer=viewer)}
    values = {
        "title": tell("desk.print.handover"),
        "lead": tell("desk.print.handover_lead"),
        "back": back,
        "can_print": bool(duties),
        "none": "" if duties else tell("desk.print.no_duty"),
        "options": [(_code(duty), _words(duty, offices)) for duty in duties],
        "chosen": _said(request, duties),
        "problems": problems,
    }
    return render(request, "papers/print.html", values, status=422 if problems else 200)


def _printed(request: Request, duty: HeldDuty) -> str:
    assert duty.agency_id is not None
    made = papers.handover(
        person_id=duty.person_id,
        role=duty.role,
        agency_id=duty.agency_id,
        by=actor_of(request),
        at=request.at,
    )
    return reverse("paper", args=[made])


def _said(request: Request, duties: list[HeldDuty]) -> str:
    """Return the duty that was chosen; the only one needs no choosing."""
    return _code(duties[0]) if len(duties) == 1 else request.POST.get("tugas", "")


def _code(duty: HeldDuty) -> str:
    """Return a name for a duty within the form: it only picks among those that are shown."""
    return f"{duty.role}-{duty.duty_id}"


def _words(duty: HeldDuty, offices: dict[int, str]) -> str:
    return tell(
        "desk.print.handover_of",
        name=duty.name,
        role=tell(f"access.role.{duty.role}"),
        office=offices.get(duty.agency_id or 0, ""),
    )
