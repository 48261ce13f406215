"""S86: one claim at the branch: take it in, ask for more papers, or refuse it with a reason."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.claims.operations import ask_more, refuse, take_in
from payung.stages.claims.queries import (
    ClaimView,
    HeirsSeen,
    ReasonNeeded,
    heirs_of,
    papers_of,
)
from payung.web.access.step_up import needs_fresh
from payung.web.claims.case import context_of
from payung.web.claims.moving import MOST_REASON, carried_out, claim_or_404
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import UNPROCESSABLE, Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods


@require_safe
@needs(Role.BRANCH)
def one(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """S86."""
    return _page(request, viewer, claim_or_404(request, viewer, claim_id), {})


def _page(
    request: Request, viewer: Viewer, claim: ClaimView, problems: dict[str, str]
) -> HttpResponse:
    context = context_of(request, viewer, claim)
    context["problems"] = problems
    context["papers"] = papers_of(viewer=viewer, claim_id=claim.claim_id, at=request.at)
    context["heirs"] = heirs_if_open(request, viewer, claim)
    status = UNPROCESSABLE if problems else 200
    return render(request, "claims/branch.html", context, status=status)


def heirs_if_open(request: Request, viewer: Viewer, claim: ClaimView) -> HeirsSeen | None:
    """Return the heirs; None while nobody said why they should be opened."""
    try:
        return heirs_of(viewer=viewer, claim_id=claim.claim_id, at=request.at)
    except ReasonNeeded:
        return None


@require_POST
@needs(Role.BRANCH)
def taking_in(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Say that the branch has the file and works on it."""
    claim = claim_or_404(request, viewer, claim_id)
    said = Said(request)

    def do() -> None:
        take_in(claim_id=claim_id, by=actor_of(request), at=request.at)

    answer = carried_out(said, claim, "claim.take_in", do)
    return answer or _page(request, viewer, claim, said.problems)


@form_methods
@needs(Role.BRANCH)
def asking_more(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Send the file back for another paper, with the words that the officer reads."""
    claim = claim_or_404(request, viewer, claim_id)

    def do(reason: str) -> None:
        ask_more(claim_id=claim_id, reason=reason, by=actor_of(request), at=request.at)

    return _with_words(request, claim, "claim.more", "ask_more", do)


@form_methods
@needs(Role.BRANCH)
@needs_fresh
def refusing(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Refuse a claim; the family reads that it was, the officer also why."""
    claim = claim_or_404(request, viewer, claim_id)

    def do(reason: str) -> None:
        refuse(claim_id=claim_id, reason=reason, by=actor_of(request), at=request.at)

    return _with_words(request, claim, "claim.refuse", "refuse", do)


def _with_words(
    request: Request, claim: ClaimView, code: str, action: str, do: Callable[[str], None]
) -> HttpResponse:
    said = Said(request)
    if said.is_sent:
        reason = said.words("alasan", most=MOST_REASON, empty=f"{code}.why_empty")
        if not said.problems:
            answer = carried_out(said, claim, code, lambda: do(reason))
            if answer is not None:
                return answer
    return ask_page(
        said,
        code,
        [Ask(id="alasan", code=f"{code}.why", kind="area", maxlength=MOST_REASON)],
        back=reverse("branch-claim", args=[claim.claim_id]),
        facts=[
            Fact(tell("claim.col.worker"), claim.worker),
            Fact(tell("claim.col.office"), claim.agency),
        ],
        is_danger=action == "refuse",
        extra={"is_closed": action not in claim.actions},
    )
