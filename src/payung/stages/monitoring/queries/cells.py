"""Who is covered, how long it took, and what became of claims."""

from datetime import date

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries.cohorts import CELLS
from payung.stages.monitoring.queries.reading import fetch, reach
from payung.stages.monitoring.sums.cells import (
    CLAIM,
    DISTRICT,
    OTHER,
    OUTSIDE,
    TO_COMPLETE,
    TO_PAID,
    UNKNOWN,
    WAIT,
    Cell,
)
from payung.stages.monitoring.sums.claims import ClaimFigures, claim_figures
from payung.stages.monitoring.sums.spreads import Spread, spread_of

_LAST = (OTHER, OUTSIDE, UNKNOWN)
_COUNTS = f"""WITH {CELLS}
SELECT n.dimension, n.value, coalesce(d.name, '') AS label, sum(n.count)::int AS count,
    sum(n.amount_idr)::bigint AS idr
FROM newest n LEFT JOIN registry_area d ON n.dimension = 'district' AND d.code = n.value
GROUP BY n.dimension, n.value, d.name HAVING sum(n.count) > 0 ORDER BY 1, 2"""


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
    values = reach(viewer, first=month, last=month, province=province, as_of=as_of)
    if values["agency"] is not None:
        return []
    rows = fetch(_COUNTS, {**values, "dimensions": [dimension]})
    whole = sum(row["count"] for row in rows)
    cells = [
        Cell(
            dimension=dimension,
            value=row["value"],
            label=row["label"] if dimension == DISTRICT else "",
            workers=row["count"],
            whole=whole,
        )
        for row in rows
    ]
    return sorted(cells, key=lambda c: (c.value in _LAST, -c.workers, c.value))


def waits_of(
    *,
    viewer: Viewer,
    month: Month,
    months: int = 1,
    province: str = "",
    as_of: date | None = None,
) -> Spread | None:
    """Return the days from registration to the first month paid, of those first paid then."""
    counts = _counts(viewer, month, months, province, as_of, [WAIT])
    return spread_of({int(value): count for (_, value), (count, _) in counts.items()})


def claims_of(
    *,
    viewer: Viewer,
    until: Month,
    months: int = 1,
    province: str = "",
    as_of: date | None = None,
) -> ClaimFigures:
    """Return N11 of the months up to `until`."""
    counts = _counts(viewer, until, months, province, as_of, [CLAIM, TO_COMPLETE, TO_PAID])
    return claim_figures(counts)


def _counts(
    viewer: Viewer,
    until: Month,
    months: int,
    province: str,
    as_of: date | None,
    dimensions: list[str],
) -> dict[tuple[str, str], tuple[int, int]]:
    first = until - (months - 1)
    values = reach(viewer, first=first, last=until, province=province, as_of=as_of)
    if values["agency"] is not None:
        return {}
    rows = fetch(_COUNTS, {**values, "dimensions": dimensions})
    return {(row["dimension"], row["value"]): (row["count"], row["idr"]) for row in rows}
