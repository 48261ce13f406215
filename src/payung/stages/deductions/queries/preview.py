"""Who would be billed if the list were locked now, beside the list before. Nothing is kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.deductions.models import DeductionList
from payung.stages.deductions.queries.candidates import CANDIDATES, COMBINATIONS, price_columns
from payung.stages.deductions.queries.lists import (
    Changes,
    SponsorLine,
    StoppedSponsor,
    full_name,
)

_SHOWN = f"""{CANDIDATES},
said AS (
    SELECT 'line' AS what, l.sponsor_id, '' AS reason, count(*) AS workers,
           sum(l.amount_idr) AS amount_idr, sum(l.credit_idr) AS credit_idr,
           count(*) FILTER (WHERE l.last_idr IS NULL) AS fresh,
           count(*) FILTER (WHERE l.last_idr = l.amount_idr) AS same,
           EXISTS (SELECT 1 FROM stopped s WHERE s.sponsor_id = l.sponsor_id) AS has_stop
    FROM laid l WHERE l.payer_id IS NOT NULL GROUP BY l.sponsor_id
    UNION ALL
    SELECT 'stop', sponsor_id, reason, count(*), 0, 0, 0, 0, false
    FROM stopped GROUP BY sponsor_id, reason
    UNION ALL
    SELECT 'left', sponsor_id, left_out, count(*), 0, 0, 0, 0, false
    FROM candidate WHERE NOT is_listed GROUP BY sponsor_id, left_out
)
SELECT s.what, c.id, c.nip, c.name, c.title_before, c.title_after, s.workers::int,
       s.amount_idr::bigint, s.credit_idr::bigint, s.fresh::int, s.same::int, s.has_stop, s.reason
FROM said s JOIN registry_civilservant c ON c.id = s.sponsor_id
ORDER BY c.folded, c.nip, s.reason
"""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """
    The list as it would be. `left_out` are the office's own people who are not billed, and why.

    `after_a_gap` is whether the list before is not that of the month before (P30).
    """

    month: Month
    lines: list[SponsorLine]
    stops: list[StoppedSponsor]
    left_out: list[StoppedSponsor]
    changes: Changes
    after_a_gap: bool

    @property
    def total_idr(self) -> int:
        return sum(line.amount_idr for line in self.lines)

    @property
    def workers(self) -> int:
        return sum(line.workers for line in self.lines)


def preview(*, viewer: Viewer, agency_id: int, month: Month, at: datetime) -> Preview | None:
    """
    Return what a lock at `at` would freeze for the office; None beyond the view.

    Asked beyond the walls, as the lock asks: whether another office bills the worker already is
    counted, and nothing of that office is shown.
    """
    if viewer.role is Role.SPONSOR or not _sees(viewer, agency_id):
        return None
    before = DeductionList.objects.filter(agency_id=agency_id, month__lt=month.first_day)
    last = before.order_by("-month").values_list("month", flat=True).first()
    with beyond("the same question as the lock's"):
        rows = _rows(agency_id, month, at)
    lines = [_line(row) for row in rows if row[0] == "line"]
    stops = [_stop(row) for row in rows if row[0] == "stop"]
    return Preview(
        month=month,
        lines=lines,
        stops=stops,
        left_out=[_stop(row) for row in rows if row[0] == "left"],
        changes=_changes(rows),
        after_a_gap=last is not None and last != month.previous.first_day,
    )


def _sees(viewer: Viewer, agency_id: int) -> bool:
    if not viewer.sees_all_agencies:
        return viewer.agency_id == agency_id
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM registry_agency WHERE id = %(agency)s"
            " AND (regency_id = %(regency)s OR %(regency)s::bigint IS NULL))",
            {"agency": agency_id, "regency": viewer.regency_id},
        )
        return bool(cursor.fetchone()[0])


def _rows(agency_id: int, month: Month, at: datetime) -> list[Any]:
    values: dict[str, Any] = {
        "agencies": [agency_id],
        "month": month.first_day,
        "some_listed": True,
        "day": today_in_wib(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(COMBINATIONS, values)
        values |= price_columns(month, cursor.fetchall())
        cursor.execute(_SHOWN, values)
        return list(cursor.fetchall())


def _line(row: Any) -> SponsorLine:
    _, sponsor_id, nip, name, before, after, workers, amount, credit, fresh, same, has_stop, _ = row
    change = "changed"
    if fresh == workers and not has_stop:
        change = "new"
    elif same == workers and not has_stop:
        change = "same"
    return SponsorLine(
        sponsor_id=sponsor_id,
        nip=nip,
        name=full_name(name, before, after),
        workers=workers,
        amount_idr=amount,
        credit_idr=credit,
        change=change,
    )


def _stop(row: Any) -> StoppedSponsor:
    return StoppedSponsor(nip=row[2], name=full_name(*row[3:6]), workers=row[6], reason=row[12])


def _changes(rows: list[Any]) -> Changes:
    """Count deductions, as the lock's own lines and stops would."""
    listed = [row for row in rows if row[0] == "line"]
    fresh, same = sum(row[9] for row in listed), sum(row[10] for row in listed)
    stopped: Counter[str] = Counter()
    for row in rows:
        if row[0] == "stop":
            stopped[row[12]] += row[6]
    return Changes(
        new=fresh,
        same=same,
        changed=sum(row[6] for row in listed) - fresh - same,
        stopped=dict(sorted(stopped.items())),
    )
