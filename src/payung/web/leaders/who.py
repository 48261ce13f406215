"""Who is covered: by occupation, age, sex and sub-district, no count so small that it points."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Viewer
from payung.reports.leaders.who import Who, who_of
from payung.stages.monitoring.queries import headline_month
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.leaders.seats import DESK, seat_of
from payung.web.leaders.words import cell_name, cells_title, first_figures_on
from payung.web.requests import Request, day_of

SHOWN: Final = ("occupation", "district", "age", "sex")


@require_safe
@needs(*DESK)
def who(request: Request, viewer: Viewer) -> HttpResponse:
    """Show the workers covered in the month to speak of, by each dimension."""
    seat, on = seat_of(request, viewer), day_of(request)
    month = headline_month(viewer=viewer, on=on, province=seat.province)
    if month is None:
        shown = {**seat.context, "first_on": first_figures_on(on), "is_desk": True}
        return render(request, "leaders/empty.html", shown)
    found = [
        who_of(viewer=viewer, month=month, dimension=dimension, province=seat.province)
        for dimension in SHOWN
    ]
    groups = [_group(one) for one in found if one.cells]
    whole = max((cell.whole for one in found for cell, _ in one.cells), default=0)
    context = {**seat.context, "month": month, "groups": groups, "whole": whole}
    return render(request, "leaders/who.html", context)


def _group(one: Who) -> dict[str, object]:
    return {
        "dimension": one.dimension,
        "name": tell(f"figures.dimension.{one.dimension}"),
        "title": cells_title(one.cells, one.dimension),
        "rows": [(cell_name(cell), cell, shown) for cell, shown in one.cells],
        "most": one.most,
        "has_hidden": one.has_hidden,
    }
