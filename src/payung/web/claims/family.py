"""S65: the family asks how far it is, with the card's code and the holder's birth date."""

from datetime import date
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from payung.foundation.access.tries import CARD_BY_ADDRESS, CARD_BY_CODE, give_back, take
from payung.kernel.phone import render_phone
from payung.reports.claim_status import ClaimStatus, claim_status
from payung.stages.claims.states import State
from payung.web.claims.stages import four
from payung.web.language import tell
from payung.web.papers.cards import birth_date_of, kept_nowhere
from payung.web.papers.typed import tidy
from payung.web.requests import Request, public

_SHAPE: Final = 16


@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the birth date, and answer in the response to the form itself."""
    if request.method != "POST":
        return _asked(request, code, {})
    ours = cast(Request, request)
    day = birth_date_of(ours)
    if day is None:
        return _asked(request, code, {"lahir": tell("papers.card.date_unreadable")})
    tries = {CARD_BY_CODE: tidy(code), CARD_BY_ADDRESS: str(request.META.get("REMOTE_ADDR", ""))}
    if not take(tries=tries, at=ours.at):
        return kept_nowhere(render(request, "papers/too_many.html", {"card": True}, status=429))
    found = _found(tidy(code), day)
    if found is None:
        return _asked(request, code, {"form": tell("papers.card.no_match")})
    give_back(tries=tries, at=ours.at)
    context = {"found": [_shown(one) for one in found], "code": code[:40]}
    return kept_nowhere(render(request, "claims/status.html", context))


def _found(code: str, day: date) -> tuple[ClaimStatus, ...] | None:
    if len(code) != _SHAPE:
        return None
    return claim_status(viewer=public(), code=code, born_on=day)


def _shown(one: ClaimStatus) -> dict[str, object]:
    over = one.state in (State.REFUSED, State.WITHDRAWN)
    return {
        "claim": one,
        "kind": f"{one.kind}_death" if one.kind == "jkk" and one.is_death else str(one.kind),
        "stages": [] if over else four(one.stage, one.dates),
        "phone": render_phone(one.phone) if one.phone else "",
        "branch_phone": render_phone(one.branch_phone) if one.branch_phone else "",
    }


def _asked(request: HttpRequest, code: str, problems: dict[str, str]) -> HttpResponse:
    context = {"code": code[:40], "problems": problems}
    answer = render(request, "claims/status_ask.html", context, status=422 if problems else 200)
    return kept_nowhere(answer)
