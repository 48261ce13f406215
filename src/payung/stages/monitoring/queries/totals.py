"""What the offices of a place add up to, month by month."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
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
_RECENT = 3
"""Nearly always the month to speak of is one of the newest so many."""
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
    found = _by_month(fetch(_STATEMENT, values))
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


def headline_series(
    *, viewer: Viewer, on: date, months: int, province: str = "", as_of: date | None = None
) -> list[tuple[Month, Totals | None]]:
    """
    Return `months` up to the month to speak of, and what runs since; empty where there is none.

    The same month as `headline_month`: what finds it is read with what is told of it.
    """
    placed: dict[str, Any] = {"province": province, "as_of": as_of}
    current = Month.of(on)
    read = current - (months + _RECENT - 2)
    rows = fetch(_STATEMENT, reach(viewer, first=read, last=current, **placed))
    month = _spoken_of(rows, current) or headline_month(viewer=viewer, on=on, **placed)
    if month is None:
        return []
    first = month - (months - 1)
    if first < read:
        rows = fetch(_STATEMENT, reach(viewer, first=first, last=current, **placed))
    found = _by_month(rows)
    return [(one, found.get(one)) for one in Month.span(first, current.next)]


def latest_closed(
    *, viewer: Viewer, on: date, province: str = "", as_of: date | None = None
) -> Month | None:
    """Return the newest month that every office with something to report closed, or None."""
    return _newest(viewer, on, province, as_of, closed_only=True)


def _newest(
    viewer: Viewer, on: date, province: str, as_of: date | None, *, closed_only: bool
) -> Month | None:
    current = last = Month.of(on)
    # Only where it is none of the recent ones are whole years looked through.
    for months in (_RECENT, *[12] * _YEARS):
        first = last - (months - 1)
        values = reach(viewer, first=first, last=last, province=province, as_of=as_of)
        found = _spoken_of(fetch(_STATEMENT, values), current, closed_only=closed_only)
        if found is not None:
            return found
        last = first.previous
    return None


def _spoken_of(
    rows: Sequence[dict[str, Any]], current: Month, *, closed_only: bool = False
) -> Month | None:
    """Return the newest month of these rows, oldest first, that may be spoken of."""
    for row in reversed(rows):
        month, is_final = Month.of(row["month"]), row["closed"] == row["assigned"] > 0
        if is_final and (closed_only or row["covered"]):
            return month
        if row["covered"] and month < current and not closed_only:
            return month
    return None


def _by_month(rows: Iterable[dict[str, Any]]) -> dict[Month, Totals]:
    left_out = {"month", "held_since"}
    return {
        (month := Month.of(row["month"])): Totals(
            month=month,
            money=money_from(row),
            **{n: row[n] for n in row if n not in left_out and not n.endswith("_idr")},
        )
        for row in rows
    }


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
