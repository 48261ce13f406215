"""What is counted of a regency's months beside its offices; and N9 of them, month by month."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.stages.monitoring.queries.reading import KNOWN, fetch
from payung.stages.monitoring.sums.cells import COHORT
from payung.stages.monitoring.sums.cohorts import Cohort, cohorts_from

CELLS = f"""newest AS (
    SELECT DISTINCT ON (m.regency_id, m.month, m.dimension, m.value) m.* FROM monitoring_cell m
    JOIN unnest(%(dimensions)s::text[], %(since)s::date[]) AS asked (dimension, since)
      ON asked.dimension = m.dimension AND m.month >= asked.since
    WHERE m.month <= %(last)s
      AND (%(regency)s::bigint IS NULL OR m.regency_id = %(regency)s)
      AND (%(province)s = '' OR m.regency_id IN (SELECT g.id FROM registry_regency g
        WHERE left(g.code, 2) = %(province)s)) AND {KNOWN}
    ORDER BY m.regency_id, m.month, m.dimension, m.value, m.version DESC)"""
"""One statement for several dimensions, though each is asked for since a month of its own."""

_COHORTS = f"""WITH {CELLS}
SELECT month, value, sum(count)::int AS count FROM newest GROUP BY month, value"""


def asked(since: Mapping[str, date]) -> dict[str, Any]:
    """Return the values that `CELLS` needs of the dimensions: since the first day of a month."""
    return {"dimensions": list(since), "since": list(since.values())}


def cohorts_of(values: Mapping[str, Any]) -> dict[Month, tuple[Cohort, ...]]:
    """Return the cohorts of 3, 6 and 12 months, as far as anybody began then."""
    counts: dict[Month, dict[str, int]] = {}
    for row in fetch(_COHORTS, {**values, **asked({COHORT: values["first"]})}):
        counts.setdefault(Month.of(row["month"]), {})[row["value"]] = row["count"]
    return {month: cohorts_from(of) for month, of in counts.items()}
