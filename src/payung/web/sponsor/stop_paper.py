"""D16 for the civil servant: the letter about what is no longer cut from their pay."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from payung.kernel.people import Role, Viewer
from payung.process.papers import NothingToPrint, stop_letter
from payung.reports.workers.office import own_office
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of


@require_POST
@needs(Role.SPONSOR)
def make(request: Request, viewer: Viewer) -> HttpResponse:
    """Make today's version, which is the last one where nothing changed, and hand it over."""
    office = own_office(viewer=viewer, on=day_of(request))

    def do() -> str:
        if office is None:
            raise NothingToPrint
        paper = stop_letter(sponsor_id=office.sponsor_id, by=actor_of(request), at=request.at)
        return f"{reverse('paper', args=[paper])}?unduh=1"

    try:
        return once(request, action="sponsor.stop_letter", do=do)
    except NothingToPrint:
        messages.warning(request, tell("sponsor.stop_letter.nothing"))
        return HttpResponseRedirect(reverse("letter"))
