"""S23: stop, which nobody has to allow; S24: protect somebody else instead."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.names import shown as shown_text
from payung.kernel.people import Role, Viewer
from payung.process.sponsoring import MonthChanged, stop
from payung.reports.workers.office import own_office
from payung.reports.workers.stopping import Stopping, stoppable
from payung.stages.enrolment.operations.drafts import clear_draft, save_answers
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.sponsor.answers import SWAP
from payung.web.sponsor.steps import address


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def halt(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S23. The last month is named before the button, and the button names the first without."""
    found = stoppable(viewer=viewer, on=day_of(request), sponsorship_id=sponsorship_id)
    if not found:
        raise Http404
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            return once(request, action="sponsor.stop", do=lambda: _stop(request, found[0]))
        except MonthChanged as changed:
            month = render_month(changed.month)
            problems["form"] = tell("sponsor.stop.month_changed", month=month)
            found = stoppable(viewer=viewer, on=day_of(request), sponsorship_id=sponsorship_id)
        except MoveNotAllowed:
            return HttpResponseRedirect(reverse("worker", args=[sponsorship_id]))
    shown = {
        "stopping": found[0],
        "problems": problems,
        "why": request.POST.get("alasan", ""),
        "office": own_office(viewer=viewer, on=day_of(request)),
    }
    return render(request, "sponsor/berhenti.html", shown, status=422 if problems else 200)


def _stop(request: Request, stopping: Stopping) -> str:
    ending = stop(
        sponsorship_id=stopping.sponsorship_id,
        from_month=min(_month(request) or stopping.from_month, stopping.from_month),
        words=shown_text(request.POST.get("alasan", ""))[:200],
        by=actor_of(request),
        at=request.at,
    )
    if ending.last_month is None:
        messages.success(request, tell("sponsor.stop.done_unpaid"))
    else:
        month = render_month(ending.last_month)
        messages.success(request, tell("sponsor.stop.done", month=month))
    return reverse("worker", args=[stopping.sponsorship_id])


def _month(request: Request) -> Month | None:
    """Return the month that the page named."""
    try:
        return Month.parse(request.POST.get("mulai", ""))
    except Unreadable:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def swap(request: Request, viewer: Viewer) -> HttpResponse:
    """S24. Says who makes room; the new worker's questions follow, and one page checks both."""
    mine = stoppable(viewer=viewer, on=day_of(request))
    problems: dict[str, str] = {}
    if request.method == "POST":
        place = request.POST.get("pekerja", "")
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else 0
        if 0 < number <= len(mine):
            by, at = actor_of(request), request.at
            clear_draft(by=by, at=at)
            chosen = str(mine[number - 1].sponsorship_id)
            save_answers(answers={SWAP: chosen}, by=by, at=at)
            return HttpResponseRedirect(address("hubungan"))
        problems["pekerja"] = tell("sponsor.swap.empty")
    shown = {
        "workers": [(str(number), each.name) for number, each in enumerate(mine, start=1)],
        "problems": problems,
        "value": "1" if len(mine) == 1 else "",
    }
    return render(request, "sponsor/ganti.html", shown, status=422 if problems else 200)
