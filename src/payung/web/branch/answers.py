"""S83, S84: the branch's answer, as a sheet that is matched first, or typed beside the rows."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.access.people import names_of
from payung.foundation.audit.looks import note_look
from payung.kernel.people import Role, Viewer
from payung.process.reply_files import answer_on_screen, apply_kept_reply
from payung.reports.batches import SentBatch, rows_sent, sent_batch
from payung.stages.enrolment.files import (
    AppliedBefore,
    KeptReply,
    keep_upload,
    kept_reply,
    received_replies,
    refuse_reply,
)
from payung.stages.enrolment.files.batches import OpenedReply, open_reply
from payung.stages.enrolment.queries import Outcome, match_reply, rejection_reasons
from payung.stages.enrolment.sums.replies import BatchAnswer
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.intake.problems import FileRefused
from payung.web.branch.batches import BATCH_TABLE, MOST_AT_ONCE
from payung.web.branch.forms import typed_answers, typed_day
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.templatetags.words import grouped

LATEST = 8


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.BRANCH)
def upload(request: Request, viewer: Viewer) -> HttpResponse:
    """S83."""
    if request.method != "POST":
        return _upload_form(request, viewer, {})
    sent = request.FILES.get("berkas")
    if sent is None:
        return _upload_form(request, viewer, {"berkas": tell("branch.replies.missing")})
    content, name = sent.read(), sent.name or ""
    try:
        reply = open_reply(content, name, apart=True)
        if sent_batch(viewer=viewer, batch_id=reply.batch_id, on=day_of(request)) is None:
            raise FileRefused("reply.other_batch", row="1")
        return once(request, action="reply.keep", do=lambda: _kept(request, reply, content, name))
    except FileRefused as refusal:
        refuse_reply(content=content, name=name, why=refusal, by=actor_of(request), at=request.at)
        return _upload_form(request, viewer, {"berkas": refusal.finding.message(current())})
    except AppliedBefore as before:
        return _known_already(request, before)


def _kept(request: Request, reply: OpenedReply, content: bytes, name: str) -> str:
    file_id = keep_upload(
        reply=reply, content=content, name=name, by=actor_of(request), at=request.at
    )
    return reverse("branch-reply", args=[file_id])


def _known_already(request: Request, before: AppliedBefore) -> HttpResponse:
    messages.info(request, tell("branch.replies.known", name=before.file.received_by))
    return HttpResponseRedirect(reverse("branch-reply", args=[before.file.file_id]))


def _upload_form(request: Request, viewer: Viewer, problems: dict[str, str]) -> HttpResponse:
    latest = received_replies(viewer=viewer, most=LATEST)
    names = names_of(viewer=viewer, person_ids=[file.received_by_id for file in latest])
    values = {
        "problems": problems,
        "latest": [
            (
                file,
                names.get(file.received_by_id or 0, ""),
                file.refusal.message(current()) if file.refusal else "",
            )
            for file in latest
        ],
    }
    return render(request, "branch/replies.html", values, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.BRANCH)
def match(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """S84."""
    reply = kept_reply(viewer=viewer, file_id=file_id)
    batch = None
    if reply is not None:
        batch = sent_batch(viewer=viewer, batch_id=reply.batch_id, on=day_of(request))
    if reply is None or batch is None:
        raise Http404
    if request.method != "POST":
        return _matched(request, viewer, reply, batch, {})
    replied_on, problem = typed_day(request.POST, sent_on=batch.sent_on, today=day_of(request))
    if replied_on is None:
        return _matched(request, viewer, reply, batch, {"tanggal": problem})
    try:
        return once(
            request,
            action="reply.apply",
            do=lambda: _applied(request, reply, replied_on),
        )
    except FileRefused as refusal:
        said = refusal.finding.message(current())
        return _matched(request, viewer, reply, batch, {"form": said})
    except ContentAlreadyApplied:
        messages.info(request, tell("branch.reply.already"))
        return HttpResponseRedirect(reverse("branch-batch", args=[batch.batch_id]))


def _applied(request: Request, reply: KeptReply, replied_on: date) -> str:
    answer = apply_kept_reply(
        reply=reply, replied_on=replied_on, by=actor_of(request), at=request.at
    )
    _tell_result(request, answer)
    return reverse("branch-reply", args=[reply.file_id])


def _matched(
    request: Request,
    viewer: Viewer,
    reply: KeptReply,
    batch: SentBatch,
    problems: dict[str, str],
) -> HttpResponse:
    rows = match_reply(viewer=viewer, batch_id=reply.batch_id, replies=reply.rows)
    count = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    day = day_of(request)
    values = {
        "reply": reply,
        "batch": batch,
        "rows": [(row, row.finding.message(current()) if row.finding else "") for row in rows],
        "numbers": count[Outcome.NUMBER],
        "reasons": count[Outcome.REASON],
        "conflicts": count[Outcome.CONFLICT],
        "unchanged": count[Outcome.UNCHANGED],
        "empty": count[Outcome.EMPTY],
        "takes": count[Outcome.NUMBER] + count[Outcome.REASON],
        "day": request.POST.get("tanggal_hari", day.day),
        "month": request.POST.get("tanggal_bulan", day.month),
        "year": request.POST.get("tanggal_tahun", day.year),
        "problems": problems,
    }
    return render(request, "branch/reply.html", values, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.BRANCH)
def on_screen(request: Request, viewer: Viewer, batch_id: int) -> HttpResponse:
    """S84 for a small batch: a number or a reason beside each row that waits."""
    batch = sent_batch(viewer=viewer, batch_id=batch_id, on=day_of(request))
    if batch is None or batch.rows > MOST_AT_ONCE:
        raise Http404
    if request.method != "POST":
        return _rows_to_answer(request, viewer, batch, {})
    typed = typed_answers(request.POST)
    replied_on, problem = typed_day(request.POST, sent_on=batch.sent_on, today=day_of(request))
    problems = dict(typed.problems)
    if replied_on is None:
        problems["tanggal"] = problem
    if not typed.answers and not problems:
        problems["form"] = tell("branch.answer.nothing")
    if problems or replied_on is None:
        return _rows_to_answer(request, viewer, batch, problems)
    try:
        return once(
            request,
            action="batch.answer",
            do=lambda: _typed(request, batch_id, typed.answers, replied_on),
        )
    except FileRefused as refusal:
        said = refusal.finding.message(current())
        return _rows_to_answer(request, viewer, batch, {"form": said})


def _typed(
    request: Request, batch_id: int, answers: dict[int, tuple[str, str]], replied_on: date
) -> str:
    answer = answer_on_screen(
        batch_id=batch_id,
        answers=answers,
        replied_on=replied_on,
        by=actor_of(request),
        at=request.at,
    )
    _tell_result(request, answer)
    return reverse("branch-batch", args=[batch_id])


def _rows_to_answer(
    request: Request, viewer: Viewer, batch: SentBatch, problems: dict[str, str]
) -> HttpResponse:
    listed = rejection_reasons(viewer=viewer, regency_id=batch.regency_id, live_only=True)
    found = rows_sent(viewer=viewer, batch_id=batch.batch_id, skip=0, most=MOST_AT_ONCE)
    day = day_of(request)
    note_look(
        "batch.rows",
        by=actor_of(request),
        at=request.at,
        subject_type=BATCH_TABLE,
        subject_id=batch.batch_id,
        row_count=len(found),
        reason=tell("branch.look.answer"),
    )
    rows = [
        {
            "row": row,
            "kpj": request.POST.get(f"kpj_{row.row}", ""),
            "reason": request.POST.get(f"alasan_{row.row}", ""),
            "problem": problems.get(f"kpj_{row.row}", ""),
        }
        for row in found
        if row.state == "waiting"
    ]
    values = {
        "batch": batch,
        "rows": rows,
        "reasons": [row.branch_words for row in listed],
        "day": request.POST.get("tanggal_hari", day.day),
        "month": request.POST.get("tanggal_bulan", day.month),
        "year": request.POST.get("tanggal_tahun", day.year),
        "problems": problems,
    }
    return render(request, "branch/answer.html", values, status=422 if problems else 200)


def _tell_result(request: Request, answer: BatchAnswer) -> None:
    said = tell(
        "branch.reply.done",
        numbers=grouped(len(answer.accepted_ids)),
        reasons=grouped(len(answer.returned_ids)),
        waiting=grouped(answer.waiting),
    )
    messages.success(request, said)
    if answer.refused:
        messages.warning(request, tell("branch.reply.refused", count=len(answer.refused)))
