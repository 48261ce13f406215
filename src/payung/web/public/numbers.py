"""S03, S04 and S05: the open numbers, to read, to calculate with, and how they are counted."""

import csv
from datetime import date
from io import StringIO

from django.http import Http404, HttpResponse
from django.shortcuts import render

from payung.kernel.people import Viewer
from payung.reports.homes.places import regencies
from payung.reports.numbers import (
    SMALLEST_SHOWN,
    Numbers,
    Point,
    headline_month,
    numbers_of,
    series,
)
from payung.web.charts import chart_of
from payung.web.language import tell
from payung.web.public.kept import kept
from payung.web.public.open import chosen_place, open_to_all
from payung.web.requests import Request, day_of, public

DEFINED = ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9")


@kept
@open_to_all
def open_numbers(request: Request) -> HttpResponse:
    """S03."""
    place = chosen_place(request)
    viewer = public(place.regency_id if place else None)
    numbers = headline(viewer, day_of(request)) if place else None
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
    place = chosen_place(request)
    if place is None:
        raise Http404
    viewer = public(place.regency_id)
    numbers = headline(viewer, day_of(request))
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


@kept
@open_to_all
def method(request: Request) -> HttpResponse:
    """S05."""
    rows = [
        [tell(f"public.method.{code}{part}") for part in ("", "_words", "_by")] for code in DEFINED
    ]
    return render(request, "public/method.html", {"rows": rows})


def headline(viewer: Viewer, on: date) -> Numbers | None:
    """Return the numbers of the month to speak of; None before anything was confirmed."""
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
