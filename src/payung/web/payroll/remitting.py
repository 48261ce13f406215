"""S45: paying on to BPJS. The amount is worked out; number, day and picture are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process import papers
from payung.reports.months import months_of
from payung.stages.remittance.operations.scans import record_proven_slip
from payung.stages.remittance.queries import ToRemit, to_remit
from payung.stages.remittance.queries.office_slips import last_bank, office_slips
from payung.stages.remittance.queries.scans import slip_picture
from payung.stages.remittance.queries.withdrawn import withdrawn_slips
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.payroll.desk import (
    REFUSALS,
    ROLES,
    UNPROCESSABLE,
    Desk,
    Refusal,
    desk_of,
    refusal_words,
    shows_and_takes,
)
from payung.web.payroll.slip_form import FIELDS, SlipForm, read_slip
from payung.web.requests import Request, actor_of
from payung.web.scans import scan_file
from payung.web.secretariat.asking import day_boxes

LOOKED_BACK: Final = 12


@dataclass(frozen=True)
class Share:
    """An earlier month with money that could stand on the same slip."""

    month: Month
    amount_idr: int
    value: str
    problem: str

    @property
    def field(self) -> str:
        return f"jumlah_{self.month}"


@shows_and_takes
@needs(*ROLES)
def remit(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    due = to_remit(viewer=viewer, agency_id=desk.agency_id, month=month)
    assert due is not None, "the office is the viewer's own"
    others = _others(viewer, desk)
    if request.method != "POST":
        return _show(request, viewer, desk, due, others, {})
    form = read_slip(request, due, others)
    if form.problems:
        return _show(request, viewer, desk, due, others, form.problems)
    try:
        return once(
            request, action="payroll.slip", do=lambda: _recorded(request, viewer, desk, form)
        )
    except REFUSALS as refusal:
        return _show(request, viewer, desk, due, others, _refused(month, refusal))


def _recorded(request: Request, viewer: Viewer, desk: Desk, form: SlipForm) -> str:
    assert form.paid_on is not None, "a form without problems has a day"
    record_proven_slip(
        regency_id=desk.regency_id,
        bank=form.bank,
        number=form.number,
        paid_on=form.paid_on,
        parts=form.parts(desk.agency_id),
        scan=form.scan,
        by=actor_of(request),
        at=request.at,
    )
    messages.success(request, tell("payroll.remit.recorded"))
    left = to_remit(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    name = "payroll-remit" if left is not None and left.amount_idr else "payroll-match"
    return reverse(name, args=[desk.month])


def _refused(month: Month, refusal: Refusal) -> dict[str, str]:
    return {FIELDS.get(type(refusal), "form"): refusal_words(refusal, month)}


def _others(viewer: Viewer, desk: Desk) -> list[ToRemit]:
    """Return what other open months of the office still have to pay on, oldest first."""
    found = months_of(viewer=viewer, until=desk.month.next, on=desk.on, count=LOOKED_BACK)
    held = [state.month for state in found if state.held_idr and state.month != desk.month]
    dues = [
        to_remit(viewer=viewer, agency_id=desk.agency_id, month=month) for month in sorted(held)
    ]
    return [due for due in dues if due is not None and due.amount_idr]


def _show(
    request: Request,
    viewer: Viewer,
    desk: Desk,
    due: ToRemit,
    others: Sequence[ToRemit],
    problems: dict[str, str],
) -> HttpResponse:
    said = request.POST
    day, month, year = day_boxes(desk.on)
    context = {
        "desk": desk,
        "month": desk.month,
        "due": due,
        "slips": office_slips(viewer=viewer, agency_id=desk.agency_id, month=desk.month),
        "withdrawn": withdrawn_slips(viewer=viewer, agency_id=desk.agency_id, month=desk.month),
        "withdraws": viewer.role is Role.TREASURER and not desk.is_closed,
        "shares": [_share(said, one, problems) for one in others],
        "bank": said.get("bank") if said else last_bank(viewer=viewer, agency_id=desk.agency_id),
        "number": said.get("nomor", ""),
        "day": said.get("tanggal_hari", day),
        "day_month": said.get("tanggal_bulan", month),
        "year": said.get("tanggal_tahun", year),
        "amount": said.get("jumlah", ""),
        "reason": said.get("alasan", ""),
        "is_open": any(name.startswith(("jumlah", "alasan")) for name in problems)
        or any(said.get(name) for name in said if name.startswith("jumlah")),
        "problems": problems,
    }
    status = UNPROCESSABLE if problems else 200
    return render(request, "payroll/remit.html", context, status=status)


def _share(said: QueryDict, due: ToRemit, problems: dict[str, str]) -> Share:
    name = f"jumlah_{due.month}"
    return Share(due.month, due.amount_idr, said.get(name, ""), problems.get(name, ""))


@require_POST
@needs(*ROLES)
def printed(request: Request, viewer: Viewer, month: Month, slip_id: int) -> HttpResponse:
    """Make D04."""
    desk = desk_of(request, viewer, month)
    slips = office_slips(viewer=viewer, agency_id=desk.agency_id, month=month)
    if slip_id not in {slip.slip_id for slip in slips}:
        raise Http404

    def make() -> str:
        made = papers.remittance_slip(
            slip_id=slip_id,
            agency_id=desk.agency_id,
            month=month,
            by=actor_of(request),
            at=request.at,
        )
        return reverse("paper", args=[made])

    return once(request, action="payroll.print_slip", do=make)


@require_safe
@needs(*ROLES, Role.SECRETARIAT, Role.AUDITOR)
def picture(request: Request, viewer: Viewer, slip_id: int) -> HttpResponse:
    """Hand out the picture of a slip."""
    del request
    found = slip_picture(viewer=viewer, slip_id=slip_id)
    if found is None:
        raise Http404
    return scan_file(found.content, kind=found.kind, number=found.number)
