"""A session: planned, changed, called off; its letters, its sheets, and the code on the wall."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_time
from payung.kernel.people import Role, Viewer
from payung.process.outreach import (
    call_off_session,
    check_in_address,
    move_session,
    session_letter,
    session_sheet,
)
from payung.process.papers.problems import NotYours
from payung.stages.outreach.operations import add_session, renew_code
from payung.stages.outreach.problems import OutsideScope, SessionRefused, SessionsClash
from payung.stages.outreach.queries import SessionRow, session_of
from payung.stages.outreach.sums.arriving import when
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.outreach import session_form
from payung.web.outreach.events import READERS, seen_event
from payung.web.outreach.session_form import Wanted
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

EMPTY_ROWS: Final = 30
LONGEST_REASON: Final = 200


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer, event_id: int) -> HttpResponse:
    """One more session of an event."""
    event = seen_event(viewer, event_id)
    said = Said(request)

    def keep(wanted: Wanted) -> str:
        by, at = actor_of(request), request.at
        session_id = add_session(event_id=event_id, **vars(wanted), by=by, at=at)
        messages.success(request, tell("outreach.session.added"))
        return reverse("outreach-session", args=[session_id])

    kept = _kept(said, viewer, "outreach.session", keep)
    if kept is not None:
        return kept
    asks = session_form.asks(said, viewer, day_of(request))
    back = reverse("outreach-event", args=[event_id])
    return ask_page(said, "outreach.session.add", asks, back=back, values={"title": event.title})


@require_safe
@needs(*READERS)
def one(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """Show a session with who is invited and who came."""
    session = seen_session(viewer, session_id)
    door = when(starts_at=session.starts_at, ends_at=session.ends_at, at=request.at)
    shown = {
        "session": session,
        "address": check_in_address(session),
        "door": door,
        "has_begun": request.at >= session.starts_at,
    }
    return render(request, "outreach/session.html", shown)


@form_methods
@needs(Role.SECRETARIAT)
def change(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """Another place, time or list of guests; what was printed before is withdrawn."""
    session = seen_session(viewer, session_id)
    said = Said(request)

    def keep(wanted: Wanted) -> str:
        by, at = actor_of(request), request.at
        papers = move_session(session_id=session_id, **vars(wanted), by=by, at=at)
        code = "outreach.session.changed_papers" if papers else "outreach.session.changed"
        messages.success(request, tell(code, count=papers))
        return reverse("outreach-session", args=[session_id])

    kept = _kept(said, viewer, "outreach.change", keep)
    if kept is not None:
        return kept
    asks = session_form.asks(said, viewer, day_of(request), session)
    back = reverse("outreach-session", args=[session_id])
    return ask_page(said, "outreach.session.change", asks, back=back)


@form_methods
@needs(Role.SECRETARIAT)
def call_off(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """Call a session off; its letters are withdrawn."""
    session = seen_session(viewer, session_id)
    said = Said(request)
    if said.is_sent:
        reason = said.text("alasan", most=LONGEST_REASON, empty="outreach.session.reason_refused")
        if not said.problems:

            def do() -> str:
                by, at = actor_of(request), request.at
                call_off_session(session_id=session_id, reason=reason, by=by, at=at)
                messages.success(request, tell("outreach.session.is_off"))
                return reverse("outreach-session", args=[session_id])

            try:
                return once(request, action="outreach.off", do=do)
            except SessionRefused as refusal:
                session_form.refused(said, refusal)
    asks = [Ask(id="alasan", code="outreach.session.reason", maxlength=LONGEST_REASON)]
    back = reverse("outreach-session", args=[session_id])
    return ask_page(
        said, "outreach.session.off", asks, back=back, facts=_facts(session), is_danger=True
    )


@require_POST
@needs(Role.SECRETARIAT)
def renew(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """Another code, where the first one travelled."""
    seen_session(viewer, session_id)

    def do() -> str:
        renew_code(session_id=session_id, by=actor_of(request), at=request.at)
        messages.success(request, tell("outreach.session.renewed"))
        return reverse("outreach-session", args=[session_id])

    return once(request, action="outreach.renew", do=do)


@require_POST
@needs(Role.SECRETARIAT, Role.OFFICER)
def letter(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """D14: the invitation; an officer gets the own office's."""
    seen_session(viewer, session_id)

    def do() -> str:
        made = session_letter(session_id=session_id, by=actor_of(request), at=request.at)
        return reverse("paper", args=[made])

    return _printed(request, "outreach.letter", do)


@require_POST
@needs(Role.SECRETARIAT, Role.OFFICER)
def sheet(request: Request, viewer: Viewer, session_id: int, agency_id: int) -> HttpResponse:
    """D15: the sheet an office's guests sign, with names or with empty rows."""
    seen_session(viewer, session_id)
    rows = EMPTY_ROWS if request.POST.get("kosong") else 0

    def do() -> str:
        made = session_sheet(
            session_id=session_id,
            agency_id=agency_id,
            empty_rows=rows,
            by=actor_of(request),
            at=request.at,
        )
        return reverse("paper", args=[made])

    return _printed(request, "outreach.sheet", do)


def seen_session(viewer: Viewer, session_id: int) -> SessionRow:
    """Return the session, or answer as for one that is not there."""
    found = session_of(viewer=viewer, session_id=session_id)
    if found is None:
        raise Http404
    return found


def _kept(
    said: Said, viewer: Viewer, action: str, keep: Callable[[Wanted], str]
) -> HttpResponse | None:
    """Keep a session that was asked for whole; None where the form is to be shown, or again."""
    wanted = session_form.read(said, viewer) if said.is_sent else None
    if wanted is None:
        return None
    try:
        return once(said.request, action=action, do=lambda: keep(wanted))
    except (SessionRefused, SessionsClash) as refusal:
        session_form.refused(said, refusal)
        return None


def _printed(request: Request, action: str, do: Callable[[], str]) -> HttpResponse:
    try:
        return once(request, action=action, do=do)
    except (NotYours, OutsideScope) as problem:
        raise Http404 from problem


def _facts(session: SessionRow) -> list[Fact]:
    day = render_date(in_wib(session.starts_at).date())
    return [
        Fact(tell("outreach.session.place"), session.place),
        Fact(tell("outreach.session.day"), f"{day} {render_time(session.starts_at)}"),
        Fact(tell("outreach.session.offices"), str(len(session.invited))),
    ]
