"""Who is covered, how long it took, and what became of claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.cohorts import CELLS, asked
from payung.stages.monitoring.queries.reading import fetch, reach
from payung.stages.monitoring.sums.cells import (
    CLAIM,
    COHORT,
    DISTRICT,
    OTHER,
    OUTSIDE,
    TO_COMPLETE,
    TO_PAID,
    UNKNOWN,
    WAIT,
    Cell,
)
from payung.stages.monitoring.sums.claims import ClaimFigures, Counts, claim_figures
from payung.stages.monitoring.sums.cohorts import Cohort, cohorts_from
from payung.stages.monitoring.sums.spreads import Spread, spread_of

Rows = list[dict[str, Any]]
OF_CLAIMS: Final = (CLAIM, TO_COMPLETE, TO_PAID)
_LAST = (OTHER, OUTSIDE, UNKNOWN)
_COUNTS = f"""WITH {CELLS}
SELECT n.dimension, n.value, coalesce(d.name, '') AS label, sum(n.count)::int AS count,
    sum(n.amount_idr)::bigint AS idr
FROM newest n LEFT JOIN registry_area d ON n.dimension = 'district' AND d.code = n.value
GROUP BY n.dimension, n.value, d.name HAVING sum(n.count) > 0 ORDER BY 1, 2"""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """
    What is told of a month beside the sums of its offices.

    `kept`: the cohorts complete in the month; `districts`: its covered workers by sub-district.
    """

    kept: tuple[Cohort, ...]
    waits: Spread | None
    claims: ClaimFigures
    districts: tuple[Cell, ...]


def beside_of(
    *,
    viewer: Viewer,
    month: Month,
    wait_months: int,
    claim_months: int,
    province: str = "",
    as_of: date | None = None,
) -> Beside:
    """Return N9, days until the first month paid, N11 and where workers live; one statement."""
    since = {
        **dict.fromkeys((COHORT, DISTRICT), month),
        WAIT: month - (wait_months - 1),
        **dict.fromkeys(OF_CLAIMS, month - (claim_months - 1)),
    }
    rows = _rows(viewer, month, since, province, as_of)
    return Beside(
        kept=cohorts_from({row["value"]: row["count"] for row in _of(COHORT, rows)}),
        waits=_waits(rows),
        claims=claim_figures(_counts(rows)),
        districts=tuple(_cells(DISTRICT, rows)),
    )


def cells_of(
    *,
    viewer: Viewer,
    month: Month,
    dimension: str,
    province: str = "",
    as_of: date | None = None,
) -> list[Cell]:
    """
    Return the month's covered workers by one dimension, the largest first; they add up to N4.

    For pages behind a sign-in: small counts stand as they are (`publish_cells` hides them).
    """
    return _cells(dimension, _rows(viewer, month, {dimension: month}, province, as_of))


def waits_of(
    *,
    viewer: Viewer,
    month: Month,
    months: int = 1,
    province: str = "",
    as_of: date | None = None,
) -> Spread | None:
    """Return the days from registration to the first month paid, of those first paid then."""
    return _waits(_rows(viewer, month, {WAIT: month - (months - 1)}, province, as_of))


def claims_of(
    *,
    viewer: Viewer,
    until: Month,
    months: int = 1,
    province: str = "",
    as_of: date | None = None,
) -> ClaimFigures:
    """Return N11 of the months up to `until`."""
    since = dict.fromkeys(OF_CLAIMS, until - (months - 1))
    return claim_figures(_counts(_rows(viewer, until, since, province, as_of)))


def _rows(
    viewer: Viewer, until: Month, since: Mapping[str, Month], province: str, as_of: date | None
) -> Rows:
    """Return what was counted of each dimension since its month, added up until another."""
    first = min(since.values())
    values = reach(viewer, first=first, last=until, province=province, as_of=as_of)
    if values["agency"] is not None:
        return []
    days = {dimension: month.first_day for dimension, month in since.items()}
    return fetch(_COUNTS, {**values, **asked(days)})


def _of(dimension: str, rows: Rows) -> Rows:
    return [row for row in rows if row["dimension"] == dimension]


def _cells(dimension: str, rows: Rows) -> list[Cell]:
    found = _of(dimension, rows)
    whole = sum(row["count"] for row in found)
    cells = [
        Cell(
            dimension=dimension,
            value=row["value"],
            label=row["label"] if dimension == DISTRICT else "",
            workers=row["count"],
            whole=whole,
        )
        for row in found
    ]
    return sorted(cells, key=lambda c: (c.value in _LAST, -c.workers, c.value))


def _waits(rows: Rows) -> Spread | None:
    return spread_of({int(row["value"]): row["count"] for row in _of(WAIT, rows)})


def _counts(rows: Iterable[dict[str, Any]]) -> Counts:
    return {(row["dimension"], row["value"]): (row["count"], row["idr"]) for row in rows}
