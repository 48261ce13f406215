"""Monev meetings: listed, planned, changed, called off."""

from datetime import datetime, time
from functools import partial
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.clock import WIB, in_wib
from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.meetings import suggested_agenda
from payung.stages.monitoring.operations import call_off_meeting, change_meeting, plan_meeting
from payung.stages.monitoring.operations.meetings import PLACE, REASON
from payung.stages.monitoring.problems import MeetingRefused
from payung.stages.monitoring.queries import MeetingRow, headline_month, meetings, open_items
from payung.stages.monitoring.queries import meeting as meeting_of
from payung.stages.registry.queries.offices import open_offices
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

READERS: Final = (Role.SECRETARIAT, Role.LEADER, Role.AUDITOR)
OFFERED: Final = 12
"""So many months back a meeting may speak of."""
ALL, SOME = "semua", "pilih"
_FIELDS: Final = {
    "meeting.month_to_come": "bulan",
    "meeting.no_place": "tempat",
    "meeting.too_far": "hari",
    "meeting.nobody": "kantor",
    "meeting.no_reason": "sebab",
}
"""Which field a refusal belongs to; the others are about the whole."""
_CLOCK: Final = ("%H.%M", "%H")


@require_safe
@needs(*READERS)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """List the meetings, and what is open whichever asked for it."""
    page = page_of(request, lambda skip, most: meetings(viewer=viewer, skip=skip, most=most))
    context = {
        "page": page,
        "rows": page.rows,
        "items": open_items(viewer=viewer),
        "on": day_of(request),
    }
    return render(request, "meetings/meetings.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """Plan a meeting; its agenda is suggested, and shown next."""
    said = Said(request)
    months = _months(request)
    if said.is_sent:
        month = _month(said, months)
        wanted = _read(said, viewer)
        if month is not None and wanted is not None:
            starts_at, place, offices = wanted

            def do() -> str:
                made = plan_meeting(
                    month=month,
                    starts_at=starts_at,
                    place=place,
                    agency_ids=offices,
                    agenda=suggested_agenda(viewer=viewer, month=month, at=request.at),
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("meetings.planned"))
                return reverse("meeting", args=[made])

            try:
                return once(request, action="meeting.plan", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
    month_asked = headline_month(viewer=viewer, on=day_of(request))
    asks = [
        Ask(id="bulan", code="meetings.plan.month", part="select", options=months,
            value=str(month_asked or months[0][0])),
        *_asks(said, viewer, None),
    ]  # fmt: skip
    return ask_page(said, "meetings.plan", asks, back=reverse("meetings"))


@form_methods
@needs(Role.SECRETARIAT)
def change(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Another day, place or list of who is called."""
    seen, said = seen_meeting(viewer, meeting_id), Said(request)
    back = reverse("meeting", args=[meeting_id])
    wanted = _read(said, viewer) if said.is_sent else None
    if wanted is not None:
        starts_at, place, offices = wanted
        keep = partial(change_meeting, meeting_id=meeting_id, starts_at=starts_at, place=place)

        def do() -> str:
            keep(agency_ids=offices, by=actor_of(request), at=request.at)
            messages.success(request, tell("meetings.changed"))
            return back

        try:
            return once(request, action="meeting.change", do=do)
        except MeetingRefused as refusal:
            refused(said, refusal)
    return ask_page(said, "meetings.change", _asks(said, viewer, seen), back=back)


@form_methods
@needs(Role.SECRETARIAT)
def call_off(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Call a planned meeting off, with the reason."""
    seen_meeting(viewer, meeting_id)
    said, back = Said(request), reverse("meeting", args=[meeting_id])
    if said.is_sent:
        reason = said.text("sebab", most=REASON, empty="meeting.no_reason")
        if not said.problems:

            def do() -> str:
                by, at = actor_of(request), request.at
                call_off_meeting(meeting_id=meeting_id, reason=reason, by=by, at=at)
                messages.success(request, tell("meetings.off.done"))
                return back

            try:
                return once(request, action="meeting.off", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
    asks = [Ask(id="sebab", code="meetings.off.reason", maxlength=REASON)]
    return ask_page(said, "meetings.off", asks, back=back, is_danger=True)


def seen_meeting(viewer: Viewer, meeting_id: int) -> MeetingRow:
    """Return the meeting, or answer as for one that is not there."""
    found = meeting_of(viewer=viewer, meeting_id=meeting_id)
    if found is None:
        raise Http404
    return found


def refused(said: Said, refusal: MeetingRefused) -> None:
    """Put what was refused beside its field, in the words of the refusal."""
    field = _FIELDS.get(refusal.code, "form")
    said.problems.setdefault(field, refusal.message(current()))


def _read(said: Said, viewer: Viewer) -> tuple[datetime, str, frozenset[int] | None] | None:
    day = said.day("hari", empty="meetings.plan.when_empty")
    clock = _clock(said)
    place = said.text("tempat", most=PLACE, empty="meeting.no_place")
    who = said.choice("siapa", [(ALL, ""), (SOME, "")], empty="meetings.plan.who_empty")
    offices = _chosen(said, viewer) if who == SOME else None
    if said.problems or day is None or clock is None:
        return None
    return datetime.combine(day, clock, WIB), place, offices


def _asks(said: Said, viewer: Viewer, before: MeetingRow | None) -> list[Ask]:
    start = in_wib(before.starts_at) if before else None
    called = [_ref(one.agency_id) for one in before.offices] if before else []
    offices = [(_ref(pk), name) for pk, name in open_offices(viewer=viewer)]
    who = SOME if before and not before.is_for_all else ALL
    return [
        Ask(id="hari", code="meetings.plan.when", part="date",
            value=day_boxes(start.date()) if start else ("", "", "")),
        Ask(id="jam", code="meetings.plan.time", kind="digits", width="short", maxlength=5,
            value=f"{start:%H.%M}" if start else "09.00"),
        Ask(id="tempat", code="meetings.plan.place", maxlength=PLACE,
            value=before.place if before else ""),
        Ask(id="siapa", code="meetings.plan.who", part="choices", value=who, options=[
            (ALL, tell("meetings.plan.who_all")), (SOME, tell("meetings.plan.who_some"))]),
        Ask(id="kantor", code="meetings.plan.offices", part="choices", multiple=True,
            is_optional=True, options=offices, value=said.values.get("kantor", called)),
    ]  # fmt: skip


def _months(request: Request) -> list[Option]:
    """Return the months that may be spoken of, the newest first."""
    now = Month.of(day_of(request))
    return [
        (str(month), render_month(month, current()))
        for month in reversed(Month.span(now - (OFFERED - 1), now.next))
    ]


def _month(said: Said, months: list[Option]) -> Month | None:
    chosen = said.choice("bulan", months, empty="meetings.plan.month_empty")
    try:
        return Month.parse(chosen) if chosen else None
    except Unreadable:
        return None


def _clock(said: Said) -> time | None:
    typed = said.text("jam", most=5).replace(":", ".")
    for shape in _CLOCK:
        try:
            return datetime.strptime(typed, shape).time()  # noqa: DTZ007  # only its time is used
        except ValueError:
            continue
    said.wrong("jam", "desk.time_unreadable")
    return None


def _chosen(said: Said, viewer: Viewer) -> frozenset[int]:
    """Return the offices that were ticked and are open; a foreign reference is none of them."""
    sent = said.request.POST.getlist("kantor")[:1000]
    said.values["kantor"] = sent
    found = set()
    for ref in sent:
        try:
            found.add(id_of("agency", ref))
        except NotOurs:
            continue
    chosen = frozenset(found & {pk for pk, _ in open_offices(viewer=viewer)})
    if not chosen:
        said.wrong("kantor", "meeting.nobody")
    return chosen


def _ref(agency_id: int) -> str:
    return ref_of("agency", agency_id)
