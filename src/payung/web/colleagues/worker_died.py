"""S39a: a worker of the office has died: recorded with the paper seen; what was paid stays."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.people import Role, Viewer
from payung.process.endings import worker_died
from payung.reports.cards import card_holders
from payung.stages.enrolment.queries import sponsorship_of
from payung.stages.registry.problems import DeathRefused
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page

_PAPER: Final = "surat"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
@needs_fresh
def record(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S39a."""
    found = card_holders(viewer=viewer, on=day_of(request), only=[sponsorship_id], most=1)
    row = sponsorship_of(viewer=viewer, sponsorship_id=sponsorship_id)
    if not found or row is None:
        raise Http404
    worker_id = row.worker_id
    who, said = found[0], Said(request)
    if said.is_sent:
        died_on = said.day("meninggal", empty="died.day_empty")
        if not said.tick(_PAPER):
            said.wrong(_PAPER, "died.paper_empty")
        if not said.problems and died_on is not None:

            def do() -> str:
                worker_died(
                    worker_id=worker_id, died_on=died_on, by=actor_of(request), at=request.at
                )
                messages.success(request, tell("died.done", name=who.worker))
                return reverse("office-search")

            try:
                return once(request, action="worker.died", do=do)
            except DeathRefused as refused:
                said.wrong("meninggal", str(refused))
    return ask_page(
        said,
        "died",
        [
            Ask(id="meninggal", code="died.day", part="date"),
            Ask(id=_PAPER, code="died.paper", part="tick"),
        ],
        back=reverse("office-search"),
        facts=[Fact(tell("died.worker"), who.worker), Fact(tell("died.sponsor"), who.sponsor)],
        values={"name": who.worker},
        warnings=[tell("died.effect")],
        is_danger=True,
    )
