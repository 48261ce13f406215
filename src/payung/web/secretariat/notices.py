"""S114: notices: a sentence on every page for a while, for everybody or for one role."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.desk.operations import announce, correct_notice, end_notice
from payung.foundation.desk.operations.notices import LONGEST
from payung.foundation.desk.problems import AlreadyOver, NotTheirs
from payung.foundation.desk.queries import NoticeSeen, notice, notices
from payung.kernel.people import Role, Viewer
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, moment_boxes
from payung.web.secretariat.offices import form_methods

EVERYBODY = "semua"
_LONGEST_RUN = timedelta(days=90)
_OVER: dict[type[Exception], tuple[str, str]] = {
    AlreadyOver: ("form", "desk.notice.over"),
    NotTheirs: ("form", "desk.notice.over"),
}


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S114."""
    page = page_of(request, lambda skip, most: notices(viewer=viewer, skip=skip, most=most))
    rows = [(row, _state(request, row)) for row in page.rows]
    return render(request, "secretariat/notices.html", {"page": page, "rows": rows})


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A notice as the form asked for it, without anything left to put right."""

    words_id: str
    words_en: str
    role: Role | None
    is_urgent: bool
    starts_at: datetime
    ends_at: datetime


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """A new notice, seen as it will stand before it is kept."""
    said = Said(request)
    if said.is_sent:
        wanted = _wanted(said)
        if wanted is not None and viewer.regency_id and not request.POST.get("lihat"):
            asked, regency_id = wanted, viewer.regency_id

            def do() -> str:
                announce(regency_id=regency_id, by=actor_of(request), at=request.at, **vars(asked))
                messages.success(request, tell("desk.notice.kept"))
                return reverse("manage-notices")

            return once(request, action="notice.add", do=do)
    return _page(said, str(said.values.get("kalimat", "")))


@form_methods
@needs(Role.SECRETARIAT)
def correct(request: Request, viewer: Viewer, notice_id: int) -> HttpResponse:
    """Another notice in the place of one that stands; the one that was shown is kept."""
    seen = _standing_or_404(request, viewer, notice_id)
    said = Said(request)
    if said.is_sent:
        wanted = _wanted(said)
        if wanted is not None and not request.POST.get("lihat"):
            asked = wanted

            def do() -> str:
                by = actor_of(request)
                correct_notice(notice_id=notice_id, by=by, at=request.at, **vars(asked))
                messages.success(request, tell("desk.notice.corrected"))
                return reverse("manage-notices")

            with said.refusing(_OVER):
                return once(request, action="notice.correct", do=do)
    return _page(said, str(said.values.get("kalimat", "")), before=seen)


@form_methods
@needs(Role.SECRETARIAT)
def end(request: Request, viewer: Viewer, notice_id: int) -> HttpResponse:
    """Take a notice down now."""
    seen = _standing_or_404(request, viewer, notice_id)
    said = Said(request)
    if said.is_sent:

        def do() -> str:
            end_notice(notice_id=notice_id, by=actor_of(request), at=request.at)
            messages.success(request, tell("desk.notice.ended"))
            return reverse("manage-notices")

        with said.refusing(_OVER):
            return once(request, action="notice.end", do=do)
    return ask_page(
        said, "desk.notice.end", (), back=reverse("manage-notices"), warnings=[seen.words_id]
    )


def _standing_or_404(request: Request, viewer: Viewer, notice_id: int) -> NoticeSeen:
    seen = notice(viewer=viewer, notice_id=notice_id)
    if seen is None or seen.is_over(request.at):
        raise Http404
    return seen


def _wanted(said: Said) -> Wanted | None:
    words = said.text("kalimat", most=LONGEST, empty="desk.notice.words_empty")
    words_en = said.text("kalimat_en", most=LONGEST)
    audience = said.choice("untuk", _audiences(), empty="desk.notice.audience_empty")
    is_urgent = said.tick("penting")
    starts_at = said.moment("mulai", empty="desk.notice.start_empty")
    ends_at = said.moment("selesai", empty="desk.notice.end_empty")
    if starts_at and ends_at and ends_at <= max(starts_at, said.request.at):
        said.wrong("selesai", "desk.notice.end_before")
    elif starts_at and ends_at and ends_at - starts_at > _LONGEST_RUN:
        said.wrong("selesai", "desk.notice.too_long")
    if said.problems or starts_at is None or ends_at is None:
        return None
    return Wanted(
        words_id=words,
        words_en=words_en,
        role=None if audience == EVERYBODY else Role(audience),
        is_urgent=is_urgent,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _page(said: Said, preview: str, *, before: NoticeSeen | None = None) -> HttpResponse:
    now = said.request.at
    day, clock = moment_boxes(max(now, before.starts_at) if before else now)
    last, last_clock = moment_boxes(before.ends_at if before else now + timedelta(days=7))
    asks = [
        Ask(id="kalimat", code="desk.notice.words", kind="area", rows=3, maxlength=LONGEST,
            value=before.words_id if before else ""),
        Ask(id="kalimat_en", code="desk.notice.words_en", kind="area", rows=3, is_optional=True,
            maxlength=LONGEST, value=before.words_en if before else ""),
        Ask(id="untuk", code="desk.notice.audience", part="select", options=_audiences(),
            value=(before.role or EVERYBODY) if before else ""),
        Ask(id="mulai", code="desk.notice.starts", part="date", value=day),
        Ask(id="mulai_jam", code="desk.time", value=clock, width="short", maxlength=5),
        Ask(id="selesai", code="desk.notice.ends", part="date", value=last),
        Ask(id="selesai_jam", code="desk.time", value=last_clock, width="short", maxlength=5),
        Ask(id="penting", code="desk.notice.urgent", part="tick",
            value=bool(before and before.is_urgent)),
    ]  # fmt: skip
    return ask_page(
        said,
        "desk.notice.correct" if before else "desk.notice.add",
        asks,
        back=reverse("manage-notices"),
        extra={
            "preview": "secretariat/_notice_preview.html" if preview else "",
            "preview_words": preview,
            "preview_urgent": said.values.get("penting"),
            "other_button": tell("desk.notice.see"),
            "other_name": "lihat",
        },
    )


def _audiences() -> list[Option]:
    roles: list[Option] = [
        (role, tell(f"access.role.{role}")) for role in Role if role is not Role.SYSTEM
    ]
    return [(EVERYBODY, tell("desk.notice.everybody")), *roles]


def _state(request: Request, row: NoticeSeen) -> str:
    if row.is_over(request.at):
        return "over"
    return "coming" if row.starts_at > request.at else "live"
