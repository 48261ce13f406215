"""S25: my deductions; S26: I work in another office now."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.names import shown as shown_text
from payung.kernel.people import Role, Viewer
from payung.reports.workers.deductions import deductions_of
from payung.reports.workers.office import OwnOffice, own_office
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.sums.entrusted import Kind
from payung.stages.registry.operations import ask_relocation
from payung.stages.registry.operations.relocating import AskedBefore, NotElsewhere
from payung.stages.registry.queries import open_relocation
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.sponsor.offices import offices_for

LONGEST: Final = 500
MONTHS_AHEAD: Final = 4


@require_safe
@needs(Role.SPONSOR)
def deductions(request: Request, viewer: Viewer) -> HttpResponse:
    """S25."""
    page = page_of(request, lambda skip, most: deductions_of(viewer=viewer, skip=skip, most=most))
    return render(request, "sponsor/potongan.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def differs(request: Request, viewer: Viewer) -> HttpResponse:
    """The payslip says otherwise: a person is told, and the audit keeps that they were."""
    problems: dict[str, str] = {}
    month = _month(request.POST.get("bulan") or request.GET.get("bulan", ""))
    words = shown_text(request.POST.get("beda", ""))[:LONGEST]
    if request.method == "POST":
        if month is None:
            problems["bulan"] = tell("sponsor.differs.month_empty")
        if not words:
            problems["beda"] = tell("sponsor.differs.words_empty")
        if month is not None and not problems:
            return once(request, action="sponsor.differs", do=lambda: _tell(request, month, words))
    known = deductions_of(viewer=viewer)
    shown = {
        "problems": problems,
        "months": [(str(each.month), render_month(each.month)) for each in known],
        "month": "" if month is None else str(month),
        "words": words,
        "office": own_office(viewer=viewer, on=day_of(request)),
    }
    return render(request, "sponsor/beda.html", shown, status=422 if problems else 200)


def _tell(request: Request, month: Month, words: str) -> str:
    by, at = actor_of(request), request.at
    entrust(kind=Kind.DEDUCTION, code=str(month), words=words, by=by, at=at)
    messages.success(request, tell("sponsor.differs.told", month=render_month(month)))
    return reverse("deductions")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def move(request: Request, viewer: Viewer) -> HttpResponse:
    """S26. Both offices must agree; until then the old one bills, so that cover never drops."""
    on = day_of(request)
    office = own_office(viewer=viewer, on=on)
    problems: dict[str, str] = {}
    asked = None
    if office is not None:
        asked = open_relocation(viewer=viewer, civil_servant_id=office.sponsor_id)
    choices = offices_for(viewer=viewer, but=None if office is None else office.agency_id)
    months = Month.span(Month.of(on), Month.of(on) + MONTHS_AHEAD)
    if request.method == "POST" and office is not None:
        there = next((ref for ref, _ in choices if ref == request.POST.get("kantor")), None)
        month = _month(request.POST.get("mulai", ""))
        if there is None:
            problems["kantor"] = tell("sponsor.move.office_empty")
        if month not in months:
            problems["mulai"] = tell("sponsor.move.month_empty")
        if there is not None and month is not None and not problems:
            answer = _ask(request, office, there, month, problems)
            if answer is not None:
                return answer
    shown = {
        "office": office,
        "asked": asked,
        "offices": choices,
        "months": [(str(month), render_month(month)) for month in months],
        "values": {name: request.POST.get(name, "") for name in ("kantor", "mulai")},
        "problems": problems,
    }
    return render(request, "sponsor/pindah.html", shown, status=422 if problems else 200)


def _ask(
    request: Request, office: OwnOffice, there: str, month: Month, problems: dict[str, str]
) -> HttpResponse | None:
    def do() -> str:
        ask_relocation(
            civil_servant_id=office.sponsor_id,
            to_agency_id=int(there),
            from_month=month,
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("sponsor.move.asked"))
        return reverse("own-move")

    try:
        return once(request, action="sponsor.move", do=do)
    except AskedBefore:
        problems["form"] = tell("sponsor.move.asked_before")
    except NotElsewhere:
        problems["kantor"] = tell("sponsor.move.office_empty")
    return None


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except Unreadable:
        return None
