"""S99: is this paper genuine? Answers anybody who holds it, and gives nothing to who guesses."""

import re
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.tries import PAPER_BY_ADDRESS, give_back, take
from payung.foundation.documents.typesetting import host
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date_long
from payung.kernel.rupiah import render_rupiah
from payung.reports.paper_check import PaperCheck, paper_check
from payung.web.facts import Fact
from payung.web.language import current, tell
from payung.web.papers.typed import tidy
from payung.web.requests import Request, public

_SHAPE = re.compile(r"[A-Z2-7]{26}")


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code by hand."""
    typed = request.GET.get("kode", "")
    code = tidy(typed)
    if _SHAPE.fullmatch(code):
        return HttpResponseRedirect(reverse("paper-is-genuine", args=[code]))
    problems = {"kode": tell("papers.genuine.shape")} if typed else {}
    context = {"value": typed[:60], "problems": problems, "host": host()}
    return render(request, "papers/ask_paper.html", context, status=422 if problems else 200)


@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Say what we know of a paper; unknown ones are counted, so that nobody sweeps."""
    ours = cast(Request, request)
    tries = {PAPER_BY_ADDRESS: str(request.META.get("REMOTE_ADDR", ""))}
    if not take(tries=tries, at=ours.at):
        response = render(request, "papers/too_many.html", status=429)
    elif (found := _found(tidy(code))) is None:
        response = render(request, "papers/not_ours.html", {"host": host()}, status=404)
    else:
        give_back(tries=tries, at=ours.at)
        context = {"paper": found, "facts": _facts(found), "host": host()}
        response = render(request, "papers/genuine.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _found(code: str) -> PaperCheck | None:
    return paper_check(viewer=public(), code=code) if _SHAPE.fullmatch(code) else None


def _facts(paper: PaperCheck) -> list[Fact]:
    """Return what people compare with the paper, in its order; no name is among it."""
    facts = [
        Fact(tell("papers.genuine.kind"), tell(f"papers.kind.{paper.kind}")),
        Fact(tell("papers.genuine.number"), paper.number),
        Fact(
            tell("papers.genuine.date"), render_date_long(in_wib(paper.made_at).date(), current())
        ),
        Fact(tell("papers.genuine.office"), paper.office or paper.regency),
        Fact(tell("papers.genuine.version"), str(paper.version)),
        Fact(tell("papers.genuine.rows"), str(paper.row_count)),
    ]
    if paper.total_idr is not None:
        facts.append(Fact(tell("papers.genuine.total"), render_rupiah(paper.total_idr)))
    return [fact for fact in facts if fact.value]
