"""S86: paying one heir, or the worker, with the proof; and one school year of a child."""

from dataclasses import asdict

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.claims.operations import pay
from payung.stages.claims.queries import (
    DecisionView,
    HeirRow,
    ReasonNeeded,
    claim_of,
    decision_of,
    heirs_of,
    proof_of,
)
from payung.web.access.step_up import needs_fresh
from payung.web.claims.files import READERS
from payung.web.claims.moving import claim_or_404
from payung.web.claims.opening import ask_why
from payung.web.claims.proven import Paid, proven, questions_of
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of
from payung.web.scans import scan_file
from payung.web.secretariat.asking import Said, ask_page
from payung.web.secretariat.offices import form_methods


@form_methods
@needs(Role.BRANCH)
@needs_fresh
def paying(
    request: Request, viewer: Viewer, claim_id: int, heir_id: int | None = None
) -> HttpResponse:
    """Say that an heir was paid, how much and when, with the picture that proves it."""
    claim = claim_or_404(request, viewer, claim_id)
    decision = decision_of(viewer=viewer, claim_id=claim_id, at=request.at)
    try:
        heirs = heirs_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    heir = next((h for h in heirs.heirs if h.heir_id == heir_id), None) if heirs else None
    if decision is None or (heir_id is not None and heir is None):
        raise Http404
    said = Said(request)

    def record(paid: Paid) -> None:
        by, at = actor_of(request), request.at
        pay(claim_id=claim_id, heir_id=heir_id, **asdict(paid), by=by, at=at)

    is_closed = "pay" not in claim.actions or (claim.is_death and heir is None)
    if said.is_sent and not is_closed:
        answer = proven(said, claim, "claim.pay", record)
        if answer is not None:
            return answer
    left = render_rupiah(decision.left_idr)
    return ask_page(
        said,
        "claim.pay",
        questions_of(said, left.removeprefix("Rp")),
        back=reverse("branch-claim", args=[claim_id]),
        facts=_facts(decision, heir, claim.worker),
        values={"name": heir.name if heir else claim.worker},
        is_upload=True,
        extra={"is_closed": is_closed},
    )


def _facts(decision: DecisionView, heir: HeirRow | None, worker: str) -> list[Fact]:
    to = [Fact(tell("claim.pay.to"), heir.name if heir else worker)]
    if heir is not None:
        to.append(Fact(tell("claim.heir.relation"), tell(f"claim.relation.{heir.relation}")))
        to.append(Fact(tell("claim.heir.account"), f"{heir.bank} {heir.account}".strip()))
    return [
        *to,
        Fact(tell("claim.decision.total"), render_rupiah(decision.total_idr)),
        Fact(tell("claim.decision.left"), render_rupiah(decision.left_idr)),
    ]


@require_safe
@needs(*READERS)
def proof(request: Request, viewer: Viewer, claim_id: int, payment_id: int) -> HttpResponse:
    """Hand out the picture that proves a payment, to whoever said why."""
    try:
        if claim_of(viewer=viewer, claim_id=claim_id, at=request.at) is None:
            raise Http404
        found = proof_of(viewer=viewer, payment_id=payment_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if found is None:
        raise Http404
    return scan_file(found.content, kind=found.kind, number=found.name)
