"""S03 and S05: the open numbers to read, and how they are counted."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render

from payung.kernel.people import Viewer
from payung.reports.homes.places import regencies
from payung.reports.published.cells import PublicCells, cells_for_all
from payung.reports.published.months import PublicMonth, headline, known, line
from payung.stages.monitoring.queries import coverage_of, history_of, informal_workers
from payung.stages.monitoring.sums.cells import OCCUPATION
from payung.stages.monitoring.sums.shares import Figure
from payung.web.charts import chart_of
from payung.web.language import tell
from payung.web.public.kept import kept
from payung.web.public.line_words import covered_words, joined_words
from payung.web.public.open import chosen_place, open_to_all
from payung.web.requests import Request, day_of, public

DEFINED: Final = ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11")
PARTS: Final = ("formula", "source", "day", "gap")


@kept
@open_to_all
def open_numbers(request: Request) -> HttpResponse:
    """S03."""
    on, place = day_of(request), chosen_place(request)
    viewer = public(place.regency_id if place else None)
    numbers = headline(viewer=viewer, on=on) if place else None
    months = line(viewer=viewer, until=numbers.month) if numbers else []
    shown = {
        "chosen": place,
        "places": regencies(viewer=public()),
        "numbers": numbers,
        "months": list(reversed(known(months))),
        **_charts(months),
        "cells": _occupations(cells_for_all(viewer=viewer, on=on) if place else []),
        "history": history_of(viewer=viewer, place=place.regency_code) if place else [],
        "coverage": _coverage(viewer, numbers),
    }
    return render(request, "public/numbers.html", shown)


@kept
@open_to_all
def method(request: Request) -> HttpResponse:
    """S05."""
    on, place = day_of(request), chosen_place(request)
    rows = [
        {"id": code, **{part: tell(f"method.{code}.{part}") for part in ("name", "words", *PARTS)}}
        for code in DEFINED
    ]
    informal = informal_workers(viewer=public(place.regency_id), on=on) if place else None
    shown = {"chosen": place, "rows": rows, "informal": informal}
    return render(request, "public/method.html", shown)


def _coverage(viewer: Viewer, numbers: PublicMonth | None) -> Figure | None:
    """Return N10, where N4 may be seen and somebody counted the informal workers."""
    if numbers is None or numbers.covered is None:
        return None
    return coverage_of(viewer=viewer, month=numbers.month)


def _charts(months: list[PublicMonth]) -> dict[str, object]:
    still_open = [one.month for one in months if one.is_provisional]
    return {
        "covered": chart_of([(one.month, one.covered) for one in months], open_months=still_open),
        "covered_title": covered_words(months),
        "joined": chart_of([(one.month, one.joined) for one in months], open_months=still_open),
        "joined_title": joined_words(months),
    }


def _occupations(groups: list[PublicCells]) -> PublicCells | None:
    """Return the occupations, where at least two of them may be shown."""
    found = next((one for one in groups if one.dimension == OCCUPATION), None)
    return found if found and len(found.shown) > 1 else None
