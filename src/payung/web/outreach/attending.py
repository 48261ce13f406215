"""Attendance: the code on the wall, and the count of the signed list."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.process.outreach import check_in_address
from payung.stages.outreach.operations import count_list
from payung.stages.outreach.operations.attending import MOST
from payung.stages.outreach.problems import OutsideScope, SessionRefused
from payung.stages.outreach.queries import SessionRow
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.outreach.sessions import seen_session
from payung.web.refs import ref_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

DIGITS: Final = 4


@require_safe
@needs(Role.SECRETARIAT)
def wall(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """Show the code large, for the projector."""
    session = seen_session(viewer, session_id)
    shown = {"session": session, "address": check_in_address(session)}
    return render(request, "outreach/wall.html", shown)


@form_methods
@needs(Role.SECRETARIAT)
def count(request: Request, viewer: Viewer, session_id: int) -> HttpResponse:
    """Ask for each office how many signed the list on paper."""
    session = seen_session(viewer, session_id)
    said = Said(request)
    counts = _counts(said, session) if said.is_sent else {}
    if said.is_sent and not said.problems:

        def do() -> str:
            count_list(session_id=session_id, counts=counts, by=actor_of(request), at=request.at)
            messages.success(request, tell("outreach.count.kept"))
            return reverse("outreach-session", args=[session_id])

        try:
            with said.refusing({OutsideScope: ("form", "outreach.session.over_refused")}):
                return once(request, action="outreach.count", do=do)
        except SessionRefused as refusal:
            said.wrong("form", f"outreach.count.{refusal}_refused")
    asks = [
        Ask(id=_field(office.agency_id), code="outreach.count.office", kind="digits",
            width="short", maxlength=DIGITS, is_optional=True, words=office.name,
            value="" if office.counted is None else office.counted,
            hint=tell("outreach.count.scanned", count=office.arrivals) if office.arrivals else "")
        for office in session.offices
    ]  # fmt: skip
    back = reverse("outreach-session", args=[session_id])
    return ask_page(said, "outreach.count", asks, back=back)


def _counts(said: Said, session: SessionRow) -> dict[int, int]:
    """Return the counts typed; an empty box says nothing about its office."""
    found = {}
    for office in session.offices:
        name = _field(office.agency_id)
        typed = said.text(name, most=DIGITS)
        if not typed:
            continue
        if not (typed.isascii() and typed.isdigit() and int(typed) <= MOST):
            said.wrong(name, "outreach.count.unreadable", office=office.name, most=MOST)
            continue
        found[office.agency_id] = int(typed)
    if not found:
        said.wrong("form", "outreach.count.nothing")
    return found


def _field(agency_id: int) -> str:
    return f"jumlah-{ref_of('agency', agency_id)}"
