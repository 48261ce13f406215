"""S43: what payroll really did, said in one press or by payroll's own file."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.reporting import FileReport
from payung.kernel.rupiah import render_rupiah
from payung.process.payroll import take_as_listed, take_result
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.queries import lines_for_list
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, STAFF
from payung.stages.reconciliation.operations import note_refusal
from payung.stages.reconciliation.problems import AnswerRefused, NewerResult
from payung.stages.reconciliation.queries import differences
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
SYSTEM_NAME: Final = "Payung"


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
    code = "payroll.result.said_before" if done.already else "payroll.result.said"
    messages.success(request, tell(code, amount=render_rupiah(done.cut_idr)))
    return reverse("payroll-remit", args=[desk.month])


def _uploaded(request: Request, viewer: Viewer, desk: Desk, list_id: int) -> HttpResponse:
    sent = request.FILES.get(FIELD)
    if not isinstance(sent, UploadedFile):
        return _show(request, viewer, desk, {FIELD: tell("payroll.result.no_file")})
    content = b""
    try:
        content = _content(sent)
        name = sent.name or FIELD
        return once(
            request,
            action="payroll.result",
            do=lambda: _taken(request, viewer, desk, list_id, content, name),
        )
    except REFUSALS as refusal:
        _note(request, desk, refusal, content)
        compared = _compared(viewer, list_id, refusal)
        problems = {FIELD: refusal_words(refusal, desk.month)}
        return _show(request, viewer, desk, problems, compared)


def _content(sent: "UploadedFile[bytes]") -> bytes:
    """Return what was sent; one above the limit is refused without being read."""
    size = sent.size or 0
    if size > STAFF.content_bytes:
        limit = str(STAFF.content_bytes // MEGABYTE)
        raise FileRefused("file.too_big", size=str(-(-size // MEGABYTE)), limit=limit)
    return b"".join(sent.chunks())


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
        messages.info(request, _said_when(viewer, desk))
        return reverse("payroll-result", args=[desk.month])
    left = differences(viewer=viewer, list_id=list_id)
    messages.success(request, _said(report, len({one.sponsor_id for one in left})))
    to_look_at = left or report.counts.get("parked")
    return reverse("payroll-differences" if to_look_at else "payroll-remit", args=[desk.month])


def _said(report: FileReport, people: int) -> str:
    amount = render_rupiah(report.counts.get("cut_idr", 0))
    if not people:
        return tell("payroll.result.taken_whole", amount=amount)
    return tell("payroll.result.taken", amount=amount, count=people)


def _said_when(viewer: Viewer, desk: Desk) -> str:
    """Say when the same content came, and from whom: nothing has changed."""
    standing = trace_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month).standing
    assert standing is not None, "what came before stands"
    when = in_wib(standing.reported_at)
    return tell(
        "content_already_applied",
        when=f"{render_date(when.date())} {when:%H.%M}",
        who=standing.reported_by or SYSTEM_NAME,
    )


def _note(request: Request, desk: Desk, refusal: Refusal, content: bytes) -> None:
    """Keep a trace of a refused file: what noted it inside was taken back with the transaction."""
    if isinstance(refusal, FileRefused | AnswerRefused):
        note_refusal(
            agency_id=desk.agency_id,
            month=desk.month,
            code=refusal.finding.code,
            sha256=sha256(content).hexdigest(),
            by=actor_of(request),
            at=request.at,
        )


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
