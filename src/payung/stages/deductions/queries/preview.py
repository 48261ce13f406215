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
from payung.stages.deductions.queries.shares import people, shares
from payung.stages.deductions.sums.routes import Share
from payung.stages.registry.queries.nips import nip_at

_WHAT, _WHY = 14, 15
"""Where a row says what it is and why; before that it is as a share's."""

_SHOWN = f"""{CANDIDATES},
paid_from AS (
    SELECT l.*, coalesce(x.pay_source, 'gaji') AS source
    FROM laid l JOIN membership_payer p ON p.id = l.payer_id
    LEFT JOIN LATERAL (
        SELECT pay_source FROM enrolment_consent
        WHERE sponsorship_id = p.sponsorship_id AND given_on <= %(day)s
        ORDER BY version DESC LIMIT 1
    ) x ON true
),
said AS (
    SELECT 'line' AS what, l.sponsor_id, l.source, '' AS reason, count(*) AS workers,
           sum(l.amount_idr) AS amount_idr, sum(l.credit_idr) AS credit_idr,
           count(*) FILTER (WHERE l.last_idr IS NULL) AS fresh,
           count(*) FILTER (WHERE l.last_idr = l.amount_idr) AS same,
           EXISTS (SELECT 1 FROM stopped s WHERE s.sponsor_id = l.sponsor_id) AS has_stop
    FROM paid_from l GROUP BY l.sponsor_id, l.source
    UNION ALL
    SELECT 'stop', sponsor_id, '', reason, count(*), 0, 0, 0, 0, false
    FROM stopped GROUP BY sponsor_id, reason
    UNION ALL
    SELECT 'left', sponsor_id, '', left_out, count(*), 0, 0, 0, 0, false
    FROM candidate WHERE NOT is_listed GROUP BY sponsor_id, left_out
)
SELECT c.id, c.nip, {nip_at("c", "%(last_at)s::timestamptz")},
       c.name, c.title_before, c.title_after, c.kind, s.source, s.workers::int,
       s.amount_idr::bigint, s.credit_idr::bigint, s.fresh::int, s.same::int, s.has_stop,
       s.what, s.reason
FROM said s JOIN registry_civilservant c ON c.id = s.sponsor_id
ORDER BY c.folded, c.nip, s.source, s.reason
"""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """
    The list as it would be. `left_out` are the office's own people who are not billed, and why.

    `after_a_gap` is whether the list before is not that of the month before (P30).
    """

    month: Month
    shares: list[Share]
    stops: list[StoppedSponsor]
    left_out: list[StoppedSponsor]
    changes: Changes
    after_a_gap: bool

    @property
    def lines(self) -> list[SponsorLine]:
        return people(self.shares)

    @property
    def total_idr(self) -> int:
        return sum(share.amount_idr for share in self.shares)

    @property
    def workers(self) -> int:
        return sum(share.workers for share in self.shares)


def preview(*, viewer: Viewer, agency_id: int, month: Month, at: datetime) -> Preview | None:
    """
    Return what a lock at `at` would freeze for the office; None beyond the view.

    Asked beyond the walls, as the lock asks: whether another office bills the worker already is
    counted, and nothing of that office is shown.
    """
    if viewer.role is Role.SPONSOR or not _sees(viewer, agency_id):
        return None
    before = DeductionList.objects.filter(agency_id=agency_id, month__lt=month.first_day)
    last = before.order_by("-month").values_list("month", "locked_at").first()
    with beyond("the same question as the lock's"):
        rows = _rows(agency_id, month, at, last[1] if last else None)
    told = {what: [row for row in rows if row[_WHAT] == what] for what in ("line", "stop", "left")}
    return Preview(
        month=month,
        shares=shares(told["line"]),
        stops=[_stop(row) for row in told["stop"]],
        left_out=[_stop(row) for row in told["left"]],
        changes=_changes(told["line"], told["stop"]),
        after_a_gap=last is not None and last[0] != month.previous.first_day,
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


def _rows(agency_id: int, month: Month, at: datetime, last_at: datetime | None) -> list[Any]:
    values: dict[str, Any] = {
        "last_at": last_at,
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


def _stop(row: Any) -> StoppedSponsor:
    return StoppedSponsor(nip=row[1], name=full_name(*row[3:6]), workers=row[8], reason=row[_WHY])


def _changes(listed: list[Any], stops: list[Any]) -> Changes:
    """Count deductions, as the lock's own lines and stops would."""
    fresh, same = sum(row[11] for row in listed), sum(row[12] for row in listed)
    stopped: Counter[str] = Counter()
    for row in stops:
        stopped[row[_WHY]] += row[8]
    return Changes(
        new=fresh,
        same=same,
        changed=sum(row[8] for row in listed) - fresh - same,
        stopped=dict(sorted(stopped.items())),
    )
