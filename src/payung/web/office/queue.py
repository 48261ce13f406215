"""S31: the registrations of the office, by state; many without a flag can be accepted together."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.dates import render_time
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.operations import verify
from payung.stages.enrolment.queries import queue_counts
from payung.stages.enrolment.queries.checking import QUEUES, QueueRow, checking_queue, flagged
from payung.stages.enrolment.queries.entrusted import entrusted_waiting
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.office.flags import flag_words
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of

ADDRESSES: Final = {
    "baru": "registered",
    "titipan": "held",
    "perbaiki": "returned",
    "siap": "verified",
    "dikirim": "submitted",
}
"""What stands after `?antrean=`, and the state that it shows."""
SEARCH: Final = "office_search"
"""The search stays in the session: a name in an address would stay in the browser's history."""
MOST_LETTERS: Final = 60


@dataclass(frozen=True)
class Line:
    """One row of the queue as shown."""

    row: QueueRow
    ref: str
    flags: list[str]
    busy: str


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def queue(request: Request, viewer: Viewer) -> HttpResponse:
    if request.method != "POST":
        return _show(request, viewer, {})
    if request.POST.get("tindakan") == "cari":
        text = request.POST.get("cari", "").strip()[:MOST_LETTERS]
        request.session[SEARCH] = text
        return HttpResponseRedirect(f"{reverse('queue')}?antrean={_chosen(request)}")
    return _accept(request, viewer)


def _accept(request: Request, viewer: Viewer) -> HttpResponse:
    """Accept all that are ticked, or none: one id outside the office refuses the whole."""
    ids = _ticked(request)
    problems: dict[str, str] = {}
    if not ids:
        problems["pilih"] = tell("office.queue.none_ticked")
    if not request.POST.get("pernyataan"):
        problems["pernyataan"] = tell("office.check.state_it")
    if ids and flagged(viewer=viewer, ids=ids):
        problems["pilih"] = tell("office.queue.flagged_ticked")
    if problems:
        return _show(request, viewer, problems)
    by = actor_of(request)

    def do() -> str:
        verify(sponsorship_ids=ids, stated_on=day_of(request), by=by, at=request.at)
        return f"{reverse('queue')}?antrean=baru&diterima={len(ids)}"

    seen = checking_queue(viewer=viewer, state="registered", at=request.at, most=len(ids) + 2000)
    known = {row.sponsorship_id for row in seen}
    try:
        return once(request, action="office.accept_many", do=do)
    except ObjectDoesNotExist as stranger:
        raise Http404 from stranger
    except MoveNotAllowed:
        moved = len(set(ids) - known)
        return _show(request, viewer, {"form": tell("office.queue.moved", count=moved)})


def _ticked(request: Request) -> list[int]:
    try:
        return sorted({id_of("sponsorship", ref) for ref in request.POST.getlist("pilih")})
    except NotOurs as stranger:
        raise Http404 from stranger


def _chosen(request: Request) -> str:
    chosen = request.GET.get("antrean", "baru")
    return chosen if chosen in ADDRESSES else "baru"


def _show(request: Request, viewer: Viewer, problems: dict[str, str]) -> HttpResponse:
    chosen, text = _chosen(request), request.session.get(SEARCH, "")
    counts = queue_counts(viewer=viewer)
    state = ADDRESSES[chosen]

    def rows(skip: int, most: int) -> list[QueueRow]:
        return checking_queue(
            viewer=viewer, state=state, text=text, at=request.at, skip=skip, most=most
        )

    page = page_of(request, rows)
    person_id = actor_of(request).person_id
    shown = {
        "chosen": chosen,
        "tabs": [(key, tell(f"office.tab.{key}"), counts[ADDRESSES[key]]) for key in ADDRESSES],
        "left": entrusted_waiting(viewer=viewer),
        "page": page,
        "lines": [_line(row, person_id) for row in page.rows],
        "can_tick": any(row.may_be_ticked for row in page.rows),
        "ticked": set(request.POST.getlist("pilih")),
        "text": text,
        "total": counts[state],
        "accepted": _number(request.GET.get("diterima", "")),
        "problems": problems,
    }
    return render(request, "office/queue.html", shown, status=422 if problems else 200)


def _line(row: QueueRow, person_id: int | None) -> Line:
    opened = row.opened
    busy = ""
    if opened is not None and opened.person_id != person_id and row.state in QUEUES[:3]:
        busy = tell("office.queue.busy", name=opened.name, time=render_time(opened.opened_at))
    ref = ref_of("sponsorship", row.sponsorship_id)
    return Line(row, ref, flag_words(row.flags), busy)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
