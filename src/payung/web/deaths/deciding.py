"""One person or two: a row of a death list beside a member, decided by the secretariat."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.audit.looks import note_look
from payung.kernel.dates import render_date
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.process.deaths import confirm_death, refuse_match
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries.deaths import (
    MatchRow,
    MatchView,
    match_of,
    matches,
    next_waiting,
)
from payung.stages.claims.states import MatchState
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import Page, page_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said
from payung.web.secretariat.offices import form_methods

SAME: Final = "sama"
OTHER: Final = "lain"
_TABLE: Final = "claims_deathmatch"


@require_safe
@needs(Role.SECRETARIAT)
def waiting(request: Request, viewer: Viewer) -> HttpResponse:
    """Who waits for a decision, oldest first."""
    return render(request, "deaths/waiting.html", {"page": _page(request, viewer, waiting=True)})


@require_safe
@needs(Role.SECRETARIAT)
def done(request: Request, viewer: Viewer) -> HttpResponse:
    """What was decided, newest first."""
    return render(request, "deaths/done.html", {"page": _page(request, viewer, waiting=False)})


@form_methods
@needs(Role.SECRETARIAT)
def decide(request: Request, viewer: Viewer, match_id: int) -> HttpResponse:
    """Both sides in full, and the two answers. Opening it is kept as a look."""
    found = match_of(viewer=viewer, match_id=match_id)
    if found is None:
        raise Http404
    said = Said(request)
    if not said.is_sent:
        _note(request, match_id)
        return _show(said, found)
    answer = request.POST.get("jawaban", "")
    if answer not in (SAME, OTHER):
        said.wrong("form", "deaths.decide.choose")
        return _show(said, found)
    try:
        return once(
            request,
            action=f"deaths.{answer}",
            do=lambda: _decided(request, viewer, found, answer),
        )
    except ClaimRefused as refusal:
        said.problems["form"] = refusal.message(current())
    except MoveNotAllowed:
        said.wrong("form", "deaths.decide.decided")
    return _show(said, found)


def _note(request: Request, match_id: int) -> None:
    note_look(
        "deaths.match",
        by=actor_of(request),
        at=request.at,
        subject_type=_TABLE,
        subject_id=match_id,
        reason=tell("deaths.decide.look"),
    )


def _show(said: Said, found: MatchView) -> HttpResponse:
    state = found.match.state
    context = {
        "found": found,
        "match": found.match,
        "listed": _listed(found),
        "member": _member(found),
        "is_open": state is not MatchState.SAME,
        "may_refuse": state is MatchState.WAITING,
        "problems": said.problems,
    }
    status = 422 if said.problems else 200
    return render(said.request, "deaths/decide.html", context, status=status)


def _decided(request: Request, viewer: Viewer, found: MatchView, answer: str) -> str:
    by, at, match = actor_of(request), request.at, found.match
    if answer == SAME:
        confirmed = confirm_death(match_id=match.match_id, by=by, at=at)
        code = "deaths.decide.confirmed" if confirmed.is_new else "deaths.decide.known"
        messages.success(request, tell(code, agency=match.agency))
    else:
        refuse_match(match_id=match.match_id, by=by, at=at)
        messages.success(request, tell("deaths.decide.refused"))
    after = next_waiting(viewer=viewer)
    return reverse("deaths-decide", args=[after]) if after else reverse("deaths-done")


def _page(request: Request, viewer: Viewer, *, waiting: bool) -> Page[MatchRow]:
    return page_of(
        request,
        lambda skip, most: matches(viewer=viewer, waiting=waiting, skip=skip, most=most),
    )


def _listed(found: MatchView) -> list[Fact]:
    born = render_date(found.said_born_on) if found.said_born_on else ""
    return [
        Fact(tell("deaths.fact.name"), found.match.said_name),
        Fact(tell("deaths.fact.born"), born),
        Fact(tell("deaths.fact.village"), found.said_village),
        Fact(tell("deaths.fact.died"), render_date(found.match.died_on)),
        Fact(tell("deaths.fact.list"), f"{found.list_name} ({found.row})"),
    ]


def _member(found: MatchView) -> list[Fact]:
    born = render_date(found.born_on) if found.born_on else ""
    return [
        Fact(tell("deaths.fact.name"), found.match.name),
        Fact(tell("deaths.fact.born"), born),
        Fact(tell("deaths.fact.village"), found.village),
        Fact(tell("deaths.fact.work"), found.occupation),
        Fact(tell("deaths.fact.office"), found.match.agency),
        Fact(tell("deaths.fact.since"), render_date(found.registered_on)),
    ]
