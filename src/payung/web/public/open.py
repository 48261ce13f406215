"""What the pages without sign-in have in common: that they are open, and which regency is meant."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.phone import render_phone
from payung.reports.homes.places import Place, regencies
from payung.web import walls
from payung.web.requests import Request, day_of, public

View = Callable[..., HttpResponse]
BPJS_LINE = "175"
"""The insurer's own national line, for when no local number is known."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A number to call: as a telephone dials it, and as people read it."""

    tel: str
    shown: str


def line_of(place: Place | None) -> Line:
    """Return the branch's own number; the national line where nobody entered one."""
    if place is None or not place.branch_phone:
        return Line(tel=BPJS_LINE, shown=BPJS_LINE)
    return Line(tel=place.branch_phone, shown=render_phone(place.branch_phone))


def open_to_all(view: Callable[..., HttpResponse]) -> View:
    """Say that a page needs no sign-in, and that it only reads."""
    return require_safe(_as_ours(view))


def open_form(view: Callable[[Request], HttpResponse]) -> View:
    """Say that a form needs no sign-in."""
    return require_http_methods(["GET", "HEAD", "POST"])(_as_ours(view))


def chosen_place(request: Request) -> Place | None:
    """Return the regency that `?wilayah=33.24` names, or the one that joined first."""
    places = regencies(viewer=public(), on=day_of(request))
    code = request.GET.get("wilayah")
    if code is None:
        request.chosen = places[0] if places else None
        return request.chosen
    request.chosen = next((place for place in places if place.regency_code == code), None)
    if request.chosen is None:
        raise Http404
    return request.chosen


def _as_ours(view: Callable[..., HttpResponse]) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        walls.show_totals(request)
        return view(cast(Request, request), *args, **values)

    return answer
