"""S56: Korpri's first page. How many joined, and nobody's name; never who has not."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.outreach.korpri import korpri_home
from payung.reports.outreach.visits import visits_next
from payung.web.guards import needs
from payung.web.requests import Request, day_of

FEW: Final = 5


@require_safe
@needs(Role.KORPRI, Role.SECRETARIAT)
def home(request: Request, viewer: Viewer) -> HttpResponse:
    """S56."""
    shown = {
        "data": korpri_home(viewer=viewer, at=request.at),
        "visits": visits_next(viewer=viewer, on=day_of(request))[:FEW],
    }
    return render(request, "outreach/korpri.html", shown)
