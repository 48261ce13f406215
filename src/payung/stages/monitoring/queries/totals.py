"""What the offices of a place add up to, month by month."""

from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.cohorts import cohorts_of
from payung.stages.monitoring.queries.offices import money_from
from payung.stages.monitoring.queries.reading import NEWEST, fetch, reach
from payung.stages.monitoring.sums.offices import Money, Point, Totals

_SUMMED = (
    *("asn", "joined", "confirmed", "covered", "begun", "full_year", "registered", "accepted"),
    *("queued", "due", "lines", "lines_cut"),
)
_IDR = (
    *("billed_idr", "cut_idr", "received_idr", "transit_idr", "held_idr", "returned_idr"),
    "suspense_idr",
)
_YEARS = 20
_ASSIGNED = "(is_listed OR due > 0)"
_STATEMENT = f"""WITH {NEWEST}
SELECT month, max(taken_at) AS as_of,
    count(*) FILTER (WHERE asn > 0 OR {_ASSIGNED})::int AS offices,
    count(*) FILTER (WHERE {_ASSIGNED})::int AS assigned,
    count(*) FILTER (WHERE {_ASSIGNED} AND closed_on IS NOT NULL)::int AS closed,
    count(*) FILTER (WHERE {_ASSIGNED} AND closed_on <=
        (month + interval '1 month' + interval '9 days')::date)::int AS on_time,
    count(*) FILTER (WHERE closings > 0 AND closed_on IS NULL)::int AS reopened,
    CASE WHEN bool_and(closed_on IS NOT NULL) FILTER (WHERE {_ASSIGNED})
        THEN max(closed_on) END AS closed_on,
    count(*) FILTER (WHERE joined > 0)::int AS joined_offices,
    coalesce(sum(asn) FILTER (WHERE joined > 0), 0)::int AS asn_in_joined,
    {", ".join(f"sum({name})::int AS {name}" for name in _SUMMED)},
    {", ".join(f"sum({name})::bigint AS {name}" for name in _IDR)},
    min(held_since) AS held_since
FROM newest GROUP BY month ORDER BY month"""


def totals_of(
    *,
    viewer: Viewer,
    month: Month,
    province: str = "",
    agency_id: int | None = None,
    as_of: date | None = None,
) -> Totals | None:
    """Return one month's figures of all that the viewer sees; None where nothing was taken."""
    [found] = totals_series(
        viewer=viewer, until=month, months=1, province=province, agency_id=agency_id, as_of=as_of
    )
    return found


def totals_series(
    *,
    viewer: Viewer,
    until: Month,
    months: int = 12,
    province: str = "",
    agency_id: int | None = None,
    as_of: date | None = None,
) -> list[Totals | None]:
    """Return the figures of each month, oldest first; None for one that was never taken."""
    first = until - (months - 1)
    values = reach(
        viewer, first=first, last=until, province=province, agency_id=agency_id, as_of=as_of
    )
    kept = cohorts_of(values) if values["agency"] is None else {}
    found = {}
    for row in fetch(_STATEMENT, values):
        month = Month.of(row.pop("month"))
        money = money_from(row)
        counts = {name: row[name] for name in row if not name.endswith("_idr")}
        del counts["held_since"]
        found[month] = Totals(month=month, money=money, retention=kept.get(month, ()), **counts)
    return [found.get(month) for month in Month.span(first, until.next)]


def series(
    *,
    viewer: Viewer,
    until: Month,
    months: int = 12,
    province: str = "",
    agency_id: int | None = None,
    as_of: date | None = None,
) -> list[Point]:
    """Return the line of workers covered and civil servants cut, oldest first."""
    first = until - (months - 1)
    values = reach(
        viewer, first=first, last=until, province=province, agency_id=agency_id, as_of=as_of
    )
    found = {Month.of(row["month"]): row for row in fetch(_STATEMENT, values)}
    return [_point(month, found.get(month)) for month in Month.span(first, until.next)]


def money_series(
    *,
    viewer: Viewer,
    until: Month,
    months: int = 12,
    province: str = "",
    agency_id: int | None = None,
    as_of: date | None = None,
) -> list[tuple[Month, Money | None]]:
    """Return each month's money, oldest first; None for one that was never taken."""
    found = totals_series(
        viewer=viewer,
        until=until,
        months=months,
        province=province,
        agency_id=agency_id,
        as_of=as_of,
    )
    span = Month.span(until - (months - 1), until.next)
    return [(month, one.money if one else None) for month, one in zip(span, found, strict=True)]


def headline_month(
    *, viewer: Viewer, on: date, province: str = "", as_of: date | None = None
) -> Month | None:
    """
    Return the month to speak of: the running one once all closed it, else the one before.

    None before anything was ever confirmed by the branch.
    """
    return _newest(viewer, on, province, as_of, closed_only=False)


def latest_closed(
    *, viewer: Viewer, on: date, province: str = "", as_of: date | None = None
) -> Month | None:
    """Return the newest month that every office with something to report closed, or None."""
    return _newest(viewer, on, province, as_of, closed_only=True)


def _newest(
    viewer: Viewer, on: date, province: str, as_of: date | None, *, closed_only: bool
) -> Month | None:
    current = last = Month.of(on)
    # Nearly always it is one of the newest three: only without it are whole years looked through.
    for months in (3, *[12] * _YEARS):
        first = last - (months - 1)
        values = reach(viewer, first=first, last=last, province=province, as_of=as_of)
        for row in reversed(fetch(_STATEMENT, values)):
            month, is_final = Month.of(row["month"]), row["closed"] == row["assigned"] > 0
            if is_final and (closed_only or row["covered"]):
                return month
            if row["covered"] and month < current and not closed_only:
                return month
        last = first.previous
    return None


def _point(month: Month, row: dict[str, Any] | None) -> Point:
    if row is None or not (row["assigned"] or row["covered"] or row["joined"]):
        return Point(month=month, asn=row["asn"] if row else None)
    return Point(
        month=month,
        covered=row["covered"],
        joined=row["joined"],
        asn=row["asn"],
        closed=row["closed"],
        assigned=row["assigned"],
        as_of=row["as_of"],
    )
