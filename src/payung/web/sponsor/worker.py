"""S21: one worker; S28: something happened to one of them."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.kernel.moves import MoveNotAllowed
from payung.kernel.names import shown as shown_text
from payung.kernel.people import Role, Viewer
from payung.reports.homes.sponsor import WorkerCard, sponsor_home
from payung.reports.workers.deductions import worker_deductions
from payung.reports.workers.office import own_office
from payung.reports.workers.one import one_worker
from payung.stages.claims.queries import claims_of
from payung.stages.enrolment.operations import cancel
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.sums.entrusted import Kind
from payung.web.claims.shown import listed
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.short_refs import short_ref
from payung.web.sponsor.done import swapped
from payung.web.sponsor.left import left_lines

EVENTS: Final = ("accident", "death", "moved", "number")
CLAIMS: Final = {"accident": "claim-accident", "death": "claim-death"}
"""What has questions of its own (S62, S63); the other events are a note to the officer."""
LONGEST: Final = 500


@require_safe
@needs(Role.SPONSOR)
def worker(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S21."""
    on = day_of(request)
    one = one_worker(viewer=viewer, sponsorship_id=sponsorship_id, on=on)
    if one is None:
        raise Http404
    office = own_office(viewer=viewer, on=on)
    lines = worker_deductions(viewer=viewer, sponsorship_id=sponsorship_id)
    shown = {
        "worker": one,
        "months": [(row, lines.get(row.month)) for row in one.months],
        "card": one,
        "office": office,
        "left": left_lines(viewer=viewer, at=request.at, sponsorship_id=sponsorship_id),
        "ref": short_ref(sponsorship_id, "" if office is None else office.regency),
        "swapped": swapped(request, viewer, one),
        "claims": [
            listed(row, viewer.role)
            for row in claims_of(viewer=viewer, sponsorship_id=sponsorship_id, at=request.at)
        ],
    }
    return render(request, "sponsor/pekerja.html", shown)


@require_POST
@needs(Role.SPONSOR)
def withdraw(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """Take a registration back that the branch has not been asked about."""
    on = day_of(request)
    if one_worker(viewer=viewer, sponsorship_id=sponsorship_id, on=on) is None:
        raise Http404

    def do() -> str:
        by, at = actor_of(request), request.at
        cancel(sponsorship_id=sponsorship_id, reason="wish", by=by, at=at)
        messages.success(request, tell("sponsor.cancel.done"))
        return reverse("sponsor-home")

    try:
        return once(request, action="sponsor.cancel", do=do)
    except MoveNotAllowed:
        messages.warning(request, tell("sponsor.cancel.too_late"))
        return HttpResponseRedirect(reverse("worker", args=[sponsorship_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def report(request: Request, viewer: Viewer) -> HttpResponse:
    """S28. First what to do now; then the questions of an accident or a death, or a note."""
    cards = sponsor_home(viewer=viewer, on=day_of(request)).workers
    chosen = request.POST.get("kejadian") or request.GET.get("kejadian", "")
    problems: dict[str, str] = {}
    if request.method == "POST":
        who = _chosen(cards, request.POST.get("pekerja", ""))
        if chosen not in EVENTS:
            problems["kejadian"] = tell("sponsor.report.event_empty")
        if who is None:
            problems["pekerja"] = tell("sponsor.report.worker_empty")
        elif chosen in CLAIMS:
            return HttpResponseRedirect(reverse(CLAIMS[chosen], args=[who.sponsorship_id]))
        elif not problems:
            return _leave(request, chosen, who.sponsorship_id)
    shown = {
        "problems": problems,
        "event": chosen if chosen in EVENTS else "",
        "events": [(code, tell(f"sponsor.event.{code}")) for code in EVENTS],
        "workers": [(str(number), card.name) for number, card in enumerate(cards, start=1)],
        "who": request.POST.get("pekerja", "1" if len(cards) == 1 else ""),
        "words": request.POST.get("cerita", ""),
        "office": own_office(viewer=viewer, on=day_of(request)),
    }
    return render(request, "sponsor/lapor.html", shown, status=422 if problems else 200)


def _chosen(cards: tuple[WorkerCard, ...], text: str) -> WorkerCard | None:
    """Return the card by its place in the list: no id of ours stands in the form."""
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return cards[place - 1] if 0 < place <= len(cards) else None


def _leave(request: Request, event: str, sponsorship_id: int) -> HttpResponse:
    def do() -> str:
        entrust(
            kind=Kind.EVENT,
            sponsorship_id=sponsorship_id,
            code=event,
            words=shown_text(request.POST.get("cerita", ""))[:LONGEST],
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell(f"sponsor.report.left_{event}"))
        return reverse("worker", args=[sponsorship_id])

    return once(request, action="sponsor.report", do=do)
