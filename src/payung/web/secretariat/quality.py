"""S110: the quality of the register: how many of what, and which office to ask."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.quality.register import KINDS, offices_of_kind, register, rows_of_kind
from payung.stages.registry.queries import regencies
from payung.web.guards import needs
from payung.web.paging import page_of
from payung.web.requests import Request, day_of
from payung.web.short_refs import short_ref


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def counts(request: Request, viewer: Viewer) -> HttpResponse:
    """S110."""
    return render(request, "secretariat/quality.html", {"register": register(viewer=viewer)})


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def queue(request: Request, viewer: Viewer, kind: str) -> HttpResponse:
    """Everything of one kind, by office; without anybody's identity."""
    if kind not in KINDS:
        raise Http404
    page = page_of(
        request,
        lambda skip, most: rows_of_kind(
            viewer=viewer, kind=kind, on=day_of(request), skip=skip, most=most
        ),
    )
    place = next((row.name for row in regencies(viewer=viewer)), "")
    values = {
        "kind": kind,
        "page": page,
        "rows": [(row, short_ref(row.sponsorship_id, place)) for row in page.rows],
        "offices": offices_of_kind(viewer=viewer, kind=kind),
    }
    return render(request, "secretariat/quality_queue.html", values)
