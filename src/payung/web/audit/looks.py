"""S124: who looked at whom: searches, exports and opened records, each with its reason."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.quality.looks import looks
from payung.stages.registry.queries import workers_by_id
from payung.web.audit.refused import what_of, why_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.paging import page_of
from payung.web.requests import Request
from payung.web.secretariat.people import person_or_404

KINDS: Final = {
    "cari": "search",
    "berkas": "batch",
    "ekspor": "export.",
    "buka": "worker",
    "jawaban": "data",
    "ditolak": "denied",
}
"""What the filter's links show, by the beginnings of what was read."""


@require_safe
@needs(Role.AUDITOR, Role.SECRETARIAT)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S124."""
    named, which = request.GET.get("cari", ""), request.GET.get("tampil", "")
    which = which if which in KINDS else ""
    return _page(request, viewer, named=named, which=which)


@require_safe
@needs(Role.AUDITOR, Role.SECRETARIAT)
def of_person(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """Everything that one person opened."""
    person = person_or_404(request, viewer, person_id)
    return _page(
        request, viewer, person_id=person_id, about=tell("audit.looks.by", name=person.name)
    )


@require_safe
@needs(Role.AUDITOR, Role.SECRETARIAT)
def of_worker(request: Request, viewer: Viewer, worker_id: int) -> HttpResponse:
    """Everybody who opened one worker's data."""
    worker = workers_by_id(viewer=viewer, worker_ids=[worker_id]).get(worker_id)
    if worker is None:
        raise Http404
    return _page(
        request, viewer, worker_id=worker_id, about=tell("audit.looks.of", name=worker.name)
    )


def _page(
    request: Request,
    viewer: Viewer,
    *,
    named: str = "",
    which: str = "",
    person_id: int | None = None,
    worker_id: int | None = None,
    about: str = "",
) -> HttpResponse:
    page = page_of(
        request,
        lambda skip, most: looks(
            viewer=viewer,
            person_id=person_id,
            worker_id=worker_id,
            named=named,
            what=KINDS.get(which, ""),
            skip=skip,
            most=most,
        ),
    )
    views = [("", tell("audit.looks.all"), not which)]
    views += [(key, tell(f"audit.looks.kind_{key}"), key == which) for key in KINDS]
    rows = [(look, what_of(look), why_of(look)) for look in page.rows]
    context = {"page": page, "rows": rows, "named": named, "which": which}
    context |= {"views": views, "about": about}
    return render(request, "audit/looks.html", context)
