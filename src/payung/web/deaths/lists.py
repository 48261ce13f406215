"""Death lists: sent by a village or the civil registry, looked at, then taken in."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.audit.looks import note_look
from payung.kernel.findings import Level
from payung.kernel.people import Role, Viewer
from payung.process.deaths import keep_death_list, take_death_list
from payung.process.received_lists import SeenOtherwise
from payung.reports.quality.death_list import (
    ReadDeaths,
    death_files,
    read_death_list,
    waiting_death_list,
)
from payung.stages.claims.queries.deaths import matches_waiting
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Said
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.received import kept_once, read_sent, with_senders

SHOWN: Final = 100
_OTHERWISE: dict[type[Exception], tuple[str, str]] = {
    SeenOtherwise: ("form", "deaths.review.otherwise"),
    ContentAlreadyApplied: ("form", "deaths.review.applied"),
}


@form_methods
@needs(Role.SECRETARIAT)
def upload(request: Request, viewer: Viewer) -> HttpResponse:
    """Send a death list; nobody is asked about before it was looked at."""
    said = Said(request)
    if said.is_sent:
        answer = _kept(said)
        if answer is not None:
            return answer
    page = page_of(request, lambda skip, most: death_files(viewer=viewer, skip=skip, most=most))
    context = {
        "page": page,
        "rows": with_senders(viewer, page.rows),
        "waiting": matches_waiting(viewer=viewer),
        "problems": said.problems,
    }
    return render(request, "deaths/lists.html", context, status=422 if said.problems else 200)


@form_methods
@needs(Role.SECRETARIAT)
def review(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """Whom the list may speak of, and the rows that need a hand; taking it in asks about them."""
    said = Said(request)
    waiting = waiting_death_list(viewer=viewer, file_id=file_id, on=day_of(request))
    if waiting is None:
        raise Http404
    read, found = waiting
    if said.is_sent:
        with said.refusing(_OTHERWISE):
            return once(request, action="deaths.take", do=lambda: _taken(request, file_id, read))
    else:
        note_look(
            "deaths.list",
            by=actor_of(request),
            at=request.at,
            subject_type="intake_receivedfile",
            subject_id=file_id,
            row_count=found.rows,
            reason=tell("deaths.decide.look"),
        )
    context = {
        "name": read.name,
        "review": found,
        "found": found.found[:SHOWN],
        "faulty": [
            (f.row, f.column, f.finding.message(current()), f.finding.level is Level.REJECT)
            for f in found.findings[:SHOWN]
        ],
        "problems": said.problems,
    }
    return render(request, "deaths/review.html", context, status=422 if said.problems else 200)


def _kept(said: Said) -> HttpResponse | None:
    request, by = said.request, actor_of(said.request)
    on, regency_id = day_of(request), by.regency_id
    assert regency_id is not None, "the secretariat works for a regency"
    read = read_sent(said, lambda content, name: read_death_list(content=content, name=name, on=on))
    if read is None:
        return None
    return kept_once(
        said,
        action="deaths.upload",
        keep=lambda: keep_death_list(read=read, regency_id=regency_id, by=by, at=request.at),
        review="deaths-review",
    )


def _taken(request: Request, file_id: int, read: ReadDeaths) -> str:
    by = actor_of(request)
    assert by.regency_id is not None, "the secretariat works for a regency"
    count = take_death_list(
        file_id=file_id,
        read=read,
        seen_digest=request.POST.get("seen", ""),
        regency_id=by.regency_id,
        by=by,
        at=request.at,
    )
    messages.success(request, tell("deaths.review.taken", count=count))
    return reverse("deaths-waiting" if count else "deaths")
