"""S113: incidents: what happened, what was found, who was seen, who was told, and the end."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.desk.operations import (
    add_note,
    close_incident,
    open_incident,
    report_incident,
    tell_public,
    withdraw_incident,
)
from payung.foundation.desk.operations.incidents import LONGEST_NOTE, LONGEST_TITLE
from payung.foundation.desk.problems import AlreadyOver
from payung.foundation.desk.queries import IncidentSeen, incident, incidents, notes
from payung.foundation.documents.queries import documents_of
from payung.kernel.clock import WIB
from payung.kernel.dates import parse_date, render_date_long
from payung.kernel.findings import Unreadable
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.process.papers.breach_notice import INCIDENT
from payung.reports.quality.looks import look_sums
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page, moment_boxes, whole_day
from payung.web.secretariat.clocks import clock_words
from payung.web.secretariat.offices import form_methods

STEPS = ("note", "report", "close", "public", "withdraw")
_REFUSED: dict[type[Exception], tuple[str, str]] = {
    AlreadyOver: ("form", "desk.incident.over"),
    MoveNotAllowed: ("form", "desk.incident.told_before"),
}


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S113."""
    page = page_of(request, lambda skip, most: incidents(viewer=viewer, skip=skip, most=most))
    rows = [(row, *clock_words(row.hours_left(request.at))) for row in page.rows]
    return render(request, "secretariat/incidents.html", {"page": page, "rows": rows})


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """Something happened; the clock runs from when it was noticed."""
    del viewer
    said, by = Said(request), actor_of(request)
    if said.is_sent:
        title = said.text("judul", most=LONGEST_TITLE, empty="desk.incident.title_empty")
        noticed = said.moment("diketahui", empty="desk.incident.noticed_empty")
        words = said.words("fakta", most=LONGEST_NOTE, empty="desk.incident.words_empty")
        touches, is_public = said.tick("pribadi"), said.tick("umum")
        if noticed is not None and noticed > request.at + timedelta(minutes=1):
            said.wrong("diketahui", "desk.incident.noticed_later")
        if not said.problems and noticed is not None and by.regency_id is not None:
            regency_id, noticed_at = by.regency_id, noticed

            def do() -> str:
                made = open_incident(
                    regency_id=regency_id,
                    title=title,
                    words=words,
                    touches_personal_data=touches,
                    is_public=is_public,
                    noticed_at=noticed_at,
                    by=by,
                    at=request.at,
                )
                return reverse("manage-incident", args=[made])

            return once(request, action="incident.open", do=do)
    day, clock = moment_boxes(request.at)
    asks = [
        Ask(id="judul", code="desk.incident.title", maxlength=LONGEST_TITLE),
        Ask(id="diketahui", code="desk.incident.noticed", part="date", value=day),
        Ask(id="diketahui_jam", code="desk.time", value=clock, width="short", maxlength=5),
        Ask(id="fakta", code="desk.incident.words", kind="area", maxlength=LONGEST_NOTE),
        Ask(id="pribadi", code="desk.incident.personal", part="tick"),
        Ask(id="umum", code="desk.incident.public", part="tick"),
    ]
    return ask_page(said, "desk.incident.add", asks, back=reverse("manage-incidents"))


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def one(request: Request, viewer: Viewer, incident_id: int) -> HttpResponse:
    """One incident: its facts in order, its clock, and who was seen in a time."""
    seen = incident_or_404(viewer, incident_id)
    told = notes(viewer=viewer, incident_id=incident_id)
    names = names_of(viewer=viewer, person_ids=[note.by_id for note in told])
    words, kind = clock_words(seen.hours_left(request.at))
    context: dict[str, object] = {
        "incident": seen,
        "notes": [(note, names.get(note.by_id, "")) for note in told],
        "clock": words,
        "clock_kind": kind,
        "letter": _letter(seen),
        "papers": documents_of(viewer=viewer, subject_type=INCIDENT, subject_id=incident_id),
        **_who_was_seen(request, viewer, seen),
    }
    return render(request, "secretariat/incident.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def step(request: Request, viewer: Viewer, incident_id: int, action: str) -> HttpResponse:
    """A note, the written notice, the status page, or the end."""
    seen = incident_or_404(viewer, incident_id)
    if action not in STEPS or not seen.is_open:
        raise Http404
    said = Said(request)
    if said.is_sent:
        words = ""
        if action != "public":
            words = said.words("catatan", most=LONGEST_NOTE, empty="desk.incident.note_empty")
        if not said.problems:

            def do() -> str:
                _take(request, seen, action, words)
                messages.success(request, tell(f"desk.incident.{action}_done"))
                return reverse("manage-incident", args=[incident_id])

            with said.refusing(_REFUSED):
                return once(request, action=f"incident.{action}", do=do)
    note = Ask(
        id="catatan", code=f"desk.incident.{action}_words", kind="area", maxlength=LONGEST_NOTE
    )
    code = f"desk.incident.{action}"
    if action == "public" and seen.is_public:
        code = "desk.incident.unpublic"
    return ask_page(
        said,
        code,
        () if action == "public" else [note],
        back=reverse("manage-incident", args=[incident_id]),
        values={"title": seen.title},
    )


def incident_or_404(viewer: Viewer, incident_id: int) -> IncidentSeen:
    """Return one incident of this regency. :raises Http404: there is none."""
    seen = incident(viewer=viewer, incident_id=incident_id)
    if seen is None:
        raise Http404
    return seen


def _take(request: Request, seen: IncidentSeen, action: str, words: str) -> None:
    by, at, incident_id = actor_of(request), request.at, seen.incident_id
    if action == "note":
        add_note(incident_id=incident_id, words=words, by=by, at=at)
    elif action == "report":
        report_incident(incident_id=incident_id, words=words, by=by, at=at)
    elif action == "close":
        close_incident(incident_id=incident_id, words=words, by=by, at=at)
    elif action == "withdraw":
        withdraw_incident(incident_id=incident_id, words=words, by=by, at=at)
    else:
        tell_public(incident_id=incident_id, is_public=not seen.is_public, by=by, at=at)


def _who_was_seen(request: Request, viewer: Viewer, seen: IncidentSeen) -> dict[str, object]:
    """Return who read how much between two days; by default from a week before it was noticed."""
    noticed = seen.noticed_at.astimezone(WIB).date()
    first = _asked_day(request, "dari") or noticed - timedelta(days=7)
    last = _asked_day(request, "sampai") or day_of(request)
    found = look_sums(
        viewer=viewer, since=whole_day(first), until=whole_day(last, end=True), most=100
    )
    return {"seen": found, "first": first, "last": last}


def _asked_day(request: Request, name: str) -> date | None:
    try:
        return parse_date(request.GET.get(name, ""), today=day_of(request))
    except Unreadable:
        return None


def _letter(seen: IncidentSeen) -> str:
    """D20, as far as it is known: what, when, and what the reader can do; a person completes it."""
    day = render_date_long(seen.noticed_at.astimezone(WIB).date())
    return tell("desk.incident.letter", title=seen.title, day=day)
