"""S19: it has arrived; what comes next, and what stands there when one comes back."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.dates import render_date
from payung.kernel.people import Role, Viewer
from payung.process.papers import receipt
from payung.reports.workers.office import own_office
from payung.reports.workers.one import OneWorker, one_worker
from payung.reports.workers.stopping import Stopping, stoppable
from payung.stages.membership.sums import first_month
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.short_refs import short_ref
from payung.web.sponsor.terms import answered_by, checked_by


@require_safe
@needs(Role.SPONSOR)
def done(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S19. A bookmark of it shows how things stand today; nothing is ever sent again."""
    on = day_of(request)
    worker = one_worker(viewer=viewer, sponsorship_id=sponsorship_id, on=on)
    office = own_office(viewer=viewer, on=on)
    if worker is None:
        raise Http404
    ref = short_ref(sponsorship_id, "" if office is None else office.regency)
    checked = checked_by(worker.registered_on)
    text = tell(
        "sponsor.done.share",
        ref=ref,
        until=render_date(checked),
        address=request.build_absolute_uri("/"),
    )
    shown = {
        "worker": worker,
        "card": worker,
        "office": office,
        "ref": ref,
        "is_fresh": worker.state in ("registered", "held"),
        "checked_by": checked,
        "start": worker.first_month or first_month(answered_by(worker.registered_on)),
        "swapped": swapped(request, viewer, worker),
        "text": text,
        "wa": f"https://wa.me/?text={quote(text, safe='')}",
    }
    return render(request, "sponsor/selesai.html", shown)


def swapped(request: Request, viewer: Viewer, worker: OneWorker) -> Stopping | None:
    """Return the worker whom this one is to replace, while the sponsor still pays for them."""
    if worker.instead_of_id is None or not worker.is_open:
        return None
    found = stoppable(viewer=viewer, on=day_of(request), sponsorship_id=worker.instead_of_id)
    return found[0] if found else None


@require_POST
@needs(Role.SPONSOR)
def proof(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """Make the proof as a PDF, and hand it over."""
    on = day_of(request)
    if one_worker(viewer=viewer, sponsorship_id=sponsorship_id, on=on) is None:
        raise Http404
    office = own_office(viewer=viewer, on=on)
    ref = short_ref(sponsorship_id, "" if office is None else office.regency)

    def make() -> str:
        by, at = actor_of(request), request.at
        paper = receipt(sponsorship_id=sponsorship_id, reference=ref, by=by, at=at)
        return f"{reverse('paper', args=[paper])}?unduh=1"

    return once(request, action="sponsor.proof", do=make)
