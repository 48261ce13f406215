"""What an office must still pay on, and what it has held for how long."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.month import month_state
from payung.stages.remittance.queries.reach import reach

TOO_LONG_DAYS = 10
"""Held longer than this, money turns red and the auditor sees it."""


@dataclass(frozen=True, kw_only=True)
class ToRemit:
    """`amount_idr` is what the next slip of this office and month should say."""

    agency_id: int
    month: Month
    amount_idr: int
    cut_idr: int
    waiting_idr: int
    is_reported: bool


@dataclass(frozen=True, kw_only=True)
class Held:
    """Money cut from pay and still with the treasurer. `since`: the oldest rupiah of it."""

    agency_id: int
    agency: str
    month: Month
    amount_idr: int
    since: date
    days: int

    @property
    def is_too_long(self) -> bool:
        return self.days > TOO_LONG_DAYS


def to_remit(*, viewer: Viewer, agency_id: int, month: Month) -> ToRemit | None:
    """Return what is to be paid on; None where the viewer cannot see the office."""
    state = month_state(viewer=viewer, agency_id=agency_id, month=month)
    if state is None:
        return None
    held_idr = state.balances.held_idr
    return ToRemit(
        agency_id=agency_id,
        month=month,
        amount_idr=max(held_idr - state.waiting_idr, 0),
        cut_idr=state.balances.cut_idr,
        waiting_idr=state.waiting_idr,
        is_reported=state.result_seq > 0,
    )


def held(*, viewer: Viewer, on: date) -> list[Held]:
    """
    Return the held money of every office the viewer sees, oldest first.

    What was paid on or given back is taken from the oldest cut first. A withdrawn slip is as if it
    had never been: whoever records and withdraws one makes no money younger.
    """
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_HELD.format(reach=places), {**values, "on": on})
        return [
            Held(
                agency_id=agency_id,
                agency=name,
                month=Month.of(month),
                amount_idr=int(amount_idr),
                since=since,
                days=max((on - since).days, 0),
            )
            for agency_id, name, month, amount_idr, since in cursor.fetchall()
        ]


_HELD = """
WITH moved AS (
    SELECT t.agency_id, t.month, (e.at AT TIME ZONE 'Asia/Jakarta')::date AS day,
           sum(t.amount_idr) FILTER (WHERE t.debit = 'HELD') AS came,
           sum(t.amount_idr) FILTER (WHERE t.credit = 'HELD') AS went
    FROM ledger_book b
    JOIN registry_agency a ON a.id = b.agency_id
    JOIN ledger_transfer t ON t.agency_id = b.agency_id AND t.month = b.month
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE b.state = 'open' AND (t.debit = 'HELD' OR t.credit = 'HELD') AND {reach}
      AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = t.slip_id)
      AND e.cause <> 'remittance.unlisted_refund'
    GROUP BY t.agency_id, t.month, day
),
added AS (
    SELECT agency_id, month, day, coalesce(came, 0) AS came,
           sum(coalesce(came, 0)) OVER (PARTITION BY agency_id, month ORDER BY day) AS came_so_far,
           sum(coalesce(came, 0)) OVER (PARTITION BY agency_id, month) AS came_in_all,
           sum(coalesce(went, 0)) OVER (PARTITION BY agency_id, month) AS went_in_all
    FROM moved
)
SELECT d.agency_id, a.name, d.month, d.came_in_all - d.went_in_all AS amount_idr,
       min(d.day) AS since
FROM added d JOIN registry_agency a ON a.id = d.agency_id
WHERE d.came_in_all > d.went_in_all AND d.came > 0 AND d.came_so_far > d.went_in_all
GROUP BY d.agency_id, a.name, d.month, d.came_in_all, d.went_in_all
ORDER BY since, a.name, d.month
"""
