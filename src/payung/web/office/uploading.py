"""S34: sending in a sheet of registrations; every refusal says what to do, and is kept."""

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from procrastinate.contrib.django import app

from payung.kernel.clock import today_in_wib
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.files.template import registrations_template
from payung.stages.enrolment.files.uploads import receive, refuse
from payung.stages.enrolment.queries.uploads import uploads
from payung.stages.enrolment.sums.uploads import Upload, UploadRefused
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, REGISTRATIONS
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of

FIELD: Final = "berkas"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED: Final = ".xlsx,.xls,.ods,.csv"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def upload(request: Request, viewer: Viewer) -> HttpResponse:
    if request.method != "POST":
        return _show(request, viewer, {})
    sent = request.FILES.get(FIELD)
    if not isinstance(sent, UploadedFile):
        return _show(request, viewer, {FIELD: tell("office.upload.no_file")})
    name = sent.name or "berkas"
    content = b""
    try:
        content = _content(sent)
        return once(request, action="office.upload", do=lambda: _take(request, content, name))
    except FileRefused as why:
        by = actor_of(request)
        assert by.regency_id is not None
        assert by.agency_id is not None
        refuse(
            content=content,
            name=name,
            regency_id=by.regency_id,
            agency_id=by.agency_id,
            why=why,
            by=by,
            at=request.at,
        )
        return _show(request, viewer, {FIELD: why.finding.message(current())}, why)


def _content(sent: "UploadedFile[bytes]") -> bytes:
    """Return what was sent; one above the limit is refused without being read."""
    size = sent.size or 0
    if size > REGISTRATIONS.content_bytes:
        limit = str(REGISTRATIONS.content_bytes // MEGABYTE)
        raise FileRefused("file.too_big", size=str(-(-size // MEGABYTE)), limit=limit)
    return b"".join(sent.chunks())


def _take(request: Request, content: bytes, name: str) -> str:
    by = actor_of(request)
    assert by.regency_id is not None
    assert by.agency_id is not None
    received = receive(
        content=content,
        name=name,
        regency_id=by.regency_id,
        agency_id=by.agency_id,
        by=by,
        at=request.at,
    )
    if received.is_waiting:
        app.configure_task("read_upload").defer(file_id=received.file_id)
    address = reverse("upload-review", args=[received.file_id])
    return f"{address}?lagi=1" if received.again else address


@require_safe
@needs(Role.OFFICER)
def template(request: Request, viewer: Viewer) -> HttpResponse:
    """Hand out the office's own workbook, empty, with the day in its name."""
    assert viewer.agency_id is not None
    content = registrations_template(viewer=viewer, agency_id=viewer.agency_id, made_at=request.at)
    name = f"templat-pendaftaran-{today_in_wib(request.at).isoformat()}.xlsx"
    return attachment(content, name)


def attachment(content: bytes, name: str) -> HttpResponse:
    """Return a workbook to be saved under a name of ours."""
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def refusal_words(kept: Upload) -> str:
    """Return why a sheet was refused as a whole."""
    if not kept.refusal:
        return ""
    return tell(kept.refusal, **kept.refusal_values)


def _show(
    request: Request, viewer: Viewer, problems: dict[str, str], why: FileRefused | None = None
) -> HttpResponse:
    recent = uploads(viewer=viewer)
    context = {
        "problems": problems,
        "accepted": ACCEPTED,
        "recent": [(one, refusal_words(one)) for one in recent],
        "earlier_id": why.file_id if isinstance(why, UploadRefused) else None,
        "wants_template": why is not None
        and why.code.startswith(("template.", "office.file.", "file.no_header", "file.column")),
    }
    status = 422 if problems else 200
    return render(request, "office/upload.html", context, status=status)
