"""S38b, S38c: a colleague goes to another office or regency, or leaves what Payung knows."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.nip import spaced
from payung.kernel.people import Role, Viewer
from payung.process.departing import Departure, leave
from payung.stages.registry.operations import ask_relocation
from payung.stages.registry.operations.relocating import AskedBefore, KnownThere, NotElsewhere
from payung.stages.registry.problems import DepartureRefused, OwnRecord
from payung.stages.registry.queries import open_relocation
from payung.stages.registry.queries.agencies import offices_elsewhere
from payung.stages.registry.queries.nips import StaffFound, member
from payung.stages.registry.sums.leaving import Left
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page

MONTHS_AHEAD: Final = 4
MOST_WORDS: Final = 200
_MOVE: Final[dict[type[Exception], tuple[str, str]]] = {
    AskedBefore: ("form", "leaving.move.asked_before"),
    NotElsewhere: ("kantor", "leaving.move.office_empty"),
    KnownThere: ("kantor", "leaving.move.known_there"),
}
_LEAVE: Final[dict[type[Exception], tuple[str, str]]] = {OwnRecord: ("form", "leaving.own")}
_methods = require_http_methods(["GET", "HEAD", "POST"])


@_methods
@needs(Role.OFFICER)
@needs_fresh
def move_of_office(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """S38b for the officer."""
    return _move(request, viewer, civil_servant_id, back="colleague-nip", done="moves")


@_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def move_of_regency(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """S38b for the secretariat."""
    return _move(request, viewer, civil_servant_id, back="manage-staff-nip", done="manage-moves")


@_methods
@needs(Role.OFFICER)
@needs_fresh
def leave_office(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """S38c for the officer."""
    return _leave(request, viewer, civil_servant_id, back="colleague-nip", done="colleagues")


@_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def leave_regency(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """S38c for the secretariat."""
    return _leave(request, viewer, civil_servant_id, back="manage-staff-nip", done="manage-missing")


def _move(
    request: Request, viewer: Viewer, civil_servant_id: int, *, back: str, done: str
) -> HttpResponse:
    who, said = _who(viewer, civil_servant_id), Said(request)
    offices, months = _offices(viewer, who), _months(Month.of(day_of(request)))
    if said.is_sent:
        there = said.choice("kantor", offices, empty="leaving.move.office_empty")
        month = said.choice("mulai", months, empty="leaving.move.month_empty")
        if not said.problems:

            def do() -> str:
                ask_relocation(
                    civil_servant_id=civil_servant_id,
                    to_agency_id=int(there),
                    from_month=Month.parse(month),
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("leaving.move.done", name=who.name))
                return reverse(done)

            with said.refusing(_MOVE):
                return once(request, action="relocation.ask", do=do)
    waits = open_relocation(viewer=viewer, civil_servant_id=civil_servant_id)
    return ask_page(
        said,
        "leaving.move",
        [
            Ask(id="kantor", code="leaving.move.office", part="select", options=offices),
            Ask(id="mulai", code="leaving.move.month", part="select", options=months),
        ],
        back=reverse(back, args=[civil_servant_id]),
        facts=_facts(who),
        values={"name": who.name},
        warnings=[tell("leaving.move.asked_before")] if waits else (),
    )


def _leave(
    request: Request, viewer: Viewer, civil_servant_id: int, *, back: str, done: str
) -> HttpResponse:
    who, said = _who(viewer, civil_servant_id), Said(request)
    if said.is_sent:
        why = said.choice("sebab", _reasons(), empty="leaving.why_empty")
        left_on = said.day("keluar", empty="leaving.day_empty")
        reason = said.text("alasan", most=MOST_WORDS, empty="leaving.reason_empty")
        if not said.problems and left_on is not None:

            def do() -> str:
                found = leave(
                    civil_servant_id=civil_servant_id,
                    left_on=left_on,
                    why=Left(why),
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, _told(who, found))
                return reverse(done)

            try:
                with said.refusing(_LEAVE):
                    return once(request, action="staff.leave", do=do)
            except DepartureRefused as refused:
                said.problems["keluar"] = refused.finding.message(current())
    return ask_page(
        said,
        "leaving",
        _why_and_when(),
        back=reverse(back, args=[civil_servant_id]),
        facts=_facts(who),
        values={"name": who.name},
        warnings=[tell("leaving.effect")],
        is_danger=True,
    )


def _told(who: StaffFound, left: Departure) -> str:
    if left.lapses_on is None:
        return tell("leaving.done", name=who.name)
    until = render_date(left.lapses_on)
    return tell("leaving.done_workers", name=who.name, count=left.workers, date=until)


def _offices(viewer: Viewer, who: StaffFound) -> list[Option]:
    return [
        (str(pk), name if regency_id == who.regency_id else f"{regency}: {name}")
        for pk, name, regency_id, regency in offices_elsewhere(viewer=viewer, but=who.agency_id)
    ]


def _months(now: Month) -> list[Option]:
    months = Month.span(now, now + MONTHS_AHEAD)
    return [(str(month), render_month(month, current())) for month in months]


def _who(viewer: Viewer, civil_servant_id: int) -> StaffFound:
    found = member(viewer=viewer, civil_servant_id=civil_servant_id)
    if found is None:
        raise Http404
    return found


def _facts(who: StaffFound) -> list[Fact]:
    return [Fact(tell("nip.fact.now"), spaced(who.nip)), Fact(tell("nip.fact.office"), who.agency)]


def _why_and_when() -> list[Ask]:
    return [
        Ask(id="sebab", code="leaving.why", part="choices", options=_reasons()),
        Ask(id="keluar", code="leaving.day", part="date"),
        Ask(id="alasan", code="leaving.reason", maxlength=MOST_WORDS),
    ]


def _reasons() -> list[Option]:
    return [(why.value, tell(f"leaving.why_{why.value}")) for why in Left]
