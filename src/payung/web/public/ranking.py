"""S06: the ranking of offices, and its file."""

from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.homes.places import regencies
from payung.reports.published.ranking import (
    Group,
    PublicRanking,
    months_offered,
    newest_ranking,
    ranking_of,
)
from payung.reports.published.ranking_table import ranking_table
from payung.stages.monitoring.sums.offices import SIZES
from payung.web.public.kept import kept
from payung.web.public.open import chosen_place, open_to_all
from payung.web.public.open_data import as_file
from payung.web.requests import Request, day_of, public

FIRST_SHOWN: Final = 10
"""Of a class without being asked for it; the rest stands one tap away."""
CODES: Final = tuple(code for code, _ in SIZES)


@kept
@open_to_all
def ranking(request: Request) -> HttpResponse:
    """S06."""
    place = chosen_place(request)
    viewer = public(place.regency_id) if place else None
    found = None if viewer is None else asked_ranking(request, viewer)
    shown = {
        "chosen": place,
        "places": regencies(viewer=public()),
        **ranking_values(request, found),
        "months": months_offered(viewer=viewer, on=day_of(request)) if viewer else [],
        "rest": f"&wilayah={place.regency_code}" if place else "",
    }
    return render(request, "public/ranking.html", shown)


@kept
@open_to_all
def ranking_csv(request: Request) -> HttpResponse:
    """The same rows as S06, of the same month and class."""
    place = chosen_place(request)
    if place is None:
        raise Http404
    found = asked_ranking(request, public(place.regency_id))
    return as_file(place, ranking_table(place, found, size=asked_size(request)))


def asked_ranking(request: Request, viewer: Viewer) -> PublicRanking | None:
    """
    Return the month that `?bulan=` names, else the newest; None before there is one.

    :raises Http404: a month that is not offered.
    """
    on, asked = day_of(request), request.GET.get("bulan", "")
    if not asked:
        return newest_ranking(viewer=viewer, on=on)
    try:
        found = ranking_of(viewer=viewer, month=Month.parse(asked), on=on)
    except Unreadable as problem:
        raise Http404 from problem
    if found is None:
        raise Http404
    return found


def asked_size(request: Request) -> str:
    """Return the class that `?kelas=` names, or nothing. :raises Http404: there is none such."""
    asked = request.GET.get("kelas", "")
    if asked and asked not in CODES:
        raise Http404
    return asked


def ranking_values(request: Request, found: PublicRanking | None) -> Mapping[str, object]:
    """Return what S06 and S57 show of a month: the classes asked for, with their first rows."""
    size = asked_size(request)
    groups = () if found is None else found.groups
    return {
        "found": found,
        "size": size,
        "sizes": [group.size for group in groups],
        "groups": [shortened(group, size) for group in groups if size in ("", group.size)],
        "waiting": [row for row in found.waiting if size in ("", row.office.size)] if found else [],
        "highest": max(
            (row.office.score.percent or 0 for row in found.rows if row.office.score), default=0
        )
        if found
        else 0,
    }


def shortened(group: Group, size: str) -> Mapping[str, object]:
    """Return a class as the page shows it: whole where it was asked for, else its beginning."""
    rows = group.rows if size or len(group.rows) <= FIRST_SHOWN + 2 else group.rows[:FIRST_SHOWN]
    return {"size": group.size, "rows": rows, "more": len(group.rows) - len(rows), "all": group}
