"""S50: how the regency stands, and what to do, in one look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.leaders.bullets import bullet_of
from payung.reports.leaders.findings import finding_of
from payung.reports.leaders.look import Look, look, open_of
from payung.reports.leaders.reach import reach_of
from payung.reports.leaders.who import districts
from payung.stages.monitoring.queries import overdue, own_history
from payung.web.charts import Chart, chart_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.leaders import words
from payung.web.leaders.messages import messages_for
from payung.web.leaders.seats import DESK, READERS, Seat, seat_of
from payung.web.leaders.tiles import Place, place_of, tiles_of
from payung.web.messages.waiting import waiting_texts
from payung.web.requests import Request, day_of

TEXTS = 3
"""So many prepared texts are shown here; all of them have a page of their own."""
MOST_AHEAD = 6
"""A forecast further away than these months is said, and not drawn."""


@require_safe
@needs(*READERS)
def home(request: Request, viewer: Viewer) -> HttpResponse:
    """S50."""
    seat, on = seat_of(request, viewer), day_of(request)
    seen = look(viewer=viewer, on=on, province=seat.province)
    shown: dict[str, Any] = {**seat.context, "is_desk": viewer.role in DESK}
    if seen is None:
        shown["history"] = own_history(viewer=viewer)
        shown["first_on"] = words.first_figures_on(on)
        return render(request, "leaders/empty.html", shown)
    now = seen.now
    ids = [call.unit.agency_id for call in seen.calls if call.unit.agency_id]
    reached = reach_of(viewer=viewer, agency_ids=ids, on=on)
    sent = messages_for(seen.calls, now.participation, now.month, reached=reached, viewer=viewer)
    shown |= {
        "seen": seen,
        "history": seen.history,
        "headline": words.headline(seen),
        "not_reported": now.assigned - now.closed,
        "funnel_title": words.funnel_title(seen.rungs),
        "old": words.old_data(seen, request.at, on),
        "three": _three(seen),
        "calls": list(zip(seen.calls, sent, strict=True)),
        "ahead": words.forecast(seen.outlook) if seen.outlook else None,
        "chart": _chart(seen),
        "chart_title": _title(seen),
        "measure": tell(f"leader.measure.{seen.code.lower()}"),
        "held_days": seen.held.held_days(on),
        "texts": waiting_texts(viewer=viewer, most=TEXTS),
        "overdue": overdue(viewer=viewer, on=on),
    }
    places = _places(seen, seat, viewer)
    shown |= {"tiles": tiles_of(places), "tiles_title": words.tiles_title(places, seat.province)}
    return render(request, "leaders/home.html", shown)


def _three(seen: Look) -> list[dict[str, object]]:
    """Return participation and workers per hundred, each with how it stands against its target."""
    rows: list[dict[str, object]] = []
    for code, share in (("N3", seen.now.participation), ("N5", seen.now.per_hundred)):
        aim = seen.aim(code)
        rows.append(
            {
                "code": code.lower(),
                "figure": words.of_code(code, share.percent),
                "share": share,
                "aim": aim,
                "against": words.against(aim, share),
                "bullet": bullet_of(share, aim),
            }
        )
    return rows


def _chart(seen: Look) -> Chart:
    points = [(month, seen.count(one)) for month, one in seen.line]
    open_months = open_of(seen.line)
    ahead: dict[Month, int] = {}
    out = seen.outlook
    last = seen.line[-1][0]
    if out is not None and 0 < out.until - last <= MOST_AHEAD:
        steps = out.until - last
        start = points[-1][1] or 0
        for step in range(1, steps + 1):
            ahead[last + step] = start + (out.later - start) * step // steps
    return chart_of(points, open_months=open_months, ahead=ahead, aim=seen.wanted)


def _title(seen: Look) -> str:
    points = [(month, seen.count(one)) for month, one in seen.line]
    found = finding_of(points, open_months=open_of(seen.line))
    return words.chart_title(found, seen.code)


def _places(seen: Look, seat: Seat, viewer: Viewer) -> list[Place]:
    """Return what the tiles show: sub-districts with workers, or a province's regencies."""
    hidden = tell("leader.tiles.hidden")
    if not seat.province:
        code = seat.place.regency_code if seat.place else ""
        found = districts(viewer=viewer, cells=seen.districts, regency_code=code)
        return [place_of(row.name, row.workers, hidden) for row in found]
    unknown = tell("leader.tiles.unknown")
    places = []
    for one in seen.regencies:
        workers = one.figure("N4")
        places.append(place_of(_short(one.name), workers.part if workers else None, unknown))
    return places


def _short(name: str) -> str:
    return name.removeprefix("Kabupaten ")
