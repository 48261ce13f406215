"""S21: which pay a worker's contribution is taken from, changed by the sponsor alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.kernel.month import Month
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.process.pay_source import SourceRefused, change_pay_source
from payung.reports.workers.one import OneWorker, one_worker
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.pay_sources import choices, closed_words, sources_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

FIELD = "sumber"


@form_methods
@needs(Role.SPONSOR)
@needs_fresh
def source(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """The list that is locked stays; the next one is cut from what is chosen here."""
    on = day_of(request)
    worker = one_worker(viewer=viewer, sponsorship_id=sponsorship_id, on=on)
    if worker is None:
        raise Http404
    back = reverse("worker", args=[sponsorship_id])
    if not (worker.is_open and worker.has_permission and worker.ceiling_idr):
        return HttpResponseRedirect(back)
    open_to = sources_of(request, viewer, Month.of(on).next)
    said = Said(request)
    if said.is_sent and (answer := _changed(said, worker, open_to, back)) is not None:
        return answer
    options = choices(open_to)
    asked = Ask(
        id=FIELD,
        code="sponsor.source.ask",
        part="choices",
        options=options,
        value=worker.pay_source,
    )
    closed = closed_words(open_to)
    return ask_page(
        said,
        "sponsor.source.page",
        [asked] if options else [],
        back=back,
        values={"name": worker.name},
        facts=[Fact(tell("sponsor.source.now"), tell(f"sponsor.source.{worker.pay_source}"))],
        warnings=[closed] if closed else [],
        extra={"is_closed": not options},
    )


def _changed(
    said: Said, worker: OneWorker, open_to: tuple[str, ...], back: str
) -> HttpResponse | None:
    chosen = said.choice(FIELD, [(code, code) for code in open_to], empty="sponsor.consent.empty")
    if said.problems:
        return None

    def do() -> str:
        change_pay_source(
            sponsorship_id=worker.sponsorship_id,
            pay_source=chosen,
            by=actor_of(said.request),
            at=said.request.at,
        )
        name = tell(f"sponsor.source.{chosen}")
        messages.success(said.request, tell("sponsor.source.done", source=name))
        return back

    try:
        return once(said.request, action="sponsor.source", do=do)
    except SourceRefused as refused:
        said.wrong(FIELD, refused.code)
    except MoveNotAllowed:
        return HttpResponseRedirect(back)
    return None
