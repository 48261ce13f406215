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
    waiting = relocations(viewer=viewer, is_open=True, most=MOST_OPEN)
    page = page_of(
        request,
        lambda skip, most: relocations(viewer=viewer, is_open=False, skip=skip, most=most),
    )
    mine = [row for row in waiting if row.waits_for(viewer.agency_id)]
    values = {
        "mine": mine,
        "others": [row for row in waiting if row not in mine],
        "page": page,
        "own": viewer.agency_id,
        "on": day_of(request),
    }
    return render(request, "colleagues/moves.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def decide(request: Request, viewer: Viewer, relocation_id: int) -> HttpResponse:
    """One move: accept or refuse for the own office."""
    row = relocation_of(viewer=viewer, relocation_id=relocation_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _page(request, viewer, row, {})
    decision, reason = request.POST.get("keputusan", ""), request.POST.get("alasan", "").strip()
    if not row.waits_for(viewer.agency_id):
        return _page(request, viewer, row, {"form": tell("moves.answered_before")})
    if decision == REFUSE and not reason:
        return _page(request, viewer, row, {"alasan": tell("moves.reason_missing")})
    if decision not in (ACCEPT, REFUSE):
        return _page(request, viewer, row, {"form": tell("moves.choose")})

    def do() -> str:
        by, at = actor_of(request), request.at
        if decision == REFUSE:
            refuse_relocation(relocation_id=relocation_id, reason=reason, by=by, at=at)
            messages.success(request, tell("moves.refused", name=row.name))
        elif agree_to_relocation(relocation_id=relocation_id, by=by, at=at):
            messages.success(request, tell("moves.done", name=row.name, office=row.to_agency))
        else:
            messages.success(request, tell("moves.agreed", name=row.name))
        return reverse("moves")

    return once(request, action="relocation.decide", do=do)


def _page(
    request: Request, viewer: Viewer, row: RelocationRow, problems: dict[str, str]
) -> HttpResponse:
    values = {
        "row": row,
        "is_leaving": row.from_agency_id == viewer.agency_id,
        "can_decide": row.waits_for(viewer.agency_id),
        "reason": request.POST.get("alasan", ""),
        "on": day_of(request),
        "problems": problems,
    }
    return render(request, "colleagues/move.html", values, status=422 if problems else 200)
