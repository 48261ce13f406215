"""What becomes of what was asked for: done, carried into a later meeting, dropped."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Role, Viewer
from payung.stages.monitoring.operations import carry_item, drop_item, finish_item
from payung.stages.monitoring.operations.action_items import NOTE
from payung.stages.monitoring.problems import MeetingRefused, NotYourMeeting
from payung.stages.monitoring.queries import ItemRow, item_of, items_of_office, meetings, open_items
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.meetings.recording import refused
from payung.web.once import once
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

USUAL = timedelta(days=14)


@require_safe
@needs(Role.OFFICER, Role.OFFICE_HEAD)
def of_office(request: Request, viewer: Viewer) -> HttpResponse:
    """List what meetings asked of the viewer's own office."""
    context = {"items": items_of_office(viewer=viewer), "on": day_of(request)}
    return render(request, "meetings/office.html", context)


def asked_of_office(request: Request, viewer: Viewer) -> dict[str, int]:
    """Return how many things meetings asked of the office that are not done, and how many late."""
    items, on = open_items(viewer=viewer), day_of(request)
    return {"asked": len(items), "asked_late": sum(1 for item in items if item.days_over(on))}


@form_methods
@needs(Role.OFFICER)
def report(request: Request, viewer: Viewer, item_id: int) -> HttpResponse:
    """The office says what it has done."""
    return _finish(request, _open(viewer, item_id), back=reverse("office-items"))


@form_methods
@needs(Role.SECRETARIAT)
def finish(request: Request, viewer: Viewer, item_id: int) -> HttpResponse:
    """The secretariat notes what somebody has done."""
    item = _open(viewer, item_id)
    return _finish(request, item, back=reverse("meeting", args=[item.meeting_id]))


@form_methods
@needs(Role.SECRETARIAT)
def drop(request: Request, viewer: Viewer, item_id: int) -> HttpResponse:
    """Let go of it, with the reason."""
    item, said = _open(viewer, item_id), Said(request)
    back = reverse("meeting", args=[item.meeting_id])
    if said.is_sent:
        reason = said.text("sebab", most=NOTE, empty="meeting.no_reason")
        if not said.problems:

            def do() -> str:
                drop_item(item_id=item_id, reason=reason, by=actor_of(request), at=request.at)
                messages.success(request, tell("item.drop.kept"))
                return back

            try:
                return once(request, action="item.drop", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
    asks = [Ask(id="sebab", code="item.drop.reason", maxlength=NOTE)]
    return ask_page(said, "item.drop", asks, back=back, facts=_facts(item), is_danger=True)


@form_methods
@needs(Role.SECRETARIAT)
def carry(request: Request, viewer: Viewer, item_id: int) -> HttpResponse:
    """Take it on into a later meeting, with a new day."""
    item, said = _open(viewer, item_id), Said(request)
    back = reverse("meeting", args=[item.meeting_id])
    later = _later(request, viewer, item)
    if said.is_sent:
        chosen = said.choice("rapat", later, empty="item.carry.meeting_empty")
        due_on = said.day("batas", empty="meetings.give.due_empty")
        if due_on is not None and not said.problems:
            meeting_id = _meeting_id(chosen)

            def do() -> str:
                by, at = actor_of(request), request.at
                carry_item(item_id=item_id, meeting_id=meeting_id, due_on=due_on, by=by, at=at)
                messages.success(request, tell("item.carry.kept"))
                return reverse("meeting", args=[meeting_id])

            try:
                return once(request, action="item.carry", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
    asks = [
        Ask(id="rapat", code="item.carry.meeting", part="select", options=later,
            value=later[0][0] if later else ""),
        Ask(id="batas", code="item.carry.due", part="date",
            value=day_boxes(day_of(request) + USUAL)),
    ]  # fmt: skip
    warnings = () if later else (tell("item.carry.none"),)
    extra = {"is_closed": not later}
    facts = _facts(item)
    return ask_page(
        said, "item.carry", asks, back=back, facts=facts, warnings=warnings, extra=extra
    )


def _finish(request: Request, item: ItemRow, *, back: str) -> HttpResponse:
    said = Said(request)
    if said.is_sent:
        note = said.text("catatan", most=NOTE, empty="meeting.note_empty")
        if not said.problems:

            def do() -> str:
                finish_item(item_id=item.item_id, note=note, by=actor_of(request), at=request.at)
                messages.success(request, tell("item.finish.kept"))
                return back

            try:
                return once(request, action="item.finish", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
            except NotYourMeeting as refusal:
                raise Http404 from refusal
    asks = [Ask(id="catatan", code="item.finish.note", kind="area", maxlength=NOTE)]
    return ask_page(said, "item.finish", asks, back=back, facts=_facts(item))


def _open(viewer: Viewer, item_id: int) -> ItemRow:
    """Return an item the viewer may see; one that ended is told by the operation."""
    item = item_of(viewer=viewer, item_id=item_id)
    if item is None:
        raise Http404
    return item


def _facts(item: ItemRow) -> list[Fact]:
    day = render_date(in_wib(item.starts_at).date())
    return [
        Fact(tell("item.words"), item.words),
        Fact(tell("item.who"), item.who),
        Fact(tell("item.due"), render_date(item.due_on)),
        Fact(tell("meetings.title"), tell("item.from", day=day)),
    ]


def _later(request: Request, viewer: Viewer, item: ItemRow) -> list[Option]:
    """Return the later meetings that have begun: a new day is agreed in one of them."""
    found = [
        row
        for row in meetings(viewer=viewer)
        if not row.is_off and item.starts_at < row.starts_at <= request.at
    ]
    return [
        (ref_of("meeting", row.meeting_id), render_date(in_wib(row.starts_at).date()))
        for row in found
    ]


def _meeting_id(ref: str) -> int:
    try:
        return id_of("meeting", ref)
    except NotOurs as problem:
        raise Http404 from problem
