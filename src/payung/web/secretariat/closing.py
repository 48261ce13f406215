"""S103: an office goes into another one, or ends; what it has open is told first."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.process.offices import merge_offices
from payung.reports.quality.offices import OpenWork, open_work
from payung.stages.registry.operations.offices import (
    DayNotYet,
    NotAnOpenOffice,
    StillStaffed,
    close_agency,
)
from payung.stages.registry.queries.offices import Office, open_offices
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods, open_or_404

_REFUSED: dict[type[Exception], tuple[str, str]] = {
    DayNotYet: ("tanggal", "desk.office.day_not_yet"),
    NotAnOpenOffice: ("form", "desk.office.not_open"),
    StillStaffed: ("tujuan", "desk.office.into_missing"),
}


@form_methods
@needs(Role.SECRETARIAT)
def close(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """Merge or close one office, with the day and the reason."""
    seen = open_or_404(viewer, agency_id)
    work = open_work(viewer=viewer, agency_id=agency_id, on=day_of(request))
    assert work is not None, "an office that was found has its work"
    others: list[Option] = [
        (str(pk), name) for pk, name in open_offices(viewer=viewer, but=agency_id)
    ]
    said = Said(request)
    if said.is_sent:
        into = said.choice("tujuan", others)
        day = said.day("tanggal", empty="desk.office.day_empty")
        reason = said.text("alasan", most=300, empty="desk.reason_empty")
        if (work.asn or work.workers) and not into:
            said.wrong("tujuan", "desk.office.into_missing")
        if not said.problems and day is not None:
            closed_on, into_id = day, int(into or 0)
            with said.refusing(_REFUSED):
                return once(
                    request,
                    action="office.close",
                    do=lambda: _done(request, seen, into_id, closed_on, reason),
                )
    return _page(said, seen, work, others)


def _done(request: Request, seen: Office, into_id: int, closed_on: date, reason: str) -> str:
    by = actor_of(request)
    if into_id:
        moved = merge_offices(
            agency_id=seen.agency_id,
            into_id=into_id,
            closed_on=closed_on,
            reason=reason,
            by=by,
            at=request.at,
        )
        messages.success(request, tell("desk.office.merged", name=seen.name, count=moved))
        return reverse("manage-office", args=[into_id])
    close_agency(agency_id=seen.agency_id, closed_on=closed_on, reason=reason, by=by, at=request.at)
    messages.success(request, tell("desk.office.closed", name=seen.name))
    return reverse("manage-office", args=[seen.agency_id])


def _page(said: Said, seen: Office, work: OpenWork, others: list[Option]) -> HttpResponse:
    today = day_boxes(day_of(said.request))
    asks = [
        Ask(id="tujuan", code="desk.office.into", part="select", options=others, is_optional=True),
        Ask(id="tanggal", code="desk.office.closes_on", part="date", value=today),
        Ask(id="alasan", code="desk.reason", maxlength=300),
    ]
    warnings = [
        tell(f"desk.office.open_{what}", count=count)
        for what in ("batches", "months", "people", "relocations")
        if (count := getattr(work, what))
    ]
    return ask_page(
        said,
        "desk.office.close",
        asks,
        back=reverse("manage-office", args=[seen.agency_id]),
        values={"name": seen.name},
        facts=[
            Fact(tell("desk.offices.asn"), work.asn),
            Fact(tell("desk.offices.workers"), work.workers),
        ],
        warnings=warnings,
    )
