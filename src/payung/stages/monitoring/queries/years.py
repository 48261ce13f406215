"""A regency's year, as known at a moment: months and claims as taken, givers from the ledger."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.behind import last_taken
from payung.stages.monitoring.queries.cohorts import CELLS, asked, cohorts_of
from payung.stages.monitoring.queries.reading import end_of, fetch, reach
from payung.stages.monitoring.queries.totals import totals_series
from payung.stages.monitoring.sums.cells import CLAIM, TO_COMPLETE, TO_PAID
from payung.stages.monitoring.sums.claims import ClaimFigures, claim_figures
from payung.stages.monitoring.sums.shares import Share
from payung.stages.monitoring.sums.years import (
    Persistence,
    Year,
    cost_of,
    months_of,
    persists_until,
    year_cohorts,
)

_CLAIMS = f"""WITH {CELLS}
SELECT month, dimension, value, sum(count)::int AS count, sum(amount_idr)::bigint AS idr
FROM newest GROUP BY 1, 2, 3"""

_GIVERS = """WITH gave AS (
    SELECT DISTINCT t.sponsor_id, t.month
    FROM ledger_transfer t JOIN registry_agency a ON a.id = t.agency_id
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE a.regency_id = %(regency)s AND t.month IN (%(january)s, %(then)s)
      AND t.kind IN ('CUT', 'DRAW') AND t.sponsor_id IS NOT NULL
      AND (%(until)s::timestamptz IS NULL OR e.at < %(until)s)
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer r JOIN ledger_entry x ON x.id = r.entry_id
        WHERE r.reverses_id = t.id AND (%(until)s::timestamptz IS NULL OR x.at < %(until)s)))
SELECT count(*)::int AS whole, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM gave g
    WHERE g.sponsor_id = b.sponsor_id AND g.month = %(then)s))::int AS part
FROM gave b WHERE b.month = %(january)s"""
"""The ledger only grows, so that its state of a moment can be read at any later time."""


def year_figures(
    *, regency_id: int, year: int, as_of: date | None = None, viewer: Viewer
) -> Year | None:
    """
    Return a regency's year; None where nothing of it was taken, or the viewer does not see it.

    :param as_of: a moment, or a day at whose end; the newest there is without one.
    """
    if viewer.regency_id not in (None, regency_id):
        return None
    seen = replace(viewer, regency_id=regency_id)
    months = months_of(year)
    values = reach(seen, first=months[0], last=months[-1] + 11, as_of=as_of)
    taken_at = last_taken(viewer=viewer)
    if values["agency"] is not None or taken_at is None:
        return None
    told = tuple(totals_series(viewer=seen, until=months[-1], as_of=as_of))
    known = [one for one in told if one is not None]
    if not known:
        return None
    running = Month.of(_day(as_of) if as_of is not None else today_in_wib(taken_at))
    by_month, whole = _claims({**values, "last": months[-1].first_day}, months)
    return Year(
        year=year,
        regency_id=regency_id,
        as_of=max(one.as_of for one in known),
        months=told,
        claims=whole,
        claims_by_month=by_month,
        persistence=Persistence(
            until=(until := persists_until(told, running)),
            sponsors=_sponsors(regency_id, months[0], until, as_of),
            cohorts=year_cohorts(year, cohorts_of(values), running),
        ),
        cost=cost_of(told),
    )


def _day(as_of: date) -> date:
    """Return the day in Jakarta: of a moment, the one it is in; a day's end is the next day's."""
    if isinstance(as_of, datetime):
        return today_in_wib(as_of)
    return as_of + timedelta(days=1)


def _claims(
    values: dict[str, Any], months: list[Month]
) -> tuple[tuple[ClaimFigures, ...], ClaimFigures]:
    """Return the claims of each month, and of all of them."""
    since = dict.fromkeys((CLAIM, TO_COMPLETE, TO_PAID), values["first"])
    rows = fetch(_CLAIMS, {**values, **asked(since)})
    apart: dict[Month, dict[tuple[str, str], tuple[int, int]]] = {month: {} for month in months}
    whole: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        key = (row["dimension"], row["value"])
        count, idr = whole.get(key, (0, 0))
        whole[key] = (count + row["count"], idr + row["idr"])
        apart[Month.of(row["month"])][key] = (row["count"], row["idr"])
    return tuple(claim_figures(apart[month]) for month in months), claim_figures(whole)


def _sponsors(
    regency_id: int, january: Month, until: Month | None, as_of: date | None
) -> Share | None:
    if until is None:
        return None
    asked = {"january": january.first_day, "then": until.first_day}
    [row] = fetch(_GIVERS, {**asked, "regency": regency_id, "until": end_of(as_of)})
    return Share(part=row["part"], whole=row["whole"]) if row["whole"] else None
