"""S85: a sheet of receipts, uploaded, looked at with the faulty rows first, then accepted."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.clock import today_in_wib
from payung.kernel.people import Role, Viewer
from payung.process.receipt_lists import accept_receipt_list, keep_receipt_list
from payung.process.received_lists import SeenOtherwise
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.intake.queries import original
from payung.stages.remittance.files import ReadReceipts, read_receipt_list, receipt_template
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries.receipt_lists import (
    Fate,
    ReceiptFile,
    receipt_file,
    receipt_files,
    receipt_list_review,
)
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Said
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.received import kept_once, read_sent, upload_page

CHECKED: Final = "checked"
_OTHERWISE: Final[dict[type[Exception], tuple[str, str]]] = {
    SeenOtherwise: ("form", "receipts.list.otherwise"),
    ContentAlreadyApplied: ("form", "receipts.list.applied"),
}


@form_methods
@needs(Role.BRANCH)
def upload(request: Request, viewer: Viewer) -> HttpResponse:
    """Send a list of receipts; nothing is recorded before it was looked at."""
    said = Said(request)
    return upload_page(
        said,
        viewer,
        keep=lambda: _kept(said),
        files=lambda skip, most: receipt_files(viewer=viewer, skip=skip, most=most),
        template="branch/receipts_upload.html",
    )


@form_methods
@needs(Role.BRANCH)
def review(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """What the list records, the rows that need a hand first; accepting records the good ones."""
    file = receipt_file(viewer=viewer, file_id=file_id)
    if file is None:
        raise Http404
    read = _read_again(viewer, file)
    found = receipt_list_review(viewer=viewer, receipts=read.receipts)
    said = Said(request)
    if said.is_sent:
        answer = _accept(said, file_id, read, has_new=bool(found.new))
        if answer is not None:
            return answer
    context = {
        "file": file,
        "review": found,
        "new": found.new,
        "known": found.of(Fate.KNOWN),
        "faulty": [(f.row, f.column, f.finding.message(current())) for f in found.findings],
        "is_waiting": file.state == CHECKED,
        "problems": said.problems,
    }
    status = 422 if said.problems else 200
    return render(request, "branch/receipts_review.html", context, status=status)


@require_safe
@needs(Role.BRANCH)
def template(request: Request, viewer: Viewer) -> HttpResponse:
    """An empty sheet with the columns that are read."""
    del request, viewer
    answer = HttpResponse(receipt_template(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="penerimaan.csv"'
    return answer


def _kept(said: Said) -> HttpResponse | None:
    request, by = said.request, actor_of(said.request)
    regency_id = by.regency_id
    assert regency_id is not None, "a branch works for a regency"
    read = read_sent(
        said,
        lambda content, name: read_receipt_list(content=content, name=name, today=day_of(request)),
    )
    if read is None:
        return None
    return kept_once(
        said,
        action="receipts.upload",
        keep=lambda: keep_receipt_list(read=read, regency_id=regency_id, by=by, at=request.at),
        review="branch-receipts-review",
    )


def _read_again(viewer: Viewer, file: ReceiptFile) -> ReadReceipts:
    """Days ahead are judged by the day on which the list came in."""
    content = original(viewer=viewer, file_id=file.file_id)
    return read_receipt_list(content=content, name=file.name, today=today_in_wib(file.received_at))


def _accept(said: Said, file_id: int, read: ReadReceipts, *, has_new: bool) -> HttpResponse | None:
    if not has_new:
        said.wrong("form", "receipts.list.nothing")
        return None
    try:
        with said.refusing(_OTHERWISE):
            return once(
                said.request,
                action="receipts.accept",
                do=lambda: _accepted(said.request, file_id, read),
            )
    except MoneyRefused as refusal:
        said.problems["form"] = refusal.message(current())
    return None


def _accepted(request: Request, file_id: int, read: ReadReceipts) -> str:
    count = accept_receipt_list(
        file_id=file_id,
        read=read,
        seen_digest=request.POST.get("seen", ""),
        by=actor_of(request),
        at=request.at,
    )
    messages.success(request, tell("receipts.list.accepted", count=count))
    return reverse("branch-receipts")
