"""What is sealed opens for an hour to whoever says why; the stage keeps the look (X2)."""

from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say
from payung.stages.claims.operations import open_facts
from payung.stages.claims.queries import ReasonNeeded, claim_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

REASONS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.OFFICER: ("prepare", "answer", "correct", "hand_over"),
    Role.BRANCH: ("decide", "pay", "answer"),
}
"""What a claim is opened for in the ordinary course; the others write their own words."""
LEAST_WORDS, MOST_WORDS = 10, 150
BACK: Final = "lanjut"
_WHY: Final = "alasan"


@form_methods
@needs(Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR)
def opening(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Take the reason, and go on to the page that asked for it."""
    try:
        found = claim_of(viewer=viewer, claim_id=claim_id, at=request.at) is not None
    except ReasonNeeded:
        found = True
    if not found:
        raise Http404
    said = Said(request)
    back = _back(request, viewer, claim_id)
    if said.is_sent and (reason := _reason(said, viewer.role)):

        def do() -> str:
            open_facts(claim_id=claim_id, reason=reason, by=actor_of(request), at=request.at)
            return back

        return once(request, action="claim.open", do=do)
    return _asked(said, viewer, claim_id, back)


def ask_why(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Ask for the reason in place of the page that would show what is sealed."""
    return _asked(Said(request), viewer, claim_id, request.path)


def reported(request: Request, claim_id: int) -> None:
    """Leave what somebody wrote a moment ago open to them; the look is kept all the same."""
    reason = say("claim.open.reason.reported")
    open_facts(claim_id=claim_id, reason=reason, by=actor_of(request), at=request.at)


def _asked(said: Said, viewer: Viewer, claim_id: int, back: str) -> HttpResponse:
    return ask_page(
        said,
        "claim.open",
        [_question(viewer.role)],
        back=reverse("claims"),
        extra={"hidden": {BACK: back}, "action": reverse("claim-open", args=[claim_id])},
    )


def _question(role: Role) -> Ask:
    if role not in REASONS:
        return Ask(id=_WHY, code="claim.open.words", maxlength=MOST_WORDS)
    options = [(code, tell(f"claim.open.reason.{code}")) for code in REASONS[role]]
    return Ask(id=_WHY, code="claim.open.why", part="choices", options=options)


def _reason(said: Said, role: Role) -> str:
    """Return the reason as it is kept, in Indonesian; nothing with its problem noted."""
    if role not in REASONS:
        words = said.text(_WHY, most=MOST_WORDS, empty="claim.open.words_empty")
        if words and len(words) < LEAST_WORDS:
            said.wrong(_WHY, "claim.open.words_empty")
        return "" if said.problems else words
    options = [(code, code) for code in REASONS[role]]
    code = said.choice(_WHY, options, empty="claim.open.why_empty")
    return say(f"claim.open.reason.{code}") if code else ""


def _back(request: Request, viewer: Viewer, claim_id: int) -> str:
    """Return the page of ours that asked; the claim's own where none did."""
    wanted = request.POST.get(BACK) or request.GET.get(BACK, "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    name = "branch-claim" if viewer.role is Role.BRANCH else "claim"
    return reverse(name, args=[claim_id])
