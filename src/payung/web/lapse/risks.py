"""The officer's list of workers who will lose cover, and the secretariat's, by office."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.lapse.homes import at_risk
from payung.web.guards import needs
from payung.web.lapse.shown import told_lines
from payung.web.paging import page_of
from payung.web.requests import Request, day_of


@require_safe
@needs(Role.OFFICER, Role.OFFICE_HEAD)
def office(request: Request, viewer: Viewer) -> HttpResponse:
    """Each worker of the office with the fact, the day, and the way out."""
    on = day_of(request)
    risk = at_risk(viewer=viewer, on=on)
    page = page_of(request, lambda skip, most: risk.rows[skip : skip + most])
    lines = told_lines(viewer, list(page.rows), on)
    return render(request, "lapse/office.html", {"risk": risk, "page": page, "lines": lines})


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def regency(request: Request, viewer: Viewer) -> HttpResponse:
    """How many at which office, and how many days are left for the first of them."""
    risk = at_risk(viewer=viewer, on=day_of(request))
    page = page_of(request, lambda skip, most: risk.offices[skip : skip + most])
    return render(request, "lapse/regency.html", {"risk": risk, "page": page})
