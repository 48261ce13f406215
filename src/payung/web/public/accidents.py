"""S09a: what to do after an accident, and where; it needs no sign-in, no script and no style."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.phone import render_phone
from payung.stages.registry.queries.hospitals import HospitalRow, hospitals
from payung.web.public.kept import kept
from payung.web.public.open import BPJS_LINE, chosen_place, line_of, open_to_all
from payung.web.requests import Request, day_of, public


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner hospital with its number as people read it."""

    row: HospitalRow
    shown: str


@kept
@open_to_all
def accident(request: Request) -> HttpResponse:
    """S09a."""
    place = chosen_place(request)
    found = hospitals(viewer=public(place.regency_id), on=day_of(request)) if place else []
    partners = [
        Partner(row=row, shown=render_phone(row.phone) if row.phone else "") for row in found
    ]
    return render(
        request,
        "public/accident.html",
        {
            "chosen": place,
            "line": line_of(place),
            "national": BPJS_LINE,
            "partners": sorted(partners, key=lambda one: not one.row.is_always_open),
            "on": day_of(request),
            "pdf": reverse("accident-pdf") + (f"?wilayah={place.regency_code}" if place else ""),
        },
    )
