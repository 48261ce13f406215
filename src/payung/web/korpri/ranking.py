"""S57: the ranking as everybody sees it, with more ways to look at it; no page names a person."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.names import fold
from payung.kernel.people import Role, Viewer
from payung.reports.homes.places import place_of
from payung.reports.published.ranking import PublicRanking, Row, months_offered
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.public.ranking import asked_ranking, asked_size, ranking_values
from payung.web.requests import Request, day_of

READERS: Final = (Role.KORPRI, Role.LEADER, Role.SECRETARIAT)
LONGEST: Final = 100
Chosen = Callable[[Row], bool]
MOVES: Final[Mapping[str, Chosen]] = {
    "naik": lambda row: (row.office.change or 0) > 0,
    "turun": lambda row: (row.office.change or 0) < 0,
    "belum": lambda row: row.kind in ("late", "open"),
}


@require_safe
@needs(*READERS)
def ranking(request: Request, viewer: Viewer) -> HttpResponse:
    """S57."""
    move, named = _asked_move(request), request.GET.get("kantor", "")[:LONGEST].strip()
    found = asked_ranking(request, viewer)
    size, place = asked_size(request), place_of(viewer=viewer)
    picked = _picked(found, move, named, size) if found and (move or named) else None
    shown = {
        **ranking_values(request, found),
        "picked": picked,
        "move": move,
        "named": named,
        "moves": [(code, tell(f"korpri.move.{code}")) for code in MOVES],
        "months": months_offered(viewer=viewer, on=day_of(request)),
        "page": reverse("korpri-ranking"),
        "code": place.regency_code if place else "",
        "may_print": viewer.role in (Role.KORPRI, Role.SECRETARIAT),
    }
    return render(request, "korpri/ranking.html", shown)


def _asked_move(request: Request) -> str:
    asked = request.GET.get("gerak", "")
    if asked and asked not in MOVES:
        raise Http404
    return asked


def _picked(found: PublicRanking, move: str, named: str, size: str) -> list[Row]:
    """Return the offices that moved so and are called so, whatever their class."""
    is_wanted, folded = MOVES.get(move), fold(named)
    return [
        row
        for row in (*found.rows, *found.waiting)
        if (is_wanted is None or is_wanted(row))
        and folded in fold(row.office.name)
        and size in ("", row.office.size)
    ]
