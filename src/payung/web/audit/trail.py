"""S121: follow a rupiah: payslip line, office total, slip, receipt, covered month; and back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.audit.looks import note_look
from payung.foundation.documents.queries import documents_about, documents_of
from payung.kernel.people import Role, Viewer
from payung.reports.audit.finding import paid_by
from payung.reports.audit.office_month import OfficeMonth, office_month, rows_of_month
from payung.reports.audit.opened import OPENED, WORKER, opened_lately
from payung.reports.audit.slips import parts_of, receipt_of, slip_of
from payung.reports.audit.trail import Trail, trail_of
from payung.web.audit.followed import onward_from, way_back
from payung.web.audit.steps import steps_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of

READERS: Final = (Role.AUDITOR,)
LIST, BOOK, PART = "deductions_deductionlist", "ledger_book", "remittance_slipline"
"""What the papers of a month are about: list (D03), minutes (D05), slip (D04)."""
OPEN_FOR: Final = timedelta(minutes=30)
"""So long a worker's name stays open after the reason was noted."""
SHORTEST, LONGEST = 5, 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def line(request: Request, viewer: Viewer, line_id: int) -> HttpResponse:
    """S121."""
    trail = trail_of(viewer=viewer, line_id=line_id)
    if trail is None:
        raise Http404
    problems: dict[str, str] = {}
    if request.method == "POST":
        worker_id = _named(request, trail)
        reason = " ".join(request.POST.get("alasan", "").split())[:LONGEST]
        if len(reason) >= SHORTEST:
            do = _opening(request, line_id, worker_id, reason)
            return once(request, action="trail.open", do=do)
        problems = {"alasan": tell("audit.trail.reason_empty")}
    opened = opened_lately(
        viewer=viewer,
        worker_ids=[part.worker_id for part in trail.workers],
        since=request.at - OPEN_FOR,
    )
    values = {
        "trail": trail,
        "steps": steps_of(trail, on=day_of(request)),
        "parts": [(part, part.worker_id in opened) for part in trail.workers],
        "closed": [
            (number, part, ref_of("worker", part.worker_id))
            for number, part in enumerate(trail.workers, start=1)
            if part.worker_id not in opened
        ],
        "wanted": request.POST.get("pekerja", ""),
        "reason": request.POST.get("alasan", ""),
        "problems": problems,
        "day": day_of(request),
        "onward": onward_from(line_id),
    }
    return render(request, "audit/trail.html", values, status=422 if problems else 200)


@require_safe
@needs(*READERS)
def office(request: Request, viewer: Viewer, list_id: int) -> HttpResponse:
    """The office's month: its total, where it is, its slips, and line by line."""
    month = _month(viewer, list_id)
    page = page_of(
        request,
        lambda skip, most: rows_of_month(viewer=viewer, month=month, skip=skip, most=most),
    )
    kept = documents_of(viewer=viewer, subject_type=LIST, subject_id=list_id)
    if month.book_id is not None:
        kept += documents_of(viewer=viewer, subject_type=BOOK, subject_id=month.book_id)
    values = {"month": month, "page": page, "papers": kept, **way_back(request)}
    return render(request, "audit/trail_office.html", values)


@require_safe
@needs(*READERS)
def slip(request: Request, viewer: Viewer, slip_id: int) -> HttpResponse:
    """One slip: for which offices and months it is, and the receipt that met it."""
    found = slip_of(viewer=viewer, slip_id=slip_id)
    if found is None:
        raise Http404
    parts = parts_of(viewer=viewer, slip_id=slip_id)
    about = [part.part_id for part in parts]
    values = {
        "slip": found,
        "parts": parts,
        "days": max((day_of(request) - found.paid_on).days, 0),
        "papers": documents_about(viewer=viewer, subject_type=PART, subject_ids=about),
        **way_back(request),
    }
    return render(request, "audit/trail_slip.html", values)


@require_safe
@needs(*READERS)
def receipt(request: Request, viewer: Viewer, receipt_id: int) -> HttpResponse:
    """One receipt: the slip that it met, and each month that it paid."""
    found = receipt_of(viewer=viewer, receipt_id=receipt_id)
    if found is None:
        raise Http404
    page = page_of(
        request,
        lambda skip, most: paid_by(viewer=viewer, receipt_id=receipt_id, skip=skip, most=most),
    )
    values = {
        "receipt": found[0],
        "slip_id": found[1],
        "page": page,
        "days": max((day_of(request) - found[0].received_on).days, 0),
        **way_back(request),
    }
    return render(request, "audit/trail_receipt.html", values)


def _month(viewer: Viewer, list_id: int) -> OfficeMonth:
    month = office_month(viewer=viewer, list_id=list_id)
    if month is None:
        raise Http404
    return month


def _opening(request: Request, line_id: int, worker_id: int, reason: str) -> Callable[[], str]:
    def do() -> str:
        note_look(
            OPENED,
            by=actor_of(request),
            at=request.at,
            subject_type=WORKER,
            subject_id=worker_id,
            reason=reason,
        )
        return f"{reverse('audit-trail', args=[line_id])}#pekerja"

    return do


def _named(request: Request, trail: Trail) -> int:
    """Return the worker to be opened; one of another line is not there."""
    try:
        worker_id = id_of("worker", request.POST.get("pekerja", ""))
    except NotOurs as problem:
        raise Http404 from problem
    if worker_id not in {part.worker_id for part in trail.workers}:
        raise Http404
    return worker_id
