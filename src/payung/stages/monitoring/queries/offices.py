"""Offices' months, one by one."""

from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.reading import NEWEST, fetch, reach
from payung.stages.monitoring.sums.offices import Money, OfficeFigures

MONEY = (
    *("billed_idr", "cut_idr", "received_idr", "transit_idr", "held_idr", "returned_idr"),
    *("suspense_idr", "held_since"),
)
_COUNTS = (
    *("agency_id", "regency_id", "name", "merged_on", "version", "taken_at", "asn", "joined"),
    *(
        "confirmed",
        "covered",
        "begun",
        "full_year",
        "registered",
        "accepted",
        "queued",
        "due",
        "lines",
    ),
    *("lines_cut", "is_listed", "is_reported", "closed_on", "closings"),
)
_STATEMENT = f"""WITH {NEWEST}
SELECT n.*, a.name, a.closed_on AS merged_on FROM newest n
JOIN registry_agency a ON a.id = n.agency_id
WHERE n.asn > 0 OR n.due > 0 OR n.lines > 0 OR n.covered > 0 OR n.closings > 0
   OR n.cut_idr <> 0 OR a.closed_on IS NULL
ORDER BY n.month, a.name, a.id"""
"""An office that went into another one is left out of the months in which it was empty."""


def offices_of(
    *, viewer: Viewer, month: Month, province: str = "", as_of: date | None = None
) -> list[OfficeFigures]:
    """Return every office the viewer sees with its month, by name; one statement."""
    values = reach(viewer, first=month, last=month, province=province, as_of=as_of)
    return [_office(row) for row in fetch(_STATEMENT, values)]


def offices_between(
    *, viewer: Viewer, first: Month, last: Month, as_of: date | None = None
) -> dict[Month, list[OfficeFigures]]:
    """Return every office the viewer sees, month by month; one statement for all of them."""
    values = reach(viewer, first=first, last=last, as_of=as_of)
    found: dict[Month, list[OfficeFigures]] = {m: [] for m in Month.span(first, last.next)}
    for row in fetch(_STATEMENT, values):
        office = _office(row)
        found[office.month].append(office)
    return found


def office_of(
    *, viewer: Viewer, agency_id: int, month: Month, as_of: date | None = None
) -> OfficeFigures | None:
    """Return one office's month; None where it is unknown, foreign or was never taken."""
    [found] = office_series(viewer=viewer, agency_id=agency_id, until=month, months=1, as_of=as_of)
    return found


def office_series(
    *,
    viewer: Viewer,
    agency_id: int,
    until: Month,
    months: int = 12,
    as_of: date | None = None,
) -> list[OfficeFigures | None]:
    """Return one office's months, oldest first; None for a month of which nothing is known."""
    first = until - (months - 1)
    values = reach(viewer, first=first, last=until, agency_id=agency_id, as_of=as_of)
    found = [_office(row) for row in fetch(_STATEMENT, values)]
    by_month = {office.month: office for office in found}
    return [by_month.get(month) for month in Month.span(first, until.next)]


def money_from(row: dict[str, Any]) -> Money:
    return Money(**{name: row[name] for name in MONEY})


def _office(row: dict[str, Any]) -> OfficeFigures:
    return OfficeFigures(
        **{name: row[name] for name in _COUNTS},
        month=Month.of(row["month"]),
        money=money_from(row),
    )
