"""Where fewer claims were made than deaths are to be expected: families may not know."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.deaths.expected import Group, expected_deaths
from payung.web.guards import needs
from payung.web.language import current
from payung.web.requests import Request, day_of

_TENTH: Final = Decimal("0.1")


@require_safe
@needs(Role.SECRETARIAT)
def regency(request: Request, viewer: Viewer) -> HttpResponse:
    """The whole regency, by office and sub-district."""
    return _show(request, viewer, back="deaths")


@require_safe
@needs(Role.OFFICER)
def own(request: Request, viewer: Viewer) -> HttpResponse:
    """The own office, and its members' sub-districts."""
    return _show(request, viewer, back="office-deaths")


def _show(request: Request, viewer: Viewer, *, back: str) -> HttpResponse:
    found = expected_deaths(viewer=viewer, on=day_of(request))
    if found is None:
        raise Http404
    context = {
        "found": found,
        "whole": _row(found.whole),
        "tables": [
            ("offices", [_row(one) for one in found.offices]),
            ("districts", [_row(one) for one in found.districts]),
        ],
        "back": back,
    }
    return render(request, "deaths/expected.html", context)


def _row(group: Group) -> dict[str, object]:
    """One line as shown: the expected deaths to one decimal."""
    tenths = group.expected.quantize(_TENTH, ROUND_HALF_UP)
    return {
        "name": group.name,
        "members": group.members,
        "expected": str(tenths).replace(".", "," if current() == "id" else "."),
        "claims": group.claims,
        "standing": group.standing,
    }
