"""What is sealed about a claim is put on paper, and opened again, only for who says why."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.kernel.people import Viewer
from payung.stages.claims.queries import ReasonNeeded, facts_of
from payung.web.requests import Request


def may_read(request: Request, viewer: Viewer, claim_id: int) -> bool:
    """Return whether this person said within the hour why they read the facts of the claim."""
    try:
        return facts_of(viewer=viewer, claim_id=claim_id, at=request.at) is not None
    except ReasonNeeded:
        return False


def to_reason(request: Request, claim_id: int) -> HttpResponse:
    """Send to the page that asks for the reason, which leads back here."""
    back = urlencode({"lanjut": request.path})
    return HttpResponseRedirect(f"{reverse('claim-open', args=[claim_id])}?{back}")
