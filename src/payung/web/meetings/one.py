"""One meeting: what is open, its agenda, its pack, what it decided and asked for; the minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.people import Role, Viewer
from payung.process.monev import freeze_pack
from payung.process.papers import NothingToPrint
from payung.reports.meetings import suggested_agenda
from payung.stages.monitoring.operations import set_agenda
from payung.stages.monitoring.problems import MeetingRefused
from payung.stages.monitoring.queries import (
    Freeze,
    MeetingRow,
    OfficeChange,
    changed_between,
    decisions,
    freezes,
    items_of,
    offices_of,
    open_items,
)
from payung.stages.monitoring.sums.meetings import LONGEST_POINT, OWN, Point, moved
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.meetings.meetings import READERS, seen_meeting
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.offices import form_methods

UNPROCESSABLE = 422


@require_safe
@needs(*READERS)
def one(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Show a meeting: first what was promised before and is not done."""
    seen = seen_meeting(viewer, meeting_id)
    return render(request, "meetings/meeting.html", _shown(request, viewer, seen))


@require_safe
@needs(*READERS)
def minutes(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Show the minutes, as they are printed and signed."""
    seen = seen_meeting(viewer, meeting_id)
    return render(request, "meetings/minutes.html", _shown(request, viewer, seen))


@require_POST
@needs(Role.SECRETARIAT)
def freeze(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Freeze the month's figures for this meeting; where nothing changed, it is the same pack."""
    seen = seen_meeting(viewer, meeting_id)

    def do() -> str:
        made = freeze_pack(
            month=seen.month, meeting_id=meeting_id, by=actor_of(request), at=request.at
        )
        messages.success(request, tell("packs.made" if made.is_new else "packs.was_same"))
        return reverse("leader-pack", args=[made.freeze_id])

    try:
        return once(request, action="meeting.freeze", do=do)
    except MeetingRefused as refusal:
        problem = refusal.message(current())
    except NothingToPrint:
        problem = tell("packs.no_figures")
    shown = _shown(request, viewer, seen) | {"problems": {"form": problem}}
    return render(request, "meetings/meeting.html", shown, status=UNPROCESSABLE)


@form_methods
@needs(Role.SECRETARIAT)
def agenda(request: Request, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """Change the agenda: words, order, points; every button keeps what was typed."""
    seen = seen_meeting(viewer, meeting_id)
    points, version, problems = seen.agenda, seen.agenda_version, {}
    if request.method == "POST":
        points, version = _typed(request, seen), _number(request, "versi")
        wanted = _wanted(request, viewer, seen, points)

        def do() -> str:
            by, at = actor_of(request), request.at
            set_agenda(meeting_id=meeting_id, points=wanted, seen=version, by=by, at=at)
            messages.success(request, tell("meetings.agenda.kept"))
            is_kept = "simpan" in request.POST
            return reverse("meeting" if is_kept else "meeting-agenda", args=[meeting_id])

        try:
            return once(request, action="meeting.agenda", do=do)
        except MeetingRefused as refusal:
            problems = {"form": refusal.message(current())}
    context = {
        "meeting": seen,
        "points": points,
        "version": version,
        "most": LONGEST_POINT,
        "problems": problems,
    }
    status = UNPROCESSABLE if problems else 200
    return render(request, "meetings/agenda.html", context, status=status)


def _shown(request: Request, viewer: Viewer, seen: MeetingRow) -> dict[str, Any]:
    packs = freezes(viewer=viewer, meeting_id=seen.meeting_id)
    own = items_of(viewer=viewer, meeting_id=seen.meeting_id)
    others = [
        item
        for item in open_items(viewer=viewer)
        if item.meeting_id != seen.meeting_id and item.starts_at < seen.starts_at
    ]
    changes = _changes(viewer, seen, packs)
    return {
        "meeting": seen,
        "on": day_of(request),
        "has_begun": request.at >= seen.starts_at and not seen.is_off,
        "before": others,
        "items": own,
        "decisions": decisions(viewer=viewer, meeting_id=seen.meeting_id),
        "packs": packs,
        "changes": changes,
        "reopened": "; ".join(one.name for one in changes if one.was_reopened),
        "open_now": "" if packs else _open_again(viewer, seen),
    }


def _changes(viewer: Viewer, seen: MeetingRow, packs: list[Freeze]) -> list[OfficeChange]:
    """Return what changed after the newest pack; nothing for a meeting without one."""
    if not packs:
        return []
    return changed_between(viewer=viewer, month=seen.month, earlier=packs[0].as_of)


def _open_again(viewer: Viewer, seen: MeetingRow) -> str:
    rows = offices_of(viewer=viewer, month=seen.month)
    return "; ".join(row.name for row in rows if row.is_reopened)


def _typed(request: Request, seen: MeetingRow) -> tuple[Point, ...]:
    """Return the agenda as it stands in the form; an emptied line is gone."""
    known = {point.words: point.kind for point in seen.agenda}
    lines = [" ".join(line.split()) for line in request.POST.getlist("butir")[:40]]
    return tuple(
        Point(kind=known.get(line, OWN), words=line[:LONGEST_POINT]) for line in lines if line
    )


def _wanted(
    request: Request, viewer: Viewer, seen: MeetingRow, points: tuple[Point, ...]
) -> tuple[Point, ...]:
    """Return what a button makes of the agenda: a point moved, or suggested anew."""
    if "usul" in request.POST:
        fresh = suggested_agenda(viewer=viewer, month=seen.month, at=request.at)
        own = [point for point in points if point.kind == OWN]
        return (*fresh, *own)
    for name, by in (("naik", -1), ("turun", 1)):
        if name in request.POST:
            return moved(points, _number(request, name) - 1, by)
    return points


def _number(request: Request, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
