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


_OLDEST = """SELECT coalesce(min(x::text::bigint),
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
    FROM pg_snapshot_xip(pg_current_snapshot()) AS x
    WHERE NOT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'transactionid' AND l.granted AND l.mode = 'ExclusiveLock'
          AND l.transactionid = (x::text::bigint % 4294967296)::text::xid
          AND a.datname <> current_database())"""
"""The oldest transaction under way that could write here: those of other databases are left out."""


def last_taken(*, viewer: Viewer) -> datetime | None:
    """Return when figures were last taken; the same for everybody, as it is one run for all."""
    del viewer
    newest = Taking.objects.order_by("-id").first()
    return None if newest is None else newest.taken_at


def base() -> dict[str, int] | None:
    """
    Return the marks from which on rows are new; None before anything was taken.

    They are those of the newest run of whose time no transaction is under way any more: a row of
    such a one may have a lower id than one that was already read.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        (oldest,) = cursor.fetchone() or (0,)
    found = Taking.objects.filter(horizon__lte=oldest).order_by("-id").first()
    return None if found is None else {str(k): int(v) for k, v in found.marks.items()}


def where_books_stand(current: Month) -> tuple[int, dict[str, int]]:
    """Return the number of the next transaction; the highest id of each source, and the month."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, x.*"
            f" FROM ({touched_sql.MARKS}) x"
        )
        horizon, *marks = cursor.fetchone() or (0,)
    read = dict(zip(touched_sql.SOURCES, marks, strict=True))
    return horizon, {**read, "month": _number(current)}


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
