"""The regencies of a province beside each other, each figure with where it comes from."""

from django.http import HttpResponse
from django.shortcuts import render

from payung.reports.published.regencies import compared
from payung.web.public.kept import kept
from payung.web.public.open import chosen_place, open_to_all
from payung.web.requests import Request, day_of, public


@kept
@open_to_all
def compare(request: Request) -> HttpResponse:
    """Compare by workers per 100 civil servants, and by how many of the registered are covered."""
    place = chosen_place(request)
    found = (
        compared(viewer=public(), code=place.regency_code, on=day_of(request)) if place else None
    )
    return render(request, "public/regencies.html", {"chosen": place, "found": found})
