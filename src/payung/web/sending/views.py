"""S36, S37: sending what was checked to the branch, and what the branch said."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.documents.queries import documents_of
from payung.kernel.people import Role, Viewer
from payung.process import papers
from payung.reports.batches import (
    Ready,
    SentBatch,
    ready_rows,
    ready_to_send,
    rows_sent,
    sent_batch,
    sent_batches,
)
from payung.stages.enrolment.operations import send_batch
from payung.stages.enrolment.queries import in_plain_words
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of

COVER_LETTER = "D02"
BATCH_TABLE = "enrolment_batch"
EARLIER = 6


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def send(request: Request, viewer: Viewer) -> HttpResponse:
    """S36."""
    ready = ready_to_send(viewer=viewer)
    if ready is None:
        raise Http404
    if request.method != "POST":
        return _to_send(request, viewer, ready)
    seen = request.POST.get("baris", "")
    if ready.rows and seen != str(ready.rows):
        said = tell("sending.send.changed", before=seen[:6] or "0", now=ready.rows)
        return _to_send(request, viewer, ready, {"form": said})
    return once(request, action="batch.send", do=lambda: _sent(request, viewer))


def _sent(request: Request, viewer: Viewer) -> str:
    """Send, and return the page of the batch; where somebody was faster, of theirs."""
    batch_id = send_batch(agency_id=viewer.agency_id or 0, by=actor_of(request), at=request.at)
    if batch_id is not None:
        messages.success(request, tell("sending.send.done"))
        return reverse("office-batch", args=[batch_id])
    latest = sent_batches(viewer=viewer, on=day_of(request), most=1)
    if not latest:
        return reverse("send")
    messages.info(request, tell("sending.send.somebody_did", name=latest[0].sent_by))
    return reverse("office-batch", args=[latest[0].batch_id])


def _to_send(
    request: Request, viewer: Viewer, ready: Ready, problems: dict[str, str] | None = None
) -> HttpResponse:
    page = page_of(request, lambda skip, most: ready_rows(viewer=viewer, skip=skip, most=most))
    values = {
        "ready": ready,
        "page": page,
        "today": day_of(request),
        "earlier": sent_batches(viewer=viewer, on=day_of(request), most=EARLIER),
        "problems": problems or {},
    }
    return render(request, "sending/send.html", values, status=422 if problems else 200)


@require_safe
@needs(Role.OFFICER)
def sent(request: Request, viewer: Viewer, batch_id: int) -> HttpResponse:
    """S37."""
    batch = _batch(request, viewer, batch_id)
    page = page_of(
        request,
        lambda skip, most: rows_sent(viewer=viewer, batch_id=batch_id, skip=skip, most=most),
    )
    plain = in_plain_words(
        viewer=viewer, regency_id=batch.regency_id, texts={row.reason for row in page.rows}
    )
    letters = documents_of(
        viewer=viewer, subject_type=BATCH_TABLE, subject_id=batch_id, kind=COVER_LETTER
    )
    values = {
        "batch": batch,
        "page": page,
        "rows": [(row, plain[row.reason]) for row in page.rows],
        "letter": letters[0] if letters else None,
    }
    return render(request, "sending/batch.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def cover_letter(request: Request, viewer: Viewer, batch_id: int) -> HttpResponse:
    """D02 is made by a button; the address itself leads back to the batch."""
    _batch(request, viewer, batch_id)
    if request.method != "POST":
        return sent(request, batch_id=batch_id)

    def make() -> str:
        made = papers.cover_letter(batch_id=batch_id, by=actor_of(request), at=request.at)
        return reverse("paper", args=[made])

    return once(request, action="batch.cover_letter", do=make)


def _batch(request: Request, viewer: Viewer, batch_id: int) -> SentBatch:
    batch = sent_batch(viewer=viewer, batch_id=batch_id, on=day_of(request))
    if batch is None:
        raise Http404
    return batch
