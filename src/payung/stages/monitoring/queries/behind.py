"""How far the books were read, and what may have changed since."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.models import Taking
from payung.stages.monitoring.queries import touched_sql
from payung.stages.monitoring.queries.folding import spans
from payung.stages.monitoring.queries.measuring import span
from payung.stages.monitoring.sums.cells import occupation_kind

Pairs = list[tuple[int, date]]
Span = tuple[Month, Month]


def is_behind(*, viewer: Viewer, current: Month) -> bool:
    """Return whether something may have changed since figures were last taken."""
    if viewer.regency_id is not None:
        return False
    before = base()
    if before is None:
        return bool(all_pairs(current)[0])
    pairs = touched(before, current)
    return bool(pairs or touched_regencies(before, pairs, current))


_WRITING = """SELECT DISTINCT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
      AND pid <> pg_backend_pid()
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation = ANY(%s::text[]::regclass[])
    ORDER BY 1"""
"""Who writes to the sources: a table is locked so before a row gets its id, until the end."""


def last_taken(*, viewer: Viewer) -> datetime | None:
    """Return when figures were last taken; the same for everybody, as it is one run for all."""
    del viewer
    newest = Taking.objects.order_by("-id").first()
    return None if newest is None else newest.taken_at


def base() -> dict[str, int] | None:
    """
    Return the marks from which on rows are new; None before anything was taken.

    They are those of the newest run up to whose marks every row was read. A row of a transaction
    that was under way then may have a lower id than one that was already read: such a run has
    to wait for a later one, that began when those transactions had ended and saw what they left.
    """
    newest = Taking.objects.select_related("settled").order_by("-id").first()
    found = newest.settled if newest is not None and newest.under_way else newest
    return None if found is None else {str(k): int(v) for k, v in found.marks.items()}


def where_books_stand(current: Month) -> tuple[dict[str, int], list[str]]:
    """
    Return the highest id of each source, and the month; the transactions that write to them.

    In this order, and before anything else is read: who ended in between is then read by this run.
    """
    with connection.cursor() as cursor:
        cursor.execute(touched_sql.MARKS)
        read = dict(zip(touched_sql.SOURCES, cursor.fetchone() or (), strict=True))
        cursor.execute(_WRITING, [list(touched_sql.SOURCES)])
        return {**read, "month": _number(current)}, [name for (name,) in cursor.fetchall()]


def newest_settled(under_way: list[str]) -> Taking | None:
    """Return the newest run all of whose transactions have ended, when these are under way."""
    newest = Taking.objects.order_by("-id").first()
    since = newest.settled_id if newest is not None else None
    for run in Taking.objects.filter(pk__gte=since or 0).order_by("-id"):
        if run.pk == since or not set(run.under_way).intersection(under_way):
            return run
    return None


def touched(marks: dict[str, int], current: Month) -> Pairs:
    """Return the offices' months that may have changed since `marks`, in order."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {**marks, "current": current.first_day}
        values["unseen"] = _month(marks["month"]).next.first_day
        cursor.execute(touched_sql.PAIRS, values)
        return [(agency, month) for agency, month in cursor.fetchall()]


def touched_regencies(marks: dict[str, int], pairs: Pairs, current: Month) -> Pairs:
    """Return the regencies' months whose cells may have changed since `marks`, in order."""
    values = {**marks, **_columns(pairs, "agencies"), "current": current.first_day}
    with connection.cursor() as cursor:
        cursor.execute(touched_sql.REGENCY_MONTHS, values)
        return [(regency, month) for regency, month in cursor.fetchall()]


def all_pairs(current: Month) -> tuple[Pairs, Pairs]:
    """
    Return every office's month and every regency's month there is, in order.

    Of a month to come there may be a list, and nothing yet that a regency's cells count.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"current": current.first_day})
        rows = cursor.fetchall()
    until = current.first_day
    regencies = sorted({(regency, month) for _, regency, month in rows if month <= until})
    return [(agency, month) for agency, _, month in rows], regencies


def office_values(pairs: Pairs, current: Month, span_of: Span) -> dict[str, Any] | None:
    """Return the values for a statement over the span's of these; None where there are none."""
    found = _within(pairs, span_of)
    if not found:
        return None
    columns = _columns(found, "agencies")
    return {**columns, **span(*span_of), "current": current.first_day}


def cell_values(pairs: Pairs, span_of: Span) -> dict[str, Any] | None:
    """Return the values for a statement over the span's regencies' months; None without any."""
    found = _within(pairs, span_of)
    if not found:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT occupation FROM registry_worker ORDER BY 1")
        words = [word for (word,) in cursor.fetchall()]
    kinds = [occupation_kind(word) for word in words]
    return {**_columns(found, "regencies"), **span(*span_of), "words": words, "kinds": kinds}


def spans_of(*pairs: Pairs) -> list[Span]:
    """Return the spans in which these are measured, one after the other."""
    return spans([Month.of(month) for some in pairs for _, month in some])


def _within(pairs: Pairs, span_of: Span) -> Pairs:
    first, last = span_of[0].first_day, span_of[1].first_day
    return [(one, month) for one, month in pairs if first <= month <= last]


def _number(month: Month) -> int:
    return month.year * 12 + month.month


def _month(number: int) -> Month:
    return Month((number - 1) // 12, (number - 1) % 12 + 1)


def _columns(pairs: Sequence[tuple[int, date]], name: str) -> dict[str, Any]:
    return {name: [one for one, _ in pairs], "months": [month for _, month in pairs]}


_ALL = """SELECT a.id, a.regency_id, m.month::date FROM registry_agency a
JOIN registry_regency g ON g.id = a.regency_id
CROSS JOIN LATERAL (SELECT least(g.joined_on, (SELECT min(l.month) FROM deductions_deductionlist l
    JOIN registry_agency b ON b.id = l.agency_id WHERE b.regency_id = g.id)) AS day) began
CROSS JOIN LATERAL (SELECT greatest(%(current)s, (SELECT max(l.month)
    FROM deductions_deductionlist l WHERE l.agency_id = a.id)) AS last) until
CROSS JOIN LATERAL generate_series(date_trunc('month', began.day)::date, until.last,
    interval '1 month') AS m (month)
ORDER BY a.id, 3"""
