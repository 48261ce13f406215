"""The papers of a claim by a button: checklist, accident data, award explanation, receipt."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.people import Role, Viewer
from payung.process.papers import NothingToPrint, NotYours
from payung.process.papers.claim_sheets import claim_sheet, sheets_for
from payung.stages.claims.queries import ReasonNeeded, claim_of
from payung.web.guards import needs
from payung.web.once import once
from payung.web.papers.reasons import to_reason
from payung.web.requests import Request, actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER, Role.BRANCH)
def claim_print(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Offer the papers that this claim can have; make the one that was chosen."""
    claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
    if claim is None:
        raise Http404
    sheets = sheets_for(claim)
    chosen = request.POST.get("surat", "")
    if request.method == "POST" and chosen in sheets:

        def do() -> str:
            by, at = actor_of(request), request.at
            return reverse(
                "paper", args=[claim_sheet(claim_id=claim_id, sheet=chosen, by=by, at=at)]
            )

        try:
            return once(request, action="claim.print", do=do)
        except ReasonNeeded:
            return to_reason(request, claim_id)
        except (NotYours, NothingToPrint) as problem:
            raise Http404 from problem
    back = reverse("branch-claim" if viewer.role is Role.BRANCH else "claim", args=[claim_id])
    return render(request, "papers/claim.html", {"claim": claim, "sheets": sheets, "back": back})
