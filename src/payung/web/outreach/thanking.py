"""D18: Korpri thanks an office, or somebody who agreed to be named."""

from django.http import HttpResponse
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.process.papers import NothingToPrint, NotYours, thanks
from payung.process.papers.thanks import LONGEST_NAME
from payung.stages.registry.queries.offices import open_offices
from payung.web.guards import needs
from payung.web.once import once
from payung.web.refs import id_of, ref_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods


@form_methods
@needs(Role.KORPRI, Role.SECRETARIAT)
def thank(request: Request, viewer: Viewer) -> HttpResponse:
    """Ask whom to thank, and make the certificate."""
    said = Said(request)
    offices = [(ref_of("agency", pk), name) for pk, name in open_offices(viewer=viewer)]
    if said.is_sent:
        office = said.choice("kantor", offices, empty="outreach.thanks.office_empty")
        name = said.text("nama", most=LONGEST_NAME)
        typed = request.POST.get("tanggal_hari", "")
        on = said.day("tanggal", empty="outreach.thanks.consent_empty") if name or typed else None
        if not said.problems:

            def do() -> str:
                made = thanks(
                    agency_id=id_of("agency", office),
                    name=name,
                    consented_on=on,
                    by=actor_of(request),
                    at=request.at,
                )
                return reverse("paper", args=[made])

            try:
                with said.refusing({NotYours: ("kantor", "outreach.thanks.office_empty")}):
                    return once(request, action="korpri.thanks", do=do)
            except NothingToPrint:
                field = "tanggal" if name else "kantor"
                said.wrong(field, f"outreach.thanks.{'consent' if name else 'office'}_refused")
    asks = [
        Ask(id="kantor", code="outreach.thanks.office", part="select", options=offices),
        Ask(id="nama", code="outreach.thanks.name", is_optional=True, maxlength=LONGEST_NAME),
        Ask(id="tanggal", code="outreach.thanks.consent", part="date", value=("", "", "")),
    ]
    return ask_page(said, "outreach.thanks", asks, back=reverse("korpri-home"))
