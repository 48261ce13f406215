"""S113: correcting what an incident is called; what it was called stays for everybody to read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.desk.operations import correct_incident
from payung.foundation.desk.operations.incidents import LONGEST_TITLE
from payung.foundation.desk.problems import AlreadyOver
from payung.kernel.people import Role, Viewer
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.incidents import incident_or_404
from payung.web.secretariat.offices import form_methods

_LONGEST_REASON = 300


@form_methods
@needs(Role.SECRETARIAT)
def incident(request: Request, viewer: Viewer, incident_id: int) -> HttpResponse:
    """Another title, or that personal data was (not) touched, always with why."""
    seen = incident_or_404(viewer, incident_id)
    if not seen.is_open:
        raise Http404
    said, page = Said(request), reverse("manage-incident", args=[incident_id])
    if said.is_sent:
        title = said.text("judul", most=LONGEST_TITLE, empty="desk.incident.title_empty")
        touches = said.tick("pribadi")
        reason = said.text("alasan", most=_LONGEST_REASON, empty="desk.reason_empty")
        if not said.problems and (title, touches) == (seen.title, seen.touches_personal_data):
            said.wrong("judul", "desk.incident.same")
        if not said.problems:

            def do() -> str:
                correct_incident(
                    incident_id=incident_id,
                    title=title,
                    touches_personal_data=touches,
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("desk.incident.correct_done"))
                return page

            with said.refusing({AlreadyOver: ("form", "desk.incident.over")}):
                return once(request, action="incident.correct", do=do)
    asks = [
        Ask(id="judul", code="desk.incident.title", maxlength=LONGEST_TITLE, value=seen.title),
        Ask(
            id="pribadi",
            code="desk.incident.personal",
            part="tick",
            value=seen.touches_personal_data,
        ),
        Ask(id="alasan", code="desk.reason", maxlength=_LONGEST_REASON),
    ]
    return ask_page(said, "desk.incident.correct", asks, back=page)
