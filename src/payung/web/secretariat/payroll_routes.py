"""Which lists payroll is run in, per kind of staff and source: dated, each change with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.deductions.operations.routes import LONGEST_REASON, keep_routes
from payung.stages.deductions.problems import RouteRefused
from payung.stages.deductions.queries.routes import (
    RouteVersion,
    layouts_of,
    route_versions,
    routes_for,
)
from payung.stages.deductions.sums.layouts import BUILT_IN
from payung.stages.deductions.sums.routes import (
    CELLS,
    KINDS,
    LONGEST_NAME,
    SOURCES,
    Cell,
    Route,
    Routes,
    Way,
    code_of,
    faults,
)
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said
from payung.web.secretariat.offices import form_methods

NOT_THERE: Final = "tidak-ada"
AHEAD: Final = 4
"""So many months may be chosen from, beginning with the last one."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One cell of the table as the page shows it."""

    kind: str
    source: str
    route: Route
    layout: str


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def table(request: Request, viewer: Viewer) -> HttpResponse:
    """The routes in force, what is coming, and every version with who and why."""
    regency_id = _regency(viewer)
    this = Month.of(day_of(request))
    routes = routes_for(viewer=viewer, regency_id=regency_id, month=this, at=request.at)
    versions = route_versions(viewer=viewer, regency_id=regency_id)
    called = {one.code: one.name for one in layouts_of(viewer=viewer, regency_id=regency_id)}
    names = names_of(viewer=viewer, person_ids=[one.made_by_id for one in versions])
    context = {
        "month": this,
        "routes": routes,
        "lines": _lines(routes, called),
        "coming": _coming(versions, routes, this),
        "versions": [(one, names.get(one.made_by_id or 0, "Payung")) for one in versions],
    }
    return render(request, "secretariat/payroll_routes.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def change(request: Request, viewer: Viewer) -> HttpResponse:
    """All cells at once; what was kept last stands in the form, also if it is still to come."""
    regency_id, said = _regency(viewer), Said(request)
    if said.is_sent:
        try:
            return once(request, action="routes.keep", do=lambda: _keep(request, said, regency_id))
        except _Incomplete:
            pass
        except RouteRefused as refused:
            _say(said, refused.faults)
    return _page(said, viewer, regency_id)


class _Incomplete(Exception):
    """Something is to be put right before it can be kept."""


def _keep(request: Request, said: Said, regency_id: int) -> str:
    by = actor_of(request)
    called = {one.code for one in layouts_of(viewer=by.viewer, regency_id=regency_id)}
    ways = {cell: _way(said, cell, called) for cell in CELLS}
    months = [(str(month), "") for month in _months(request)]
    chosen = said.choice("mulai", months, empty="desk.routes.month_empty")
    reason = said.text("alasan", most=LONGEST_REASON, empty="deductions.route_reason_empty")
    _say(said, faults(ways, called))
    if said.problems:
        raise _Incomplete
    month = Month.parse(chosen)
    version = keep_routes(
        regency_id=regency_id, ways=ways, from_month=month, reason=reason, by=by, at=request.at
    )
    told = {"version": version, "month": render_month(month, current())}
    messages.success(request, tell("desk.routes.kept", **told))
    return reverse("manage-routes")


def _say(said: Said, found: Mapping[str, str]) -> None:
    for place, code in found.items():
        said.wrong("alasan" if place == "reason" else place, code)


def _way(said: Said, cell: Cell, layouts: set[str]) -> Way:
    code = code_of(cell)
    # What is too long is said by the stage, beside its other faults.
    name = said.text(f"name-{code}", most=10 * LONGEST_NAME)
    options = [(one, "") for one in (*layouts, NOT_THERE)]
    layout = said.choice(f"layout-{code}", options, empty="deductions.route_layout_empty")
    is_open = layout != NOT_THERE
    return Way(name=name, layout=layout if is_open else BUILT_IN, is_open=is_open)


def _page(said: Said, viewer: Viewer, regency_id: int) -> HttpResponse:
    versions = route_versions(viewer=viewer, regency_id=regency_id)
    last = versions[0].routes if versions else Routes()
    called = layouts_of(viewer=viewer, regency_id=regency_id)
    options: list[Option] = [(one.code, one.name) for one in called]
    options.append((NOT_THERE, tell("desk.routes.none")))
    groups = []
    for source in SOURCES:
        asks = [(kind, _asks(said, last.way((kind, source)), (kind, source), options))
                for kind in KINDS]  # fmt: skip
        groups.append((source, asks))
    months = _months(said.request)
    context: Mapping[str, object] = {
        "groups": groups,
        "when": said.asked(
            [
                Ask(
                    id="mulai",
                    code="desk.routes.from",
                    part="select",
                    options=[(str(one), render_month(one, current())) for one in months],
                    value=str(Month.of(day_of(said.request)).next),
                ),
                Ask(id="alasan", code="desk.routes.reason", maxlength=LONGEST_REASON),
            ]
        ),
        "problems": said.problems,
    }
    status = 422 if said.problems else 200
    return render(said.request, "secretariat/payroll_routes_change.html", context, status=status)


def _asks(said: Said, way: Way, cell: Cell, options: list[Option]) -> list[Ask]:
    code = code_of(cell)
    layout = way.layout if way.is_open else NOT_THERE
    name = Ask(id=f"name-{code}", code="desk.routes.name", value=way.name, maxlength=LONGEST_NAME)
    return said.asked(
        [
            name,
            Ask(id=f"layout-{code}", code="desk.routes.layout", part="select", options=options,
                value=layout),
        ]
    )  # fmt: skip


def _lines(routes: Routes, called: Mapping[str, str]) -> list[Line]:
    found = []
    for kind, source in CELLS:
        route = routes.route_of(kind, source)
        layout = called.get(route.layout, route.layout)
        found.append(Line(kind=kind, source=source, route=route, layout=layout))
    return found


def _coming(versions: list[RouteVersion], now: Routes, this: Month) -> RouteVersion | None:
    """Return the version that will take over, if one waits for its month."""
    waiting = [
        one
        for one in versions
        if one.routes.version > now.version and (one.routes.from_month or this) > this
    ]
    return waiting[0] if waiting else None


def _months(request: Request) -> list[Month]:
    last = Month.of(day_of(request)).previous
    return Month.span(last, last + AHEAD)


def _regency(viewer: Viewer) -> int:
    if viewer.regency_id is None:
        raise Http404
    return viewer.regency_id
