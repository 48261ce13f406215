"""D13 by a button: the ranking for the notice board."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.process import papers
from payung.process.papers import NothingToPrint
from payung.reports.published.ranking import months_offered
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.papers.printing import form_methods
from payung.web.requests import Request, actor_of, day_of

PRINTERS: Final = (Role.KORPRI, Role.SECRETARIAT)


@form_methods
@needs(*PRINTERS)
def ranking_paper(request: Request, viewer: Viewer) -> HttpResponse:
    """Print one of the months that can be ranked."""
    months = months_offered(viewer=viewer, on=day_of(request))
    chosen = request.POST.get("tugas", "") or (str(months[0]) if months else "")
    problems = {}
    if request.method == "POST":
        try:
            month = Month.parse(chosen)

            def do() -> str:
                made = papers.ranking_paper(month=month, by=actor_of(request), at=request.at)
                return reverse("paper", args=[made])

            return once(request, action="paper.ranking", do=do)
        except (NothingToPrint, Unreadable):
            problems = {"form": tell("korpri.print.none")}
    values = {
        "title": tell("korpri.print.title"),
        "lead": tell("korpri.print.lead"),
        "back": reverse("korpri-ranking"),
        "can_print": bool(months),
        "none": "" if months else tell("ranking.none"),
        "options": [(str(month), render_month(month, current())) for month in months],
        "chosen": chosen,
        "legend": tell("korpri.print.which"),
        "problems": problems,
    }
    return render(request, "papers/print.html", values, status=422 if problems else 200)
