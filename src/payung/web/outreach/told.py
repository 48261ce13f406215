"""The stories as everybody reads them, and how their owners take them back without asking."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.access.tries import Allowance, give_back, take
from payung.kernel.people import Actor
from payung.stages.outreach.operations import take_back_by_code
from payung.stages.outreach.operations.stories import tidied
from payung.stages.outreach.problems import OutsideScope
from payung.stages.outreach.queries import shown_stories
from payung.web.language import tell
from payung.web.once import once
from payung.web.public.open import chosen_place, open_form, open_to_all
from payung.web.requests import Request, public

BY_ADDRESS: Final = Allowance(name="story.address", per_hour=30)


@open_to_all
def stories(request: Request) -> HttpResponse:
    """Read anew each time: a story taken back is in no cache either."""
    place = chosen_place(request)
    rows = [] if place is None else shown_stories(viewer=public(place.regency_id))
    return _nowhere(render(request, "outreach/told.html", {"rows": rows}))


@open_form
def take_mine_back(request: Request) -> HttpResponse:
    """Ask for the code that the owner of a story was given."""
    if request.method != "POST":
        return _page(request, "", {})
    typed = request.POST.get("kode", "")[:80]
    if not tidied(typed):
        return _page(request, "", {"kode": tell("outreach.told.code_empty")})
    tries = {BY_ADDRESS: str(request.META.get("REMOTE_ADDR", ""))}
    if not take(tries=tries, at=request.at):
        return _page(request, typed, {"form": tell("outreach.told.many")})

    def do() -> str:
        by = Actor.system(request.request_id)
        take_back_by_code(code=typed, by=by, at=request.at)
        give_back(tries=tries, at=request.at)
        return reverse("story-gone")

    try:
        return once(request, action="story.take_mine_back", do=do)
    except OutsideScope:
        return _page(request, typed, {"kode": tell("outreach.told.code_unknown")})


@open_to_all
def gone(request: Request) -> HttpResponse:
    return _nowhere(render(request, "outreach/told_gone.html"))


def _page(request: Request, typed: str, problems: dict[str, str]) -> HttpResponse:
    context = {"value": typed, "problems": problems}
    status = 422 if problems else 200
    return _nowhere(render(request, "outreach/told_back.html", context, status=status))


def _nowhere(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
