"""Pages without sign-in: the start page, the open numbers, the officers, help."""

import csv
from collections.abc import Callable
from datetime import date
from functools import wraps
from io import StringIO
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.foundation.rules import Sector
from payung.kernel.people import Viewer
from payung.reports.homes.places import Place, contacts, regencies
from payung.reports.numbers import (
    SMALLEST_SHOWN,
    Numbers,
    Point,
    headline_month,
    numbers_of,
    series,
)
from payung.web.charts import chart_of
from payung.web.public.tariffs import tariff_on
from payung.web.requests import Request, day_of, public

View = Callable[[HttpRequest], HttpResponse]


def open_to_all(view: Callable[[Request], HttpResponse]) -> View:
    """Say that a page needs no sign-in, and that it only reads."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        return view(cast(Request, request))

    return require_safe(answer)


@open_to_all
def start(request: Request) -> HttpResponse:
    """S01."""
    on = day_of(request)
    place = _chosen(request)
    return render(
        request,
        "public/start.html",
        {
            "chosen": place,
            "tariff": tariff_on(on, Sector.OTHER),
            "transport": tariff_on(on, Sector.TRANSPORT),
            "numbers": None if place is None else _headline(public(place.regency_id), on),
        },
    )


@open_to_all
def open_numbers(request: Request) -> HttpResponse:
    """S03."""
    place = _chosen(request)
    viewer = public(place.regency_id if place else None)
    numbers = _headline(viewer, day_of(request)) if place else None
    line = _shown(series(viewer=viewer, until=numbers.month)) if numbers else []
    return render(
        request,
        "public/numbers.html",
        {
            "chosen": place,
            "places": regencies(viewer=public()),
            "numbers": numbers,
            "line": line,
            "chart": chart_of([(point.month, point.covered) for point in line]),
            "open_month": numbers is not None and not numbers.is_final,
        },
    )


@open_to_all
def numbers_file(request: Request) -> HttpResponse:
    """S04: the same line as S03, to calculate with."""
    place = _chosen(request)
    if place is None:
        raise Http404
    viewer = public(place.regency_id)
    numbers = _headline(viewer, day_of(request))
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(["wilayah", "bulan", "pekerja_terlindungi", "asn_ikut_serta"])
    if numbers:
        for point in _shown(series(viewer=viewer, until=numbers.month)):
            rows.writerow([place.regency_code, point.month, point.covered, point.joined])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"payung-{place.regency_code}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to_all
def method(request: Request) -> HttpResponse:
    """S05."""
    return render(request, "public/method.html")


@open_to_all
def officers(request: Request) -> HttpResponse:
    """S07."""
    place = _chosen(request)
    named = request.GET.get("kantor", "")[:100]
    found = (
        contacts(viewer=public(place.regency_id), on=day_of(request), named=named) if place else []
    )
    return render(
        request, "public/officers.html", {"chosen": place, "named": named, "found": found}
    )


@open_to_all
def help_page(request: Request) -> HttpResponse:
    """S09."""
    return render(request, "public/help.html")


@open_to_all
def privacy(request: Request) -> HttpResponse:
    """S09c."""
    return render(request, "public/privacy.html")


@open_to_all
def accessibility(request: Request) -> HttpResponse:
    """S09c."""
    return render(request, "public/accessibility.html")


def _chosen(request: Request) -> Place | None:
    """Return the regency that `?wilayah=33.24` names, or the one that joined first."""
    places = regencies(viewer=public())
    code = request.GET.get("wilayah")
    if code is None:
        return places[0] if places else None
    found = next((place for place in places if place.regency_code == code), None)
    if found is None:
        raise Http404
    return found


def _headline(viewer: Viewer, on: date) -> Numbers | None:
    month = headline_month(viewer=viewer, on=on)
    return None if month is None else numbers_of(viewer=viewer, month=month)


def _shown(points: list[Point]) -> list[Point]:
    """Hide public counts so small that they could point at a person."""

    def safe(count: int | None) -> int | None:
        return None if count is not None and 0 < count < SMALLEST_SHOWN else count

    return [
        Point(month=point.month, covered=safe(point.covered), joined=safe(point.joined))
        for point in points
    ]
