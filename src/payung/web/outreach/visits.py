"""Whom to visit next, with the factors that say so."""

from decimal import Decimal
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.outreach.visits import visits_next
from payung.stages.outreach.sums.visiting import RESTS
from payung.web.guards import needs
from payung.web.outreach.events import READERS
from payung.web.paging import page_of
from payung.web.requests import Request, day_of


@require_safe
@needs(*READERS, Role.KORPRI)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """List the offices, those first where a visit is likely to bring most."""
    visits = visits_next(viewer=viewer, on=day_of(request))
    page = page_of(request, lambda skip, most: visits[skip : skip + most])
    rows = [
        {
            "visit": visit,
            "lift": _of_hundred(visit.lift, Decimal("0.1")),
            "kept": _of_hundred(visit.kept, Decimal(1)),
        }
        for visit in page.rows
    ]
    return render(request, "outreach/visits.html", {"page": page, "rows": rows, "rests": RESTS})


def _of_hundred(share: Fraction, step: Decimal) -> Decimal:
    """Return how many of a hundred a share is, as finely as `step`."""
    return (Decimal(share.numerator * 100) / Decimal(share.denominator)).quantize(step)
