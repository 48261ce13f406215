"""Takes the figures of what changed since the last time, or of everything."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.planning import whole_tables
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.monitoring.models import Taking
from payung.stages.monitoring.queries import cells_sql, taking_sql
from payung.stages.monitoring.queries.behind import (
    Pairs,
    all_pairs,
    base,
    cell_values,
    newest_settled,
    office_values,
    spans_of,
    touched,
    touched_regencies,
    where_books_stand,
)
from payung.stages.monitoring.queries.folding import FOLD, FOLDED
from payung.stages.monitoring.queries.measuring import span

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('payung:figures', 0))"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """How many offices' months were looked at, and how many rows were new or had changed."""

    pairs: int
    rows: int


@operation
def take(*, by: Actor, at: datetime) -> Taken:
    """
    Take the figures that may have changed since the last time; all of them the first time.

    A value that did not change writes nothing, so running it again is harmless.
    """
    _lock()
    before = base()
    if before is None:
        return _all(by, at)
    current = Month.of(today_in_wib(at))
    stand = where_books_stand(current)
    pairs = touched(before, current)
    regencies = touched_regencies(before, pairs, current)
    with whole_tables():
        rows = _keep(pairs, regencies, current, at, is_whole=False)
    _note(stand, pairs=len(pairs), rows=rows, is_rebuild=False, at=at)
    record("figures.taken", by=by, at=at, row_count=rows, pairs=len(pairs))
    return Taken(pairs=len(pairs), rows=rows)


@operation
def rebuild(*, by: Actor, at: datetime) -> Taken:
    """Measure every office's every month anew; what differs from the newest version is kept."""
    _lock()
    return _all(by, at)


def _have_room() -> None:
    """Let the whole be counted in memory: to sort millions of rows takes longer."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute("SET LOCAL hash_mem_multiplier = 4")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL jit = off")


def _all(by: Actor, at: datetime) -> Taken:
    current = Month.of(today_in_wib(at))
    stand = where_books_stand(current)
    pairs, regencies = all_pairs(current)
    _have_room()
    with whole_tables():
        rows = _keep(pairs, regencies, current, at, is_whole=True)
    _note(stand, pairs=len(pairs), rows=rows, is_rebuild=True, at=at)
    record("figures.rebuilt", by=by, at=at, row_count=rows, pairs=len(pairs))
    return Taken(pairs=len(pairs), rows=rows)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


def _keep(pairs: Pairs, regencies: Pairs, current: Month, at: datetime, *, is_whole: bool) -> int:
    rows = 0
    with connection.cursor() as cursor:
        for span_of in spans_of(pairs, regencies):
            if is_whole:
                _fold(span_of)
            for statement, values in (
                (taking_sql.take(is_whole=is_whole), office_values(pairs, current, span_of)),
                (cells_sql.take(is_whole=is_whole), cell_values(regencies, span_of)),
            ):
                if values is not None:
                    cursor.execute(statement, {**values, "at": at})
                    rows += cursor.rowcount
    return rows


def _fold(span_of: tuple[Month, Month]) -> None:
    """Read the paid months of a span once, for all that counts them."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {FOLDED}")
        cursor.execute(FOLD, span(*span_of))
        cursor.execute(f"ANALYZE {FOLDED}")


def _note(
    stand: tuple[dict[str, int], list[str]], *, pairs: int, rows: int, is_rebuild: bool,
    at: datetime,
) -> None:  # fmt: skip
    marks, under_way = stand
    Taking.objects.create(
        taken_at=at, is_rebuild=is_rebuild, marks=marks, under_way=under_way,
        settled=newest_settled(under_way), pairs=pairs, rows=rows,
    )  # fmt: skip
