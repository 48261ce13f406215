"""D22: the secretariat makes a year's report, everybody may read it."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.documents.queries import Paper
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.people import Role, Viewer
from payung.process.papers.problems import NothingToPrint
from payung.process.papers.yearly_report import yearly_report
from payung.reports.homes.places import place_of, regencies
from payung.reports.packs.papers import yearly_paper, yearly_papers
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.public.kept import kept
from payung.web.public.open import chosen_place, open_to_all
from payung.web.requests import Request, actor_of, day_of, public

OFFERED: Final = 5


@dataclass(frozen=True)
class YearRow:
    year: int
    paper: Paper | None


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SECRETARIAT)
def manage(request: Request, viewer: Viewer) -> HttpResponse:
    """Offer the last years; make the report of the one that was chosen."""
    place = place_of(viewer=viewer)
    if place is None or viewer.regency_id is None:
        raise Http404
    last = day_of(request).year - 1
    offered = [year for year in range(last, last - OFFERED, -1) if year >= place.joined_on.year]
    chosen = request.POST.get("tahun", "")
    problem = ""
    if request.method == "POST":
        if chosen not in {str(year) for year in offered}:
            problem = tell("yearly.choose")
        else:
            try:
                return once(request, action="yearly.make", do=lambda: _make(request, int(chosen)))
            except NothingToPrint:
                problem = tell("yearly.nothing", year=chosen)
    made = yearly_papers(viewer=viewer, regency_id=viewer.regency_id)
    rows = [YearRow(year, made.get(year)) for year in offered]
    shown = {"rows": rows, "problems": {"form": problem} if problem else {}, "chosen": place}
    return render(request, "packs/yearly_manage.html", shown, status=422 if problem else 200)


def _make(request: Request, year: int) -> str:
    by = actor_of(request)
    forms = yearly_report(year=year, as_of=request.at, by=by, at=request.at)
    return reverse("paper", args=[forms[0].document_id])


@kept
@open_to_all
def published(request: Request) -> HttpResponse:
    """List the reports that a regency published."""
    place = chosen_place(request)
    viewer = public(place.regency_id if place else None)
    found = yearly_papers(viewer=viewer, regency_id=place.regency_id) if place else {}
    rows = [YearRow(year, paper) for year, paper in found.items()]
    shown = {"chosen": place, "places": regencies(viewer=public()), "rows": rows}
    return render(request, "packs/yearly.html", shown)


@kept
@open_to_all
def published_pdf(request: Request, year: int) -> HttpResponse:
    """Hand out the report of a year."""
    place = chosen_place(request)
    if place is None:
        raise Http404
    viewer = public(place.regency_id)
    opened = yearly_paper(viewer=viewer, regency_id=place.regency_id, year=year)
    if opened is None:
        raise Http404
    response = HttpResponse(paper_pdf(opened), content_type="application/pdf")
    name = f"{tell('papers.file.D22')}-{place.regency_code}-{year}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
