"""Ends the memberships that nobody paid for: three unpaid months in a row, never two (C9)."""

from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.canonical import digest
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.cover.sums import LAPSED, run_that_ends_on
from payung.stages.enrolment.operations import end_all
from payung.stages.membership.operations import end_spells


@operation
def lapse_unpaid(*, month: Month, regency_id: int | None = None, by: Actor, at: datetime) -> int:
    """
    End, on the first day of `month`, every spell whose last unpaid months complete a full run.

    What the branch received on that day or later comes too late: it cannot revive the spell. The
    sponsorship ends as lapsed and its payer stops. A second run finds nothing and changes nothing.

    :param regency_id: confines the run to one regency; None means every regency.
    :returns: how many spells ended.
    """
    give_reason(LAPSED)
    run = run_that_ends_on(month)
    values: dict[str, Any] = {
        "month": month.first_day,
        "first": run[0].first_day,
        "after": run[-1].next.first_day,
        "regency": regency_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LAPSING, values)
        found = cursor.fetchall()
    if found:
        _end([worker for _, worker, _ in found], [o for _, _, o in found if o], month, by, at)
    spells = [spell for spell, _, _ in found]
    record(
        "membership.lapsed",
        by=by,
        at=at,
        reason=LAPSED,
        row_count=len(spells),
        digest=digest(spells),
        month=str(month),
        regency=regency_id,
    )
    return len(spells)


def _end(
    worker_ids: list[int], sponsorship_ids: list[int], month: Month, by: Actor, at: datetime
) -> None:
    end_all(sponsorship_ids=sponsorship_ids, ended_on=month.first_day, reason=LAPSED, by=by, at=at)
    end_spells(worker_ids=worker_ids, ends_on=month.first_day, reason=LAPSED, by=by, at=at)


_LAPSING = """
SELECT s.id, s.worker_id, a.id
FROM membership_spell s
JOIN enrolment_sponsorship o ON o.id = s.opened_by_id
LEFT JOIN enrolment_sponsorship a ON a.worker_id = s.worker_id AND a.state = 'accepted'
WHERE s.ends_on IS NULL AND s.first_month <= %(first)s AND s.starts_on < %(month)s
  AND (%(regency)s::bigint IS NULL OR o.regency_id = %(regency)s)
  AND NOT EXISTS (
      SELECT 1 FROM remittance_paidmonth p
      WHERE p.worker_id = s.worker_id AND p.month >= %(first)s AND p.month < %(after)s
        AND p.received_on < %(month)s
        AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id))
ORDER BY s.id FOR UPDATE OF s
"""
