"""A disability that came later from the same accident: a claim of its own, linked to the first."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.process.claiming import report_disability
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import ReasonNeeded, claim_of, facts_of
from payung.stages.claims.sums.facts import Facts, Outcome
from payung.web.claims.files import sentence
from payung.web.claims.opening import ask_why, reported
from payung.web.claims.outcome import questions, typed
from payung.web.claims.shown import title_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said, ask_page
from payung.web.secretariat.offices import form_methods

ACTION = "later"


@form_methods
@needs(Role.OFFICER)
def later(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Report it with the doctor's finding; what is known of the accident is not asked again."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        seen = facts_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if claim is None or seen is None or claim.kind != "jkk":
        raise Http404
    known = replace(
        seen.facts,
        outcome=Outcome.PENDING,
        declared_at=None,
        losses=(),
        unable_from=None,
        unable_until=None,
        costs_idr={},
    )
    said = Said(request)
    if said.is_sent and (answer := _reported(said, claim_id, known)) is not None:
        return answer
    return ask_page(
        said,
        "claim.later",
        list(questions(claim, known)),
        back=reverse("claim", args=[claim_id]),
        values={"title": title_of(claim)},
        extra={"is_closed": ACTION not in claim.actions},
    )


def _reported(said: Said, claim_id: int, known: Facts) -> HttpResponse | None:
    request = said.request
    facts = typed(said, known)
    if said.problems:
        return None

    def do() -> str:
        found = report_disability(
            claim_id=claim_id, facts=facts, by=actor_of(request), at=request.at
        )
        reported(request, found.claim_id)
        messages.success(request, tell("claim.later.done"))
        return reverse("claim", args=[found.claim_id])

    try:
        return once(request, action="claim.later", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        said.problems["form"] = sentence(refusal)
    return None
