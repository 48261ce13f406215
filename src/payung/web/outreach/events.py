"""S106 and S107: events of outreach, and what followed each of them."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.outreach.effects import effect_of
from payung.reports.outreach.visits import visits_next
from payung.stages.outreach.operations import plan_event
from payung.stages.outreach.operations.planning import MOST_TARGET, TITLE
from payung.stages.outreach.problems import SessionRefused
from payung.stages.outreach.queries import EventRow, event_of, events_of
from payung.stages.outreach.sums.effects import HORIZONS, GroupEffect
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.outreach.findings import finding
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

READERS: Final = (Role.SECRETARIAT, Role.LEADER, Role.AUDITOR)
FEW: Final = 5


@require_safe
@needs(*READERS)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S106."""
    page = page_of(request, lambda skip, most: events_of(viewer=viewer, skip=skip, most=most))
    shown = {
        "page": page,
        "rows": page.rows,
        "visits": visits_next(viewer=viewer, on=day_of(request))[:FEW],
    }
    return render(request, "outreach/events.html", shown)


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """A new round of outreach; its first session is asked for next."""
    del viewer
    said = Said(request)
    if said.is_sent:
        title = said.text("judul", most=TITLE, empty="outreach.event.title_empty")
        target = _target(said)
        if not said.problems:

            def do() -> str:
                by, at = actor_of(request), request.at
                event_id = plan_event(title=title, target=target, by=by, at=at)
                messages.success(request, tell("outreach.event.added", title=title))
                return reverse("outreach-session-add", args=[event_id])

            try:
                return once(request, action="outreach.event", do=do)
            except SessionRefused as refusal:
                said.wrong("judul", f"outreach.event.{refusal}_refused")
    asks = [
        Ask(id="judul", code="outreach.event.title", maxlength=TITLE),
        Ask(id="target", code="outreach.event.target", kind="digits", is_optional=True,
            width="short", maxlength=7),
    ]  # fmt: skip
    return ask_page(said, "outreach.event.add", asks, back=reverse("outreach-events"))


@require_safe
@needs(*READERS)
def one(request: Request, viewer: Viewer, event_id: int) -> HttpResponse:
    """S107."""
    event = seen_event(viewer, event_id)
    effect = effect_of(viewer=viewer, event_id=event_id, on=day_of(request))
    shown: dict[str, object] = {
        "event": event,
        "effect": effect,
        "days": HORIZONS,
        "finding": finding(event, effect, at=request.at),
    }
    if effect is not None:
        shown |= {
            "groups": [_group(one) for one in effect.groups if one.offices],
            "visited": [office for office in effect.offices if office.group != "not_visited"],
            "sign_ups": sum(
                one.rate(HORIZONS[0]).part for one in effect.groups if one.group != "not_visited"
            ),
        }
    return render(request, "outreach/event.html", shown)


def _group(effect: GroupEffect) -> dict[str, object]:
    """Return a group with its rates, ready to be shown."""
    return {
        "group": effect,
        "before": effect.rate_before.per_hundred,
        "within": [
            {"within": one, "rate": effect.rate(one.days).per_hundred} for one in effect.within
        ],
    }


def seen_event(viewer: Viewer, event_id: int) -> EventRow:
    """Return the event, or answer as for one that is not there."""
    found = event_of(viewer=viewer, event_id=event_id)
    if found is None:
        raise Http404
    return found


def _target(said: Said) -> int | None:
    typed = said.text("target", most=7).replace(".", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= MOST_TARGET):
        said.wrong("target", "outreach.event.target_refused", most=MOST_TARGET)
        return None
    return int(typed)
