"""S53: a month's pack, looked at before it is frozen and printed; and the packs frozen before."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process.monev import freeze_pack
from payung.process.papers import NothingToPrint
from payung.process.papers.monev_pack import REPORT, REPORT_FORMS, SLIDES, SLIDES_FORMS, Form
from payung.reports.packs.facts import Pack, has_begun, pack_facts
from payung.stages.monitoring.problems import MeetingRefused, NotYourMeeting
from payung.stages.monitoring.queries import (
    Freeze,
    MeetingRow,
    changed_between,
    freeze_of,
    freezes,
    headline_month,
    meetings,
    open_items,
    totals_series,
)
from payung.stages.registry.queries.offices import open_offices
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.meetings.figures import rows_of, three_of
from payung.web.once import once
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import UNPROCESSABLE, Option
from payung.web.secretariat.offices import form_methods

DESK: Final = (Role.LEADER, Role.SECRETARIAT)
READERS: Final = (*DESK, Role.AUDITOR)
OFFERED: Final = 13
FEW: Final = 6
_KINDS: Final = ((REPORT, REPORT_FORMS), (SLIDES, SLIDES_FORMS))
"""What the papers of a freeze are, in their order."""


@form_methods
@needs(*DESK)
def packs(request: Request, viewer: Viewer) -> HttpResponse:
    """S53: choose the month, look at its pack, print it."""
    if viewer.regency_id is None:
        return render(request, "meetings/pack_empty.html", {"is_above": True})
    months = _months(request, viewer)
    if not months:
        return render(request, "meetings/pack_empty.html", {})
    month, office = _asked_month(request, viewer, months), _asked_office(request, viewer)
    meeting = None if office else _meeting_about(request, viewer, month)
    problem = ""
    if request.method == "POST":
        answer = _freeze(request, month, meeting, office)
        if isinstance(answer, HttpResponse):
            return answer
        problem = answer
    pack = pack_facts(
        regency_id=viewer.regency_id,
        month=month,
        as_of=request.at,
        viewer=viewer,
        agency_id=office,
    )
    shown = {
        "months": [(str(one), render_month(one, current())) for one in months],
        "month": month,
        "offices": _offices(viewer),
        "office": ref_of("agency", office) if office else "",
        "meeting": meeting,
        "problems": {"form": problem} if problem else {},
        "earlier": freezes(viewer=viewer, most=FEW),
        "on": day_of(request),
        "taken_at": pack.now.as_of if pack else None,
        **(_preview(viewer, pack) if pack else {}),
    }
    status = UNPROCESSABLE if problem else 200
    return render(request, "meetings/packs.html", shown, status=status)


@require_safe
@needs(*READERS)
def one(request: Request, viewer: Viewer, freeze_id: int) -> HttpResponse:
    """Show a frozen pack: its files, and whether figures changed before or after it."""
    seen = freeze_of(viewer=viewer, freeze_id=freeze_id)
    if seen is None:
        raise Http404
    before = _before(viewer, seen)
    between = []
    if before is not None:
        between = changed_between(
            viewer=viewer,
            month=seen.month,
            earlier=before.as_of,
            later=seen.as_of,
            agency_id=seen.agency_id,
        )
    since = changed_between(
        viewer=viewer, month=seen.month, earlier=seen.as_of, agency_id=seen.agency_id
    )
    shown = {
        "pack": seen,
        "forms": _forms(seen),
        "before": before,
        "between": between,
        "since": since,
        "reopened": "; ".join(office.name for office in since if office.was_reopened),
        "may_open_meeting": seen.meeting_id is not None,
    }
    return render(request, "meetings/pack.html", shown)


def _freeze(
    request: Request, month: Month, meeting: MeetingRow | None, office: int | None
) -> HttpResponse | str:
    """Freeze the pack and go to it; or return what stands in the way."""

    def do() -> str:
        made = freeze_pack(
            month=month,
            meeting_id=meeting.meeting_id if meeting else None,
            agency_id=office,
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("packs.made" if made.is_new else "packs.was_same"))
        return reverse("leader-pack", args=[made.freeze_id])

    try:
        return once(request, action="pack.freeze", do=do)
    except NothingToPrint:
        return tell("packs.no_figures")
    except MeetingRefused as refusal:
        return refusal.message(current())
    except NotYourMeeting as refusal:
        raise Http404 from refusal


def _preview(viewer: Viewer, pack: Pack) -> dict[str, Any]:
    lang = current()
    return {
        "pack": pack,
        "finding": pack.finding(lang),
        "lead": pack.lead(lang),
        "three": three_of(pack, lang),
        "figures": rows_of(pack, lang),
        "calls": pack.look.calls if pack.look else (),
        "items": open_items(
            viewer=viewer, agency_id=pack.office.agency_id if pack.office else None
        ),
    }


def _before(viewer: Viewer, seen: Freeze) -> Freeze | None:
    """Return the version before, of the same meeting and office."""
    same = (
        one
        for one in freezes(viewer=viewer, month=seen.month)
        if (one.meeting_id, one.agency_id) == (seen.meeting_id, seen.agency_id)
    )
    return next((one for one in same if one.version == seen.version - 1), None)


def _forms(seen: Freeze) -> list[Form]:
    return [
        Form(document_id=document_id, kind=kind, form=form)
        for document_id, (kind, forms) in zip(seen.document_ids, _KINDS, strict=False)
        for form in forms
    ]


def _months(request: Request, viewer: Viewer) -> list[Month]:
    """Return the months with something to show, the newest first."""
    until = Month.of(day_of(request))
    found = totals_series(viewer=viewer, until=until, months=OFFERED)
    span = Month.span(until - (OFFERED - 1), until.next)
    known = [month for month, one in zip(span, found, strict=True) if one and has_begun(one)]
    return known[::-1]


def _asked_month(request: Request, viewer: Viewer, months: list[Month]) -> Month:
    """Return the month asked for; else the one that leaders read about."""
    asked = request.POST.get("bulan") or request.GET.get("bulan", "")
    try:
        month = Month.parse(asked) if asked else None
    except Unreadable:
        month = None
    if month in months:
        return month
    headline = headline_month(viewer=viewer, on=day_of(request))
    return headline if headline in months else months[0]


def _asked_office(request: Request, viewer: Viewer) -> int | None:
    """Return the office asked for. A reference that is no office of the viewer's is not there."""
    asked = request.POST.get("kantor") or request.GET.get("kantor", "")
    if not asked:
        return None
    try:
        agency_id = id_of("agency", asked)
    except NotOurs as problem:
        raise Http404 from problem
    if agency_id not in dict(open_offices(viewer=viewer)):
        raise Http404
    return agency_id


def _offices(viewer: Viewer) -> list[Option]:
    return [(ref_of("agency", pk), name) for pk, name in open_offices(viewer=viewer)]


def _meeting_about(request: Request, viewer: Viewer, month: Month) -> MeetingRow | None:
    """Return the meeting of this month that is still to come, the first if there are several."""
    found = [
        row
        for row in meetings(viewer=viewer, month=month)
        if row.is_planned and row.starts_at >= request.at
    ]
    return found[-1] if found else None
