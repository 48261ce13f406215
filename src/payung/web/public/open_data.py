"""S04: the files of the open numbers, with what they mean, under which licence, and checksums."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.reports.homes.places import Place, regencies
from payung.reports.published.tables import Table
from payung.web.public.data_catalogue import LICENCE_ADDRESS, described
from payung.web.public.data_files import table_of, tables_of
from payung.web.public.kept import kept
from payung.web.public.open import chosen_place, open_to_all
from payung.web.requests import Request, day_of, public


@kept
@open_to_all
def files(request: Request) -> HttpResponse:
    """S04: every file with its rows, size and digest."""
    place = chosen_place(request)
    tables = tables_of(place, day_of(request)) if place else []
    shown = {
        "chosen": place,
        "places": regencies(viewer=public()),
        "tables": tables,
        "dictionary": tables[-1] if tables else None,
        "licence": LICENCE_ADDRESS,
        "has_rows": any(table.rows for table in tables[:-1]),
    }
    return render(request, "public/open_data.html", shown)


@kept
@open_to_all
def one_file(request: Request, slug: str) -> HttpResponse:
    """Hand out one file; its digest travels with it."""
    place = _place(request)
    table = table_of(place, slug, day_of(request))
    if table is None:
        raise Http404
    return as_file(place, table)


@kept
@open_to_all
def checksums(request: Request) -> HttpResponse:
    """Hand out all digests, as `sha256sum -c` reads them."""
    tables = tables_of(_place(request), day_of(request))
    text = "".join(f"{table.digest}  {table.name}\n" for table in tables)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="SHA256SUMS.txt"'
    return response


@kept
@open_to_all
def catalogue(request: Request) -> HttpResponse:
    """Hand out the description for Satu Data Indonesia (DCAT 3 as JSON-LD)."""
    place = _place(request)
    made = described(place, tables_of(place, day_of(request)))
    text = json.dumps(made, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/ld+json; charset=utf-8")


def as_file(place: Place, table: Table) -> HttpResponse:
    """Return a table as a file to save."""
    response = HttpResponse(table.content, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}"'
    response.headers["ETag"] = f'"{table.digest}"'
    response.headers["Repr-Digest"] = table.repr_digest
    about = f"{reverse('open-data-catalogue')}?wilayah={place.regency_code}"
    response.headers["Link"] = f'<{about}>; rel="describedby"; type="application/ld+json"'
    return response


def _place(request: Request) -> Place:
    place = chosen_place(request)
    if place is None:
        raise Http404
    return place
