"""S3C: words to invite the whole office with, never a list of who has not joined."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.outbox.queries import wordings
from payung.foundation.outbox.texts import TextRefused, filled, wa_link
from payung.foundation.rules import Sector
from payung.kernel.dates import parse_date
from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process import papers
from payung.reports.colleagues import counts_of
from payung.reports.homes.places import place_of
from payung.stages.outreach.queries import sessions_from
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.public.tariffs import tariff_on
from payung.web.requests import Request, actor_of, day_of

INVITATION, ATTENDANCE = "undangan", "hadir"
TEXT = "wa.invitation"
FIELDS = ("sesi", "tempat", "jam")
LONGEST = 150
EMPTY_ROWS = 30
SESSIONS = 5


@dataclass(frozen=True)
class Event:
    """A session as typed, and what to put right."""

    held_on: date | None
    values: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def invite(request: Request, viewer: Viewer) -> HttpResponse:
    """S3C."""
    if request.method != "POST":
        return _page(request, viewer, Event(None, {}))
    wanted = request.POST.get("surat", "")
    event = _event(request, is_invitation=wanted != ATTENDANCE)
    if event.problems or event.held_on is None:
        return _page(request, viewer, event)
    make = _attendance if wanted == ATTENDANCE else _invitation
    return once(request, action=f"session.{wanted[:10]}", do=_printed(request, viewer, event, make))


Maker = Callable[[Request, Viewer, Event, date], int]


def _printed(request: Request, viewer: Viewer, event: Event, make: Maker) -> Callable[[], str]:
    def do() -> str:
        assert event.held_on is not None
        return reverse("paper", args=[make(request, viewer, event, event.held_on)])

    return do


def _invitation(request: Request, viewer: Viewer, event: Event, held_on: date) -> int:
    agenda = [tell(f"invite.agenda.{number}") for number in (1, 2, 3)]
    return papers.invitation(
        agency_ids=[viewer.agency_id or 0],
        held_on=held_on,
        time=event.values["jam"],
        place=event.values["tempat"],
        agenda=[event.values["sesi"], *agenda],
        by=actor_of(request),
        at=request.at,
    )


def _attendance(request: Request, viewer: Viewer, event: Event, held_on: date) -> int:
    return papers.attendance_sheet(
        agency_id=viewer.agency_id or 0,
        session=event.values["sesi"],
        held_on=held_on,
        empty_rows=EMPTY_ROWS if event.values["kosong"] else 0,
        by=actor_of(request),
        at=request.at,
    )


def _event(request: Request, *, is_invitation: bool) -> Event:
    said = request.POST
    values = {name: said.get(name, "").strip() for name in FIELDS}
    values["kosong"] = said.get("kosong", "")
    parts = {part: said.get(f"tanggal_{part}", "").strip() for part in ("hari", "bulan", "tahun")}
    problems: dict[str, str] = {}
    held_on = None
    if not 0 < len(values["sesi"]) <= LONGEST:
        problems["sesi"] = tell("invite.session_missing", most=LONGEST)
    try:
        held_on = parse_date(" ".join(parts.values()))
    except Unreadable:
        problems["tanggal"] = tell("invite.day_missing")
    for name in ("jam", "tempat") if is_invitation else ():
        if not 0 < len(values[name]) <= LONGEST:
            problems[name] = tell(f"invite.{name}_missing")
    return Event(held_on, {**values, **parts}, problems)


def _page(request: Request, viewer: Viewer, event: Event) -> HttpResponse:
    text = _text(request, viewer)
    values = {
        "counts": counts_of(viewer=viewer, on=day_of(request)),
        "sessions": sessions_from(viewer=viewer, since=request.at, most=SESSIONS),
        "text": text,
        "wa": wa_link(text, None) if text else "",
        "values": event.values,
        "problems": event.problems,
    }
    return render(request, "colleagues/invite.html", values, status=422 if event.problems else 200)


def _text(request: Request, viewer: Viewer) -> str:
    """Return the regency's invitation in its own wording; it names the office and the officer."""
    body = next(one.body for one in wordings(viewer=viewer) if one.code == TEXT)
    place = place_of(viewer=viewer)
    person = request.person
    try:
        return filled(
            TEXT,
            body,
            {
                "office": "" if place is None else place.agency,
                "tariff": _tariff(day_of(request)),
                "address": f"{settings.PAYUNG_ADDRESS}/",
                "officer": "" if person is None else person.name,
            },
        )
    except TextRefused:
        return ""


def _tariff(on: date) -> str:
    tariff = tariff_on(on, Sector.OTHER)
    return "" if tariff is None else render_rupiah(tariff.amount_idr)
