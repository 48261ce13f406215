"""N9: how many of those who began together are still paid every month."""

from collections.abc import Mapping
from typing import Any

from payung.kernel.month import Month
from payung.stages.monitoring.queries.reading import KNOWN, fetch
from payung.stages.monitoring.sums.offices import Cohort
from payung.stages.monitoring.sums.shares import Share

CELLS = f"""newest AS (
    SELECT DISTINCT ON (m.regency_id, m.month, m.dimension, m.value) m.* FROM monitoring_cell m
    WHERE m.month >= %(first)s AND m.month <= %(last)s AND m.dimension = ANY(%(dimensions)s)
      AND (%(regency)s::bigint IS NULL OR m.regency_id = %(regency)s)
      AND (%(province)s = '' OR m.regency_id IN (SELECT g.id FROM registry_regency g
        WHERE left(g.code, 2) = %(province)s)) AND {KNOWN}
    ORDER BY m.regency_id, m.month, m.dimension, m.value, m.version DESC)"""

_COHORTS = f"""WITH {CELLS}
SELECT month, value, sum(count)::int AS count FROM newest GROUP BY month, value"""


def cohorts_of(values: Mapping[str, Any]) -> dict[Month, tuple[Cohort, ...]]:
    """Return the cohorts of 3, 6 and 12 months, as far as anybody began then."""
    counts: dict[Month, dict[str, int]] = {}
    for row in fetch(_COHORTS, {**values, "dimensions": ["cohort"]}):
        counts.setdefault(Month.of(row["month"]), {})[row["value"]] = row["count"]
    return {
        month: tuple(
            Cohort(months=n, kept=Share(part=of.get(f"kept_{n}", 0), whole=of[f"begun_{n}"]))
            for n in (3, 6, 12)
            if of.get(f"begun_{n}")
        )
        for month, of in counts.items()
    }
