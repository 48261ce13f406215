"""The first page of each role. Each view guards, asks once, and shows."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.homes.auditor import auditor_home
from payung.reports.homes.branch import branch_home
from payung.reports.homes.officer import officer_home
from payung.reports.homes.secretariat import secretariat_home
from payung.reports.homes.sponsor import sponsor_home
from payung.reports.months import months_of
from payung.reports.workers.deductions import refunds_under_way
from payung.stages.enrolment.queries.drafts import draft_of
from payung.stages.enrolment.queries.entrusted import entrusted_waiting
from payung.stages.monitoring.queries import overdue
from payung.web.claims.home import home_claims
from payung.web.deaths.home import home_rights
from payung.web.guards import needs
from payung.web.lapse.shown import home_risk
from payung.web.meetings.items import asked_of_office
from payung.web.messages.waiting import waiting_texts
from payung.web.payroll.desk import lockable
from payung.web.requests import Request, day_of
from payung.web.sponsor.left import left_lines

RECENT_MONTHS = 4
TEXTS = 3
"""So many prepared texts are shown on a first page; all of them have a page of their own."""


@require_safe
@needs(Role.SPONSOR)
def sponsor(request: Request, viewer: Viewer) -> HttpResponse:
    """S20."""
    home = sponsor_home(viewer=viewer, on=day_of(request))
    draft = draft_of(viewer=viewer, at=request.at)
    risk = home_risk(viewer=viewer, on=day_of(request))
    told = {line.sponsorship_id for line in risk.lines}
    shown = {
        "data": home,
        "needing": [card for card in home.needing if card.sponsorship_id not in told],
        "has_draft": bool(draft.answers),
        "refunds": refunds_under_way(viewer=viewer),
        "left": left_lines(viewer=viewer, at=request.at),
        "at_risk": risk,
        "claims": home_claims(request, viewer),
    }
    return render(request, "homes/sponsor.html", shown)


@require_safe
@needs(Role.OFFICER, Role.OFFICE_HEAD)
def office(request: Request, viewer: Viewer) -> HttpResponse:
    """S30."""
    home = officer_home(viewer=viewer, on=day_of(request))
    left = entrusted_waiting(viewer=viewer)
    texts = waiting_texts(viewer=viewer, most=TEXTS)
    risk = home_risk(viewer=viewer, on=day_of(request))
    shown = {"data": home, "left": left, "texts": texts, "at_risk": risk}
    shown["claims"] = home_claims(request, viewer)
    shown["rights"] = home_rights(request, viewer)
    shown |= asked_of_office(request, viewer)
    return render(request, "homes/office.html", shown)


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD)
def treasurer(request: Request, viewer: Viewer) -> HttpResponse:
    """S40."""
    on = day_of(request)
    months = months_of(viewer=viewer, until=Month.of(on).next, on=on)
    still_open = [month for month in months if month.now is not None]
    listed = {state.month for state in months}
    return render(
        request,
        "homes/treasurer.html",
        {
            "months": months,
            "recent": months[:RECENT_MONTHS],
            "earlier": months[RECENT_MONTHS:],
            "focus": still_open[-1] if still_open else None,
            "still_open": still_open,
            "held_idr": sum(month.held_idr for month in months),
            "to_lock": _to_lock(on, listed),
        },
    )


def _to_lock(on: date, listed: set[Month]) -> list[Month]:
    """Return the months to lock; the last one only where it was left out between others."""
    now = Month.of(on)
    return [
        month
        for month in lockable(on)
        if month not in listed and (month >= now or any(known < month for known in listed))
    ]


@require_safe
@needs(Role.BRANCH)
def branch(request: Request, viewer: Viewer) -> HttpResponse:
    """S80."""
    data = branch_home(viewer=viewer, on=day_of(request))
    shown = {"data": data, "claims": home_claims(request, viewer)}
    return render(request, "homes/branch.html", shown)


@require_safe
@needs(Role.SECRETARIAT)
def secretariat(request: Request, viewer: Viewer) -> HttpResponse:
    """S100."""
    data = secretariat_home(viewer=viewer, on=day_of(request), at=request.at)
    texts = waiting_texts(viewer=viewer, most=TEXTS)
    risk = home_risk(viewer=viewer, on=day_of(request))
    shown = {"data": data, "texts": texts, "at_risk": risk}
    shown["rights"] = home_rights(request, viewer)
    shown["overdue"] = overdue(viewer=viewer, on=day_of(request))
    return render(request, "homes/secretariat.html", shown)


@require_safe
@needs(Role.AUDITOR)
def auditor(request: Request, viewer: Viewer) -> HttpResponse:
    """S120."""
    data = auditor_home(viewer=viewer, on=day_of(request))
    return render(request, "homes/auditor.html", {"data": data})
