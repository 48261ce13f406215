"""S43: what payroll really did, said in one press or by payroll's own file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.reporting import FileReport
from payung.kernel.rupiah import render_rupiah
from payung.process.payroll import take_as_listed, take_result
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.queries import lines_for_list
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, STAFF
from payung.stages.reconciliation.files import refusals_noted
from payung.stages.reconciliation.problems import NewerResult
from payung.stages.reconciliation.queries import differences, told_by
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
from payung.web.requests import Request, actor_of

FIELD: Final = "berkas"
AS_LISTED: Final = "sesuai"


@dataclass(frozen=True, kw_only=True)
class Differs:
    """One civil servant in the answer that stands and in the file that came too late."""

    nip: str
    name: str
    row: int
    standing_idr: int
    in_file_idr: int


@shows_and_takes
@needs(*ROLES)
def result(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    if request.method != "POST" or desk.asked is None:
        return _show(request, viewer, desk, {})
    list_id = desk.asked.list_id
    if request.POST.get("cara") == AS_LISTED:
        try:
            return once(
                request,
                action="payroll.as_listed",
                do=lambda: _as_listed(request, desk, list_id),
            )
        except REFUSALS as refusal:
            return _show(request, viewer, desk, {"form": refusal_words(refusal, month)})
    return _uploaded(request, viewer, desk, list_id)


def _as_listed(request: Request, desk: Desk, list_id: int) -> str:
    done = take_as_listed(
        list_id=list_id,
        agency_id=desk.agency_id,
        month=desk.month,
        by=actor_of(request),
        at=request.at,
    )
    amount = render_rupiah(done.cut_idr)
    if done.already:
        said = told_by(viewer=actor_of(request).viewer, list_id=list_id)
        messages.info(request, tell("payroll.result.said_before", amount=amount, **said))
    else:
        messages.success(request, tell("payroll.result.said", amount=amount))
    return reverse("payroll-remit", args=[desk.month])


def _uploaded(request: Request, viewer: Viewer, desk: Desk, list_id: int) -> HttpResponse:
    sent = request.FILES.get(FIELD)
    if not isinstance(sent, UploadedFile):
        return _show(request, viewer, desk, {FIELD: tell("payroll.result.no_file")})
    # One above the limit is refused without being read.
    content = b"" if _is_too_big(sent) else b"".join(sent.chunks())
    noted = refusals_noted(
        agency_id=desk.agency_id,
        month=desk.month,
        content=content,
        by=actor_of(request),
        at=request.at,
    )
    try:
        with noted:
            _refuse_too_big(sent)
            return once(
                request,
                action="payroll.result",
                do=lambda: _taken(request, viewer, desk, list_id, content, sent.name or FIELD),
            )
    except REFUSALS as refusal:
        compared = _compared(viewer, list_id, refusal)
        problems = {FIELD: refusal_words(refusal, desk.month)}
        return _show(request, viewer, desk, problems, compared)


def _is_too_big(sent: "UploadedFile[bytes]") -> bool:
    return (sent.size or 0) > STAFF.content_bytes


def _refuse_too_big(sent: "UploadedFile[bytes]") -> None:
    if _is_too_big(sent):
        size, limit = -(-(sent.size or 0) // MEGABYTE), STAFF.content_bytes // MEGABYTE
        raise FileRefused("file.too_big", size=str(size), limit=str(limit))


def _taken(
    request: Request, viewer: Viewer, desk: Desk, list_id: int, content: bytes, name: str
) -> str:
    report = take_result(
        content=content,
        name=name,
        agency_id=desk.agency_id,
        month=desk.month,
        by=actor_of(request),
        at=request.at,
    )
    if "already_applied" in report.facts:
        said = told_by(viewer=viewer, list_id=list_id)
        messages.info(request, tell("content_already_applied", **said))
        return reverse("payroll-result", args=[desk.month])
    left = differences(viewer=viewer, list_id=list_id)
    messages.success(request, _said(report, len({one.sponsor_id for one in left})))
    to_look_at = left or report.counts.get("parked") or report.problems or report.facts
    return reverse("payroll-differences" if to_look_at else "payroll-remit", args=[desk.month])


def _said(report: FileReport, people: int) -> str:
    amount = render_rupiah(report.counts.get("cut_idr", 0))
    if not people:
        return tell("payroll.result.taken_whole", amount=amount)
    return tell("payroll.result.taken", amount=amount, count=people)


def _compared(viewer: Viewer, list_id: int, refusal: Refusal) -> list[Differs]:
    if not isinstance(refusal, NewerResult):
        return []
    names = {line.nip: line.name for line in lines_for_list(viewer=viewer, list_id=list_id)}
    return [
        Differs(
            nip=one.nip,
            name=names.get(one.nip, ""),
            row=one.row,
            standing_idr=one.standing_idr,
            in_file_idr=one.in_file_idr,
        )
        for one in refusal.compared
    ]


def _show(
    request: Request,
    viewer: Viewer,
    desk: Desk,
    problems: dict[str, str],
    compared: Sequence[Differs] = (),
) -> HttpResponse:
    trace = trace_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    context = {
        "desk": desk,
        "month": desk.month,
        "asked": desk.asked,
        "standing": trace.standing,
        "answers": trace.answers,
        "compared": compared,
        "problems": problems,
    }
    status = UNPROCESSABLE if problems else 200
    return render(request, "payroll/result.html", context, status=status)
