"""S3A: colleagues who come and go, agreed by both offices."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.people import Role, Viewer
from payung.process.relocation import agree_to_relocation
from payung.stages.registry.operations import refuse_relocation
from payung.stages.registry.queries import RelocationRow, relocation_of, relocations
from payung.stages.registry.states import Relocated
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of

MOST_OPEN = 100
ACCEPT, REFUSE = "terima", "tolak"


@require_safe
@needs(Role.OFFICER)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S3A."""
    return _listed(request, viewer, to="move", back="colleagues")


@require_safe
@needs(Role.SECRETARIAT)
def listed_in_regency(request: Request, viewer: Viewer) -> HttpResponse:
    """S3A for the secretariat: all of the regency, first those where an office stayed silent."""
    return _listed(request, viewer, to="manage-move", back="manage-staff")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def decide(request: Request, viewer: Viewer, relocation_id: int) -> HttpResponse:
    """One move: accept or refuse for the own office."""
    return _decide(request, viewer, relocation_id, back="moves")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SECRETARIAT)
def decide_in_regency(request: Request, viewer: Viewer, relocation_id: int) -> HttpResponse:
    """One move: accept or refuse for an office of the regency that left it unanswered."""
    return _decide(request, viewer, relocation_id, back="manage-moves")


def _listed(request: Request, viewer: Viewer, *, to: str, back: str) -> HttpResponse:
    waiting = relocations(viewer=viewer, is_open=True, most=MOST_OPEN)
    page = page_of(
        request,
        lambda skip, most: relocations(viewer=viewer, is_open=False, skip=skip, most=most),
    )
    mine = [row for row in waiting if _waits(row, viewer, request)]
    values = {
        "mine": mine,
        "others": [row for row in waiting if row not in mine],
        "page": page,
        "own": viewer.agency_id,
        "on": day_of(request),
        "to": to,
        "back": reverse(back),
    }
    return render(request, "colleagues/moves.html", values)


def _decide(request: Request, viewer: Viewer, relocation_id: int, *, back: str) -> HttpResponse:
    row = relocation_of(viewer=viewer, relocation_id=relocation_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _page(request, viewer, row, {}, back)
    decision, reason = request.POST.get("keputusan", ""), request.POST.get("alasan", "").strip()
    if not _waits(row, viewer, request):
        return _page(request, viewer, row, {"form": tell("moves.answered_before")}, back)
    if decision == REFUSE and not reason:
        return _page(request, viewer, row, {"alasan": tell("moves.reason_missing")}, back)
    if decision not in (ACCEPT, REFUSE):
        return _page(request, viewer, row, {"form": tell("moves.choose")}, back)

    def do() -> str:
        by, at = actor_of(request), request.at
        if decision == REFUSE:
            refuse_relocation(relocation_id=relocation_id, reason=reason, by=by, at=at)
            messages.success(request, tell("moves.refused", name=row.name))
        elif agree_to_relocation(relocation_id=relocation_id, by=by, at=at):
            messages.success(request, tell("moves.done", name=row.name, office=row.to_place))
        else:
            messages.success(request, tell("moves.agreed", name=row.name))
        return reverse(back)

    return once(request, action="relocation.decide", do=do)


def _waits(row: RelocationRow, viewer: Viewer, request: Request) -> bool:
    """Whether this viewer may answer now; the secretariat once an office stayed silent."""
    if viewer.role is Role.SECRETARIAT:
        is_late = row.answer_by < day_of(request)
        return row.state == Relocated.ASKED and is_late and row.is_silent_in(viewer.regency_id)
    return row.waits_for(viewer.agency_id)


def _page(
    request: Request, viewer: Viewer, row: RelocationRow, problems: dict[str, str], back: str
) -> HttpResponse:
    values = {
        "row": row,
        "is_leaving": row.from_agency_id == viewer.agency_id,
        "is_regency": viewer.role is Role.SECRETARIAT,
        "can_decide": _waits(row, viewer, request),
        "reason": request.POST.get("alasan", ""),
        "on": day_of(request),
        "back": reverse(back),
        "problems": problems,
    }
    return render(request, "colleagues/move.html", values, status=422 if problems else 200)
