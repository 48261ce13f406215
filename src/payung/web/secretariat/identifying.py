"""S112: seeing who asks: how it was seen, and whose data it is; the number is not kept."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.desk.operations import identify_asker
from payung.foundation.desk.queries import AskedInFull
from payung.kernel.findings import Unreadable
from payung.kernel.nip import parse_nip
from payung.kernel.people import Role, Viewer
from payung.stages.registry.queries import worker_by_nik
from payung.stages.registry.queries.nips import staff_found
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.requests import REFUSED, asked_or_404

NIP_DIGITS = 18
WAYS = ("ktp", "heir", "proxy", "called")


@form_methods
@needs(Role.SECRETARIAT)
def identify(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """Say how you saw who asks; until then nothing of anybody is shown."""
    asked = asked_or_404(viewer, request_id)
    if asked.state != "open":
        raise Http404
    said = Said(request)
    if said.is_sent:
        way = said.choice("cara", _ways(), empty="desk.identify.way_empty")
        note = said.text("catatan", most=100)
        whose = _whose(said, viewer)
        if not said.problems:
            how = tell(f"desk.identify.way_{way}") + (f". {note}" if note else "")

            def do() -> str:
                identify_asker(
                    request_id=request_id,
                    how=how,
                    **whose,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("desk.identify.done"))
                return reverse("manage-request", args=[request_id])

            with said.refusing(REFUSED):
                return once(request, action="data.identify", do=do)
    asks = [
        Ask(id="cara", code="desk.identify.way", part="choices", options=_ways()),
        Ask(id="catatan", code="desk.identify.note", is_optional=True, maxlength=100),
        Ask(id="nik", code="desk.identify.nik", kind="digits", is_optional=True, width="medium"),
        Ask(id="tidak_ada", code="desk.identify.none", part="tick"),
    ]
    return ask_page(
        said,
        "desk.identify",
        asks,
        back=reverse("manage-request", args=[request_id]),
        facts=_facts(asked),
    )


def _whose(said: Said, viewer: Viewer) -> dict[str, int]:
    """
    Return whose data it is, by the number read from the card; the number goes nowhere else.

    A NIK is a worker's and a NIP a civil servant's; they differ in their length.
    """
    typed = said.request.POST.get("nik", "").strip()
    said.values["nik"] = typed[:40]
    has_none = said.tick("tidak_ada")
    if not typed:
        if not has_none:
            said.wrong("nik", "desk.identify.nik_empty")
        return {}
    try:
        found = _by_number(viewer, typed)
    except Unreadable as problem:
        said.wrong("nik", problem.finding.code, **problem.finding.values)
        return {}
    if not found:
        said.wrong("nik", "desk.identify.unknown")
    return found


def _by_number(viewer: Viewer, typed: str) -> dict[str, int]:
    if sum(sign.isdigit() for sign in typed) == NIP_DIGITS:
        found = staff_found(viewer=viewer, text=parse_nip(typed))
        return {"civil_servant_id": found[0].civil_servant_id} if found else {}
    worker = worker_by_nik(viewer=viewer, nik=typed)
    return {} if worker is None else {"worker_id": worker.worker_id}


def _ways() -> list[Option]:
    return [(way, tell(f"desk.identify.way_{way}")) for way in WAYS]


def _facts(asked: AskedInFull) -> list[Fact]:
    return [
        Fact(tell("desk.request.name"), asked.name),
        Fact(tell("desk.request.kind"), tell(f"desk.request.kind_{asked.kind}")),
        Fact(tell("desk.request.words"), asked.words),
    ]
