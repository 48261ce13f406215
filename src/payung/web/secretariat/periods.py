"""S101: the calendar of the months, and how far each office got; locking for an office."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.dates import render_date, render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process.locking import LockedBefore, lock_for_office
from payung.reports.periods import Calendar, OfficePeriod, Period, holidays_known, period, periods
from payung.stages.deductions.queries import preview
from payung.stages.remittance.queries import OpenRequest, open_requests
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

SATURDAY: Final = 5
LOCKABLE: Final = (-1, 2)
"""From the month before to the one after the next: further off nothing is locked for others."""
CLOSE, REOPEN = "month.close", "month.reopen"
_REFUSED: dict[type[Exception], tuple[str, str]] = {
    LockedBefore: ("form", "periods.lock.before"),
}


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S101."""
    on = day_of(request)
    found, now = periods(viewer=viewer, on=on), Month.of(on)
    begun = [row.calendar.month for row in found if row.offices]
    rows = [row for row in found if row.calendar.month >= min([*begun, now])]
    years = {row.calendar.month.year for row in rows if not holidays_known(row.calendar.month)}
    context = {
        "rows": rows,
        "running": next(row for row in rows if row.calendar.month == now),
        "is_empty": not any(office.locked_at for row in rows for office in row.offices),
        "requests": _requests(viewer),
        "years_unknown": sorted(year for year in years if year >= on.year),
    }
    return render(request, "secretariat/periods.html", context)


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def month(request: Request, viewer: Viewer, month: str) -> HttpResponse:
    """One month: its days, and each office with its next step."""
    found = period_or_404(request, viewer, month)
    requests = [row for row in _requests(viewer) if row.month == found.calendar.month]
    asked = {row.agency_id for row in requests if row.kind == REOPEN}
    rows = [
        (office, office.is_late(found.calendar, found.on), office.agency_id in asked)
        for office in found.offices
    ]
    context = {
        "shown": found,
        "calendar": found.calendar,
        "moved": moved_words(found.calendar),
        "rows": rows,
        "may_lock": _may_lock(found),
        "requests": requests,
    }
    return render(request, "secretariat/period.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def lock(request: Request, viewer: Viewer, month: str, agency_id: int) -> HttpResponse:
    """Lock a list for an office, with the reason."""
    found, office = office_or_404(request, viewer, month, agency_id)
    if not _may_lock(found) or office.locked_at is not None:
        raise Http404
    said = Said(request)
    when, there = found.calendar.month, reverse("manage-period", args=[month])
    if said.is_sent:
        reason = said.text("alasan", most=300, empty="desk.reason_empty")
        if not said.problems:
            with said.refusing(_REFUSED):
                return once(
                    request,
                    action="period.lock",
                    do=lambda: _lock(request, office, when, reason),
                )
    seen = preview(viewer=viewer, agency_id=agency_id, month=when, at=request.at)
    facts = [Fact(tell("periods.list_by"), render_date(found.calendar.list_on))]
    if seen is not None:
        facts += [
            Fact(tell("periods.workers"), seen.workers),
            Fact(tell("periods.total"), render_rupiah(seen.total_idr)),
        ]
    return ask_page(
        said,
        "periods.lock",
        [Ask(id="alasan", code="desk.reason", maxlength=300)],
        back=there,
        values={"name": office.office, "month": render_month(when, current())},
        facts=facts,
    )


def _lock(request: Request, office: OfficePeriod, when: Month, reason: str) -> str:
    locked = lock_for_office(
        agency_id=office.agency_id,
        month=when,
        reason=reason,
        by=actor_of(request),
        at=request.at,
    )
    said = tell(
        "periods.lock.done",
        name=office.office,
        month=render_month(when, current()),
        total=render_rupiah(locked.total_idr),
    )
    messages.success(request, said)
    return reverse("manage-period", args=[str(when)])


def moved_words(calendar: Calendar) -> str:
    """Return the free days that moved the due day, in words; nothing where none did."""
    named = [
        name or tell("periods.saturday" if day.weekday() == SATURDAY else "periods.sunday")
        for day, name in calendar.moved_by
    ]
    return ", ".join(named)


def period_or_404(request: Request, viewer: Viewer, named: str) -> Period:
    """Return one month of the calendar. :raises Http404: it is none, or not on the calendar."""
    try:
        wanted = Month.parse(named)
    except Unreadable as unreadable:
        raise Http404 from unreadable
    if str(wanted) != named:
        raise Http404
    return period(viewer=viewer, month=wanted, on=day_of(request))


def office_or_404(
    request: Request, viewer: Viewer, named: str, agency_id: int
) -> tuple[Period, OfficePeriod]:
    """Return a month and one of its offices. :raises Http404: it has nothing to do in it."""
    found = period_or_404(request, viewer, named)
    office = next((row for row in found.offices if row.agency_id == agency_id), None)
    if office is None:
        raise Http404
    return found, office


def _requests(viewer: Viewer) -> list[OpenRequest]:
    return [row for row in open_requests(viewer=viewer) if row.kind in (CLOSE, REOPEN)]


def _may_lock(found: Period) -> bool:
    first, last = LOCKABLE
    now = Month.of(found.on)
    return now + first <= found.calendar.month <= now + last
