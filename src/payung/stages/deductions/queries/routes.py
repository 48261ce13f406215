"""How a regency's payroll is run: its routes, the layouts they use, and what offices are called."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.wording import say
from payung.stages.deductions.models import CsvLayout, OfficeCode, RouteTable
from payung.stages.deductions.problems import NoSuchRoute
from payung.stages.deductions.sums.layouts import BUILT_IN, USUAL, CsvShape, read_shape
from payung.stages.deductions.sums.routes import Routes, read_ways

_OPEN_TO: Final = """
SELECT c.kind, r.version, r.routes::text
FROM registry_civilservant c
LEFT JOIN LATERAL (
    SELECT version, routes FROM deductions_routetable
    WHERE regency_id = c.regency_id AND from_month <= %(month)s AND made_at <= %(at)s
    ORDER BY version DESC LIMIT 1
) r ON true
WHERE c.id = %(sponsor)s AND c.regency_id = %(regency)s
"""


@dataclass(frozen=True, kw_only=True)
class RouteVersion:
    """One version of the routes: who said it, when, why, and from which month it holds."""

    routes: Routes
    reason: str
    made_by_id: int | None
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One version of a CSV layout; version 0 is the one that is built in."""

    code: str
    version: int
    name: str
    shape: CsvShape
    made_by_id: int | None = None
    made_at: datetime | None = None


def routes_for(*, viewer: Viewer, regency_id: int, month: Month, at: datetime) -> Routes:
    """
    Return the routes of a list of `month`: the newest kept by `at` that begin by then.

    :param at: when the list was locked; now, where it is not.
    """
    rows = RouteTable.objects.filter(
        regency_id=_within(viewer, regency_id), from_month__lte=month.first_day, made_at__lte=at
    )
    found = rows.order_by("-version").first()
    return Routes() if found is None else _routes(found)


def route_versions(*, viewer: Viewer, regency_id: int) -> list[RouteVersion]:
    """Return the regency's versions, the newest first; none where nobody said anything."""
    rows = RouteTable.objects.filter(regency_id=_within(viewer, regency_id))
    return [
        RouteVersion(
            routes=_routes(row),
            reason=row.reason,
            made_by_id=row.made_by_id,
            made_at=row.made_at,
        )
        for row in rows.order_by("-version")
    ]


def layouts_of(*, viewer: Viewer, regency_id: int) -> list[Layout]:
    """Return the newest version of each layout, by name; the built-in one first."""
    rows = CsvLayout.objects.filter(regency_id=_within(viewer, regency_id))
    newest = [_layout(row) for row in rows.order_by("code", "-version").distinct("code")]
    return [built_in(), *sorted(newest, key=lambda one: (one.name, one.code))]


def layout_versions(*, viewer: Viewer, regency_id: int, code: str) -> list[Layout]:
    """Return a layout's versions, the newest first; none where there is no such layout."""
    rows = CsvLayout.objects.filter(regency_id=_within(viewer, regency_id), code=code)
    return [_layout(row) for row in rows.order_by("-version")]


def layout_of(*, viewer: Viewer, regency_id: int, code: str) -> Layout:
    """Return what a layout says now. :raises NoSuchRoute: the regency has none of this code."""
    if code == BUILT_IN:
        return built_in()
    found = layout_versions(viewer=viewer, regency_id=regency_id, code=code)
    if not found:
        raise NoSuchRoute
    return found[0]


def built_in() -> Layout:
    return Layout(code=BUILT_IN, version=0, name=say("deductions.layout_usual"), shape=USUAL)


def office_code(*, viewer: Viewer, agency_id: int) -> str:
    """Return what the payroll application calls an office; empty where nobody said it."""
    rows = OfficeCode.objects.filter(agency_id=agency_id)
    if viewer.regency_id is not None:
        rows = rows.filter(agency__regency_id=viewer.regency_id)
    return rows.order_by("-id").values_list("code", flat=True).first() or ""


def open_sources(*, viewer: Viewer, sponsor_id: int, month: Month, at: datetime) -> tuple[str, ...]:
    """Return what can be cut from in `month` for a civil servant of the viewer's regency."""
    values: dict[str, Any] = {
        "sponsor": sponsor_id,
        "regency": viewer.regency_id or 0,
        "month": month.first_day,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_TO, values)
        kind, version, ways = cursor.fetchone() or ("", None, None)
    if version is None or ways is None:
        return Routes().open_sources(kind)
    return Routes(version=version, ways=read_ways(json.loads(ways))).open_sources(kind)


def _within(viewer: Viewer, regency_id: int) -> int:
    """Return the regency if it is the viewer's to ask about, else one that does not exist."""
    return regency_id if viewer.regency_id in (None, regency_id) else 0


def _routes(row: RouteTable) -> Routes:
    return Routes(
        version=row.version, from_month=Month.of(row.from_month), ways=read_ways(row.routes)
    )


def _layout(row: CsvLayout) -> Layout:
    return Layout(
        code=row.code,
        version=row.version,
        name=row.title,
        shape=read_shape(row.shape),
        made_by_id=row.made_by_id,
        made_at=row.made_at,
    )
