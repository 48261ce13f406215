"""S81, S82: batches by office, one batch, and its file in the branch's own layout."""

import io
import zipfile
from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.audit.looks import note_look
from payung.kernel.people import Role, Viewer
from payung.reports.batches import SentBatch, sent_batch, sent_batches, taken_before
from payung.stages.enrolment.files import batch_file
from payung.stages.enrolment.files.batches import VERSION
from payung.stages.enrolment.queries import BatchRow, rows_of_batch
from payung.web.download_marks import download_mark
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.leaving import Leaving, reason_first, reasons_of
from payung.web.paging import page_of
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BATCH_TABLE = "enrolment_batch"
FILE = "batch.file"
MOST_AT_ONCE = 25
ANSWERED = "dijawab"


@require_safe
@needs(Role.BRANCH)
def waiting(request: Request, viewer: Viewer) -> HttpResponse:
    """S81."""
    is_answered = request.GET.get("lihat") == ANSWERED
    page = page_of(
        request,
        lambda skip, most: sent_batches(
            viewer=viewer,
            on=day_of(request),
            state="answered" if is_answered else "sent",
            by_office=not is_answered,
            skip=skip,
            most=most,
        ),
    )
    values = {
        "page": page,
        "rows": [(batch, ref_of("batch", batch.batch_id)) for batch in page.rows],
        "is_answered": is_answered,
        "nothing_picked": "kosong" in request.GET,
    }
    return render(request, "branch/batches.html", values)


@require_safe
@needs(Role.BRANCH)
def one(request: Request, viewer: Viewer, batch_id: int) -> HttpResponse:
    """S82. Opening the rows for a spot check shows identities, and is noted."""
    batch = _batch(request, viewer, batch_id)
    rows: Sequence[BatchRow] = ()
    if "contoh" in request.GET:
        rows = rows_of_batch(viewer=viewer, batch_id=batch_id)[:MOST_AT_ONCE]
        _note(request, "batch.rows", batch_id, len(rows), tell("branch.look.spot_check"))
    values = {
        "batch": batch,
        "version": VERSION,
        "taken": taken_before(viewer=viewer, batch_id=batch_id),
        "rows": rows,
        "can_answer": batch.waiting and batch.rows <= MOST_AT_ONCE,
    }
    return render(request, "branch/batch.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.BRANCH)
def download(request: Request, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Give the file with the numbers in clear for a reason, and keep who took it."""
    batch = _batch(request, viewer, batch_id)
    file = _leaving([batch], back=reverse("branch-batch", args=[batch_id]))
    if asked := reason_first(request, viewer, file):
        return asked
    reasons = reasons_of(request, viewer, file)
    content = batch_file(viewer=viewer, batch_id=batch_id, mark=download_mark(request))
    _note(request, FILE, batch_id, batch.rows, reasons[batch_id])
    return _attachment(content, _name(batch), XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.BRANCH)
def download_many(request: Request, viewer: Viewer) -> HttpResponse:
    """Give the files of several batches together; one that is not theirs refuses them all."""
    picked = request.GET.getlist("pilih")[:MOST_AT_ONCE]
    if not picked:
        return HttpResponseRedirect(f"{reverse('branch-batches')}?kosong=1")
    try:
        ids = sorted({id_of("batch", ref) for ref in picked})
    except NotOurs as problem:
        raise Http404 from problem
    found = [_batch(request, viewer, batch_id) for batch_id in ids]
    file = _leaving(found, back=reverse("branch-batches"))
    if asked := reason_first(request, viewer, file):
        return asked
    reasons = reasons_of(request, viewer, file)
    packed, mark = io.BytesIO(), download_mark(request)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for batch in found:
            content = batch_file(viewer=viewer, batch_id=batch.batch_id, mark=mark)
            archive.writestr(_name(batch), content)
            _note(request, FILE, batch.batch_id, batch.rows, reasons[batch.batch_id])
    return _attachment(
        packed.getvalue(), f"kiriman-{day_of(request).isoformat()}.zip", "application/zip"
    )


def _leaving(batches: Sequence[SentBatch], *, back: str) -> Leaving:
    if len(batches) == 1:
        title = tell("export.batch_title", number=batches[0].number)
    else:
        title = tell("export.batches_title", count=len(batches))
    return Leaving(
        what=FILE,
        subject_type=BATCH_TABLE,
        subjects={batch.batch_id: batch.rows for batch in batches},
        title=title,
        back=back,
        is_personal=True,
    )


def _batch(request: Request, viewer: Viewer, batch_id: int) -> SentBatch:
    batch = sent_batch(viewer=viewer, batch_id=batch_id, on=day_of(request))
    if batch is None:
        raise Http404
    return batch


def _note(request: Request, what: str, batch_id: int, rows: int, reason: str) -> None:
    note_look(
        what,
        by=actor_of(request),
        at=request.at,
        subject_type=BATCH_TABLE,
        subject_id=batch_id,
        row_count=rows,
        reason=reason,
    )


def _name(batch: SentBatch) -> str:
    """Return a file name that says office and number, in plain letters."""
    office = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in batch.office)
    while "--" in office:
        office = office.replace("--", "-")
    return f"{office.strip('-').lower()[:60]}-kiriman-{batch.number}.xlsx"


def _attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
