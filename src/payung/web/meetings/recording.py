"""What a meeting decided and asked for, written down; a wrong decision is replaced."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.stages.monitoring.operations import decide, give_item
from payung.stages.monitoring.operations.action_items import WORDS
from payung.stages.monitoring.operations.meetings import DECISION, NAME
from payung.stages.monitoring.problems import MeetingRefused
from payung.stages.monitoring.queries import decisions
from payung.stages.registry.queries.legal_bases import bases_on
from payung.stages.registry.queries.offices import open_offices
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.meetings.meetings import seen_meeting
from payung.web.once import once
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

USUAL = timedelta(days=14)
_FIELDS = {
    "meeting.decision_empty": "keputusan",
    "meeting.item_empty": "kerja",
    "meeting.item_nobody": "kantor",
    "meeting.due_before": "batas",
    "meeting.too_far": "batas",
}


@form_methods
@needs(Role.SECRETARIAT)
def add_decision(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Write down one decision, with the legal basis it rests on if there is one."""
    seen_meeting(viewer, meeting_id)
    return _decision(request, viewer, meeting_id, None)


@form_methods
@needs(Role.SECRETARIAT)
def replace_decision(
    request: Request, viewer: Viewer, meeting_id: int, decision_id: int
) -> HttpResponse:
    """Replace a sentence by the right one; the old row stays, and is shown no more."""
    seen_meeting(viewer, meeting_id)
    known = decisions(viewer=viewer, meeting_id=meeting_id)
    old = next((one for one in known if one.decision_id == decision_id), None)
    if old is None:
        raise Http404
    return _decision(request, viewer, meeting_id, decision_id, old.words)


@form_methods
@needs(Role.SECRETARIAT)
def add_item(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Write down what somebody is to do, and by when."""
    seen_meeting(viewer, meeting_id)
    said, back = Said(request), reverse("meeting", args=[meeting_id])
    offices = [(ref_of("agency", pk), name) for pk, name in open_offices(viewer=viewer)]
    if said.is_sent:
        words = said.text("kerja", most=WORDS, empty="meeting.item_empty")
        agency_id = _id("agency", said.choice("kantor", offices))
        owner = said.text("siapa", most=NAME)
        due_on = said.day("batas", empty="meetings.give.due_empty")
        if due_on is not None and not said.problems:

            def do() -> str:
                give_item(
                    meeting_id=meeting_id,
                    words=words,
                    agency_id=agency_id,
                    owner=owner,
                    due_on=due_on,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("meetings.give.kept"))
                return back

            try:
                return once(request, action="meeting.item", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
    asks = [
        Ask(id="kerja", code="meetings.give.words", maxlength=WORDS),
        Ask(id="kantor", code="meetings.give.office", part="select", options=offices,
            is_optional=True),
        Ask(id="siapa", code="meetings.give.owner", maxlength=NAME, is_optional=True),
        Ask(id="batas", code="meetings.give.due", part="date",
            value=day_boxes(day_of(request) + USUAL)),
    ]  # fmt: skip
    return ask_page(said, "meetings.give", asks, back=back)


def refused(said: Said, refusal: MeetingRefused) -> None:
    """Put what was refused beside its field, in the words of the refusal."""
    field = _FIELDS.get(refusal.code, "form")
    said.problems.setdefault(field, refusal.message(current()))


def _decision(
    request: Request, viewer: Viewer, meeting_id: int, replaces_id: int | None, words: str = ""
) -> HttpResponse:
    said, back = Said(request), reverse("meeting", args=[meeting_id])
    bases: list[Option] = [
        (ref_of("basis", row.basis_id), row.cited)
        for row in bases_on(viewer=viewer, on=day_of(request))
    ]
    if said.is_sent:
        typed = said.text("keputusan", most=DECISION, empty="meeting.decision_empty")
        basis_id = _id("basis", said.choice("dasar", bases))
        if not said.problems:

            def do() -> str:
                decide(
                    meeting_id=meeting_id,
                    words=typed,
                    basis_id=basis_id,
                    replaces_id=replaces_id,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("meetings.decide.kept"))
                return back

            try:
                return once(request, action="meeting.decide", do=do)
            except MeetingRefused as refusal:
                refused(said, refusal)
    asks = [
        Ask(id="keputusan", code="meetings.decide.words", kind="area", maxlength=DECISION,
            value=words),
        Ask(id="dasar", code="meetings.decide.basis", part="select", options=bases,
            is_optional=True),
    ]  # fmt: skip
    form = "meetings.decide" if replaces_id is None else "meetings.replace"
    return ask_page(said, form, asks, back=back)


def _id(kind: str, ref: str) -> int | None:
    try:
        return id_of(kind, ref) if ref else None
    except NotOurs:
        return None
