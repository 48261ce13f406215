"""S10 and S13a: the start of a sign-up, and the page where one cannot go on."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from payung.foundation.rules import Sector
from payung.kernel.dates import render_date
from payung.kernel.people import Role, Viewer
from payung.reports.workers.office import own_office
from payung.stages.enrolment.operations.drafts import clear_draft
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.queries.drafts import draft_of
from payung.stages.enrolment.sums.drafts import KEPT_FOR
from payung.stages.enrolment.sums.entrusted import Kind
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.sponsor.answers import BLOCKED, BLOCKED_BY_WORK, Answers, missing
from payung.web.sponsor.steps import address
from payung.web.sponsor.terms import checked_by, terms_on


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def begin(request: Request, viewer: Viewer) -> HttpResponse:
    """S10. What it costs, what is needed; a draft of today can be taken up again."""
    draft = draft_of(viewer=viewer, at=request.at)
    if request.method == "POST":
        clear_draft(by=actor_of(request), at=request.at)
        return HttpResponseRedirect(address("hubungan"))
    on = day_of(request)
    shown = {
        "office": own_office(viewer=viewer, on=on),
        "terms": terms_on(on, Sector.OTHER),
        "has_draft": bool(draft.answers),
        "kept_until": draft.saved_at and draft.saved_at + KEPT_FOR,
        "go_on": _where(draft.answers),
    }
    return render(request, "sponsor/mulai.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def cannot(request: Request, viewer: Viewer) -> HttpResponse:
    """S13a. One page for every reason, so that nobody finds out by trying who is insured."""
    if request.method == "POST":
        return once(request, action="sponsor.entrust", do=lambda: _entrust(request, viewer))
    answers = draft_of(viewer=viewer, at=request.at).answers
    if not answers.get(BLOCKED):
        return HttpResponseRedirect(_where(answers))
    shown = {
        "is_about_work": answers[BLOCKED] == BLOCKED_BY_WORK,
        "answer_by": checked_by(day_of(request)),
    }
    return render(request, "sponsor/belum-bisa.html", shown)


@require_POST
@needs(Role.SPONSOR)
def somebody_else(request: Request, viewer: Viewer) -> HttpResponse:
    """Begin again with another person; the day's count of questions stays."""
    del viewer
    clear_draft(by=actor_of(request), at=request.at)
    return HttpResponseRedirect(address("hubungan"))


def _entrust(request: Request, viewer: Viewer) -> str:
    answers = draft_of(viewer=viewer, at=request.at).answers
    if answers.get(BLOCKED):
        by, at = actor_of(request), request.at
        entrust(kind=Kind.WORKER, code=answers[BLOCKED], answers=answers, by=by, at=at)
        clear_draft(by=by, at=at)
        until = render_date(checked_by(day_of(request)))
        messages.success(request, tell("sponsor.cannot.entrusted", until=until))
    return reverse("sponsor-home")


def _where(answers: Answers) -> str:
    if answers.get(BLOCKED):
        return reverse("daftar-belum-bisa")
    return address(missing(answers) or "periksa")
