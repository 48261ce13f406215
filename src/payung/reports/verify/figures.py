"""Figures: what was taken is what the books say (F1), and versions follow each other (F2)."""

from collections.abc import Iterator

from payung.kernel.people import Viewer
from payung.reports.verify.values import found
from payung.stages.monitoring.queries import differing


def f1_figures_are_what_the_books_say() -> Iterator[str]:
    """Measured again, every office's month is as it was taken; what waits for it is left out."""
    for one in differing(viewer=Viewer.system()):
        yield f"{one.place}, {one.month}, {one.what}: taken {one.taken}, measured {one.measured}"


def f2_versions_follow_each_other() -> Iterator[str]:
    """Versions have no gap and no earlier hour than the one before: a past day stays readable."""
    yield from found(_OFFICES, "figures {id}: version {version} after {before} of agency {place}")
    yield from found(_CELLS, "cell {id}: version {version} after {before} of regency {place}")


_BROKEN = """SELECT id, version, coalesce(before, 0) AS before, place FROM (
    SELECT id, version, taken_at, {place} AS place, lag(version) OVER one AS before,
        lag(taken_at) OVER one AS taken_before
    FROM {table} WINDOW one AS (PARTITION BY {key} ORDER BY version)) x
WHERE version <> coalesce(before, 0) + 1 OR taken_before > taken_at ORDER BY id"""

_OFFICES = _BROKEN.format(table="monitoring_officemonth", place="agency_id", key="agency_id, month")
_CELLS = _BROKEN.format(
    table="monitoring_cell", place="regency_id", key="regency_id, month, dimension, value"
)
