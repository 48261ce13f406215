"""S35: what was read from a sheet, row by row: put right what is wrong, accept what is right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.audit.looks import note_look
from payung.kernel.clock import today_in_wib
from payung.kernel.findings import Finding
from payung.kernel.nik import masked
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.files.correcting_rows import (
    RowIsSettled,
    RowStillWrong,
    accept_rows,
    correct_row,
    row_of,
)
from payung.stages.enrolment.files.reviewing import Outcome, Review, ReviewRow, marked, review_of
from payung.stages.enrolment.files.whole_sheet import said_when
from payung.stages.enrolment.queries.uploads import upload_of
from payung.stages.enrolment.sums.entries import KEYS, TITLES
from payung.stages.enrolment.sums.uploads import AlreadyTaken, ReviewChanged, Step, Upload
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.intake.queries import NoSuchFile, applied_before
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.office.uploading import attachment, refusal_words
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of

STEPS: Final = (Step.WAITING, Step.READING, Step.CHECKING, Step.READ)
_TABLE: Final = "intake_receivedfile"
_IDENTITIES: Final = ("nik", "nip")
_DIGITS: Final = ("nik", "nip", "phone")


@dataclass(frozen=True)
class Line:
    """One row as the page shows it; identity numbers masked."""

    row: ReviewRow
    name: str
    sponsor: str
    cells: list[tuple[str, str]]
    words: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def review(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    kept = _upload(viewer, file_id)
    if not kept.is_read:
        return _progress(request, kept)
    if request.method == "POST":
        return _accept(request, viewer, kept)
    return _show(request, viewer, file_id, {})


def _accept(request: Request, viewer: Viewer, kept: Upload) -> HttpResponse:
    text = request.POST.get("jumlah", "")
    expected = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    here = reverse("upload-review", args=[kept.file_id])

    def do() -> str:
        rows = accept_rows(
            file_id=kept.file_id, expected=expected, by=actor_of(request), at=request.at
        )
        return f"{here}?diterima={rows}"

    try:
        return once(request, action="office.accept_rows", do=do)
    except AlreadyTaken as other:
        taking = other.taking
        words = tell("office.review.taken", name=taking.name, when=said_when(taking.at))
    except ContentAlreadyApplied as other:
        words = _applied_elsewhere(viewer, kept, str(other))
    except ReviewChanged:
        words = tell("office.review.changed")
    return _show(request, viewer, kept.file_id, {"form": words}, status=409)


def _applied_elsewhere(viewer: Viewer, kept: Upload, fingerprint: str) -> str:
    before = applied_before(
        viewer=viewer,
        kind="registrations",
        regency_id=kept.regency_id,
        fingerprint=fingerprint,
    )
    if before is None:
        return tell("office.review.changed")
    when = said_when(before.received_at)
    return tell("enrolment.file_accepted_before", when=when, name=before.received_by)


def _progress(request: Request, kept: Upload) -> HttpResponse:
    """Show how far the reading is, or why the sheet was refused; without script, one reloads."""
    if kept.step is Step.REFUSED:
        context = {"kept": kept, "why": refusal_words(kept)}
        return render(request, "office/upload_refused.html", context)
    if kept.step is Step.IMPORTED:
        return render(request, "office/upload_imported.html", {"kept": kept})
    context = {
        "kept": kept,
        "done": STEPS.index(kept.step),
        "whole": len(STEPS) - 1,
        "words": tell(f"office.progress.{kept.step}"),
    }
    answer = render(request, "office/upload_progress.html", context)
    answer.headers["Refresh"] = "15"
    return answer


@require_safe
@needs(Role.OFFICER)
def progress(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """Say the same to a script."""
    del request
    kept = _upload(viewer, file_id)
    is_over = kept.step not in STEPS[:-1]
    words = tell(f"office.progress.{kept.step}")
    done = len(STEPS) - 1 if is_over else STEPS.index(kept.step)
    return JsonResponse({"done": done, "words": words, "is_over": is_over})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def row(request: Request, viewer: Viewer, file_id: int, number: int) -> HttpResponse:
    """Put one row right in place; the original stays as it came in."""
    try:
        found = review_of(viewer=viewer, file_id=file_id, at=request.at)
        line = row_of(found, number)
    except NoSuchFile as missing:
        raise Http404 from missing
    if line.outcome is Outcome.TAKEN:
        raise Http404
    if request.method != "POST":
        note_look(
            "upload.row",
            by=actor_of(request),
            at=request.at,
            subject_type=_TABLE,
            subject_id=file_id,
            reason=tell("office.look.row"),
        )
        return _form(request, found, line, line.values, _beside(line.findings))
    typed = {key: request.POST.get(key, "").strip() for key in KEYS}
    try:
        return once(request, action="office.row", do=_correcting(request, file_id, number, typed))
    except RowStillWrong as wrong:
        problems = _beside(wrong.findings)
        return _form(request, found, line, typed, problems, status=422)
    except RowIsSettled as settled:
        raise Http404 from settled


def _correcting(
    request: Request, file_id: int, number: int, typed: Mapping[str, str]
) -> Callable[[], str]:
    def do() -> str:
        correct_row(file_id=file_id, row=number, typed=typed, by=actor_of(request), at=request.at)
        return f"{reverse('upload-review', args=[file_id])}?benar={number}"

    return do


def _beside(findings: Sequence[tuple[str, Finding]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, finding in findings:
        words = finding.message(current())
        found[key] = f"{found[key]} {words}" if key in found else words
    return found


def _form(
    request: Request,
    found: Review,
    line: ReviewRow,
    values: Mapping[str, str],
    beside: Mapping[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    fields = [
        (key, TITLES[key], values.get(key, ""), beside.get(key, ""), key in _DIGITS)
        for key in _in_order(beside)
    ]
    context = {
        "kept": found.upload,
        "line": line,
        "fields": fields,
        "problems": {key: beside[key] for key in _in_order(beside) if key in beside}
        if status == 422
        else {},
    }
    return render(request, "office/upload_row.html", context, status=status)


def _in_order(beside: Mapping[str, str]) -> list[str]:
    """Return the columns with something to put right first, then the others."""
    return sorted(KEYS, key=lambda key: (key not in beside, KEYS.index(key)))


@require_safe
@needs(Role.OFFICER)
def faulty(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """Hand out the sheet with what is to be put right; it holds identity numbers."""
    kept = _upload(viewer, file_id)
    if not kept.is_read:
        raise Http404
    by = actor_of(request)
    content = marked(by=by, file_id=file_id, at=request.at, lang=current())
    note_look(
        "upload.file",
        by=by,
        at=request.at,
        subject_type=_TABLE,
        subject_id=file_id,
        row_count=kept.rows,
        reason=tell("office.look.file"),
    )
    return attachment(content, f"perbaiki-{today_in_wib(kept.received_at).isoformat()}.xlsx")


def _upload(viewer: Viewer, file_id: int) -> Upload:
    try:
        return upload_of(viewer=viewer, file_id=file_id)
    except NoSuchFile as missing:
        raise Http404 from missing


def _show(
    request: Request, viewer: Viewer, file_id: int, problems: dict[str, str], *, status: int = 200
) -> HttpResponse:
    found = review_of(viewer=viewer, file_id=file_id, at=request.at)
    page = page_of(request, lambda skip, most: found.rows[skip : skip + most])
    kept = found.upload
    context = {
        "review": found,
        "kept": kept,
        "when": said_when(kept.received_at),
        "takings": [(taking, said_when(taking.at)) for taking in kept.takings],
        "twins": found.count(Outcome.TWIN),
        "known": found.count(Outcome.KNOWN),
        "to_fix": found.count(Outcome.FIX),
        "page": page,
        "lines": [_line(one) for one in page.rows],
        "accepted": request.GET.get("diterima", ""),
        "again": "lagi" in request.GET,
        "fixed": request.GET.get("benar", ""),
        "problems": problems,
    }
    return render(request, "office/upload_review.html", context, status=status)


def _line(one: ReviewRow) -> Line:
    shown = dict.fromkeys(key for key, _ in one.findings)
    cells = [(TITLES[key], _cell(key, one.values[key])) for key in shown if key in one.values]
    words = [finding.message(current()) for _, finding in one.findings]
    if one.outcome in (Outcome.TAKEN, Outcome.KNOWN):
        cells, words = [], []
    return Line(one, one.values["name"], one.values["sponsor_name"], cells, words)


def _cell(key: str, text: str) -> str:
    return masked(text) if key in _IDENTITIES and len(text) > 8 else text[:60]
