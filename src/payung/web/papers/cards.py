"""S08 and S08a: am I covered? One question; the answer stands in no address and no history."""

import re
from datetime import date
from typing import Final, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.access.tries import CARD_BY_ADDRESS, CARD_BY_CODE, give_back, take
from payung.kernel.dates import parse_date
from payung.kernel.findings import Unreadable
from payung.kernel.phone import render_phone
from payung.reports.card_answer import CardAnswer, card_answer
from payung.reports.claim_status import claim_status
from payung.web.language import tell
from payung.web.papers.typed import tidy
from payung.web.requests import Request, day_of, public

_SHAPE: Final = re.compile(r"[A-Z2-7]{16}")
_PARTS: Final = ("lahir_hari", "lahir_bulan", "lahir_tahun")


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the card by hand, where no camera reads it."""
    typed = request.GET.get("kode", "")
    code = tidy(typed)
    if _SHAPE.fullmatch(code):
        return HttpResponseRedirect(reverse("card", args=[code]))
    problems = {"kode": tell("papers.card.shape")} if typed else {}
    context = {"value": typed[:40], "problems": problems}
    return kept_nowhere(
        render(request, "papers/ask_card.html", context, status=422 if problems else 200)
    )


@require_safe
def question(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the birth date; whether there is such a card is not said."""
    return _asked(request, code, {})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer in the response to the form itself; whoever comes back by address is asked again."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("card", args=[code]))
    ours = cast(Request, request)
    born_on = birth_date_of(ours)
    if born_on is None:
        return _asked(request, code, {"lahir": tell("papers.card.date_unreadable")})
    tries = {CARD_BY_CODE: tidy(code), CARD_BY_ADDRESS: str(request.META.get("REMOTE_ADDR", ""))}
    if not take(tries=tries, at=ours.at):
        return kept_nowhere(render(request, "papers/too_many.html", {"card": True}, status=429))
    found = _found(ours, tidy(code), born_on)
    if found is None:
        return _asked(request, code, {"form": tell("papers.card.no_match")})
    give_back(tries=tries, at=ours.at)
    phone = render_phone(found.phone) if found.phone else ""
    claims = claim_status(viewer=public(), code=tidy(code), born_on=born_on)
    # A family that has a claim goes on to it without telling the same day again.
    typed = {name: request.POST.get(name, "")[:20] for name in _PARTS} if claims else {}
    context = {"answer": found, "phone": phone, "code": code[:40], "typed": typed}
    return kept_nowhere(render(request, "papers/card_answer.html", context))


def _found(request: Request, code: str, born_on: date) -> CardAnswer | None:
    if not _SHAPE.fullmatch(code):
        return None
    return card_answer(viewer=public(), code=code, born_on=born_on, on=day_of(request))


def birth_date_of(request: Request) -> date | None:
    parts = [request.POST.get(name, "").strip()[:20] for name in _PARTS]
    try:
        return parse_date(" ".join(parts), today=day_of(request))
    except Unreadable:
        return None


def _asked(request: HttpRequest, code: str, problems: dict[str, str]) -> HttpResponse:
    """Show the question; what was typed before is not shown again, it may be another's."""
    context = {"code": code[:40], "problems": problems}
    return kept_nowhere(
        render(request, "papers/card.html", context, status=422 if problems else 200)
    )


def kept_nowhere(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
