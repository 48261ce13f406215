"""The months of offices with their four steps, and money that waits, with its age in days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from payung.foundation.audit.scope import beyond
from payung.foundation.rules import due_on, holidays
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope

TOO_LONG = timedelta(days=10)
"""Money held longer than this turns red, and the auditor sees it."""


class Step(StrEnum):
    """The treasurer's four tasks of a month, in order."""

    LIST = "list"
    RESULT = "result"
    REMIT = "remit"
    CLOSE = "close"


class Progress(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class MonthState:
    """One office's month: which step it stands at, and where its rupiah are."""

    month: Month
    lines: int
    billed_idr: int
    cut_idr: int
    held_idr: int
    transit_idr: int
    received_idr: int
    returned_idr: int
    suspense_idr: int
    differences: int
    """Listed people who were not cut as listed and still need a reason."""
    done: frozenset[Step]
    held_days: int
    due_on: date
    closed_on: date | None

    @property
    def steps(self) -> tuple[tuple[Step, Progress], ...]:
        """Return each step with its progress; the first one not done is now."""
        now = next((step for step in Step if step not in self.done), None)
        return tuple((step, self._progress(step, now)) for step in Step)

    @property
    def now(self) -> Step | None:
        """Return the step to do, None once the month is closed."""
        return next((step for step in Step if step not in self.done), None)

    @property
    def office_idr(self) -> int:
        """The office's own money in it, paid on beyond what was cut."""
        return max(-self.suspense_idr, 0)

    @property
    def is_whole(self) -> bool:
        """Deducted = received + in transit + held + returned + unexplained (M1)."""
        parts = (self.received_idr, self.transit_idr, self.held_idr, self.returned_idr)
        return self.cut_idr == sum(parts) + self.suspense_idr

    def _progress(self, step: Step, now: Step | None) -> Progress:
        if step in self.done:
            return Progress.DONE
        return Progress.NOW if step is now else Progress.LATER


@dataclass(frozen=True, kw_only=True)
class HeldMoney:
    """Money cut and not yet with the branch, of one office and month."""

    agency_id: int
    agency: str
    month: Month
    amount_idr: int
    days: int

    @property
    def is_too_long(self) -> bool:
        return self.days > TOO_LONG.days


_BOOKS = """books AS (
    SELECT t.agency_id, t.month,
        sum(CASE WHEN t.credit = 'ASN' THEN t.amount_idr WHEN t.debit = 'ASN' THEN -t.amount_idr
            ELSE 0 END) AS cut_idr,
        sum(CASE WHEN t.debit = 'HELD' THEN t.amount_idr WHEN t.credit = 'HELD' THEN -t.amount_idr
            ELSE 0 END) AS held_idr,
        sum(CASE WHEN t.debit = 'TRANSIT' THEN t.amount_idr
            WHEN t.credit = 'TRANSIT' THEN -t.amount_idr ELSE 0 END) AS transit_idr,
        sum(CASE WHEN t.debit = 'BPJS' AND t.credit = 'TRANSIT' THEN t.amount_idr
            WHEN t.credit = 'BPJS' AND t.debit = 'TRANSIT' THEN -t.amount_idr ELSE 0 END)
            AS received_idr,
        sum(CASE WHEN t.debit = 'RETURNED' THEN t.amount_idr
            WHEN t.credit = 'RETURNED' THEN -t.amount_idr ELSE 0 END) AS returned_idr,
        sum(CASE WHEN t.debit = 'SUSPENSE' THEN t.amount_idr
            WHEN t.credit = 'SUSPENSE' THEN -t.amount_idr ELSE 0 END) AS suspense_idr,
        min(e.at) FILTER (WHERE t.kind = 'CUT') AS cut_at
    FROM ledger_transfer t JOIN seen ON seen.id = t.agency_id
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE t.month > %(before)s AND t.month <= %(until)s GROUP BY t.agency_id, t.month)"""

_MONTHS = f"""WITH {SEEN}, {_BOOKS}
SELECT l.month, l.line_count AS lines, l.total_idr AS billed_idr,
    coalesce(b.cut_idr, 0)::bigint AS cut_idr, coalesce(b.held_idr, 0)::bigint AS held_idr,
    coalesce(b.transit_idr, 0)::bigint AS transit_idr,
    coalesce(b.received_idr, 0)::bigint AS received_idr,
    coalesce(b.returned_idr, 0)::bigint AS returned_idr,
    coalesce(b.suspense_idr, 0)::bigint AS suspense_idr,
    coalesce(gaps.open, 0) AS differences, result.id IS NOT NULL AS is_reported,
    (b.cut_at AT TIME ZONE 'Asia/Jakarta')::date AS cut_on,
    (closing.closed_at AT TIME ZONE 'Asia/Jakarta')::date AS closed_on
FROM deductions_deductionlist l JOIN seen ON seen.id = l.agency_id
LEFT JOIN books b ON b.agency_id = l.agency_id AND b.month = l.month
LEFT JOIN LATERAL (SELECT r.id FROM reconciliation_result r WHERE r.list_id = l.id
    ORDER BY r.seq DESC LIMIT 1) result ON true
LEFT JOIN LATERAL (SELECT count(*) AS open FROM reconciliation_resultline x
    JOIN deductions_deductionline y ON y.id = x.line_id
    WHERE x.result_id = result.id AND x.outcome NOT IN ('cut', 'not_cut')
      AND NOT EXISTS (SELECT 1 FROM reconciliation_reason g WHERE g.result_line_id = x.id)
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer t
          WHERE t.kind = 'CUT' AND t.worker_id = y.worker_id AND t.month = y.month
            AND t.sponsor_id = y.sponsor_id AND t.amount_idr = x.reported_idr
            AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id))
    ) gaps ON true
LEFT JOIN LATERAL (SELECT c.closed_at FROM remittance_close c
    WHERE c.agency_id = l.agency_id AND c.month = l.month
      AND NOT EXISTS (SELECT 1 FROM remittance_reopening o WHERE o.close_id = c.id)
    ORDER BY c.version DESC LIMIT 1) closing ON true
WHERE l.month > %(before)s AND l.month <= %(until)s
ORDER BY l.month DESC, l.agency_id"""


def months_of(*, viewer: Viewer, until: Month, on: date, count: int = 14) -> list[MonthState]:
    """Return the listed months of the viewer's own office, newest first."""
    values = {**scope(viewer), "before": (until - count).first_day, "until": until.first_day}
    with beyond("whoever moved away still counts in the sums of the office's months"):
        return [_state(row, on) for row in fetch(_MONTHS, values)]


def _state(row: dict[str, Any], on: date) -> MonthState:
    reported, cut_on = row.pop("is_reported"), row.pop("cut_on")
    month = Month.of(row.pop("month"))
    done = {Step.LIST}
    if reported and not row["differences"]:
        done.add(Step.RESULT)
        if row["held_idr"] == 0:
            done.add(Step.REMIT)
    return MonthState(
        **row,
        month=month,
        done=frozenset(Step if row["closed_on"] else done),
        held_days=(on - cut_on).days if row["held_idr"] and cut_on else 0,
        due_on=due_on(month, holidays().days),
    )


def held(*, viewer: Viewer, on: date) -> list[HeldMoney]:
    """Return all money that is cut and not yet paid on, oldest first; also of months to come."""
    statement = f"""WITH {SEEN}, {_BOOKS}
    SELECT seen.id AS agency_id, seen.name AS agency, b.month, b.held_idr::bigint AS amount_idr,
        (b.cut_at AT TIME ZONE 'Asia/Jakarta')::date AS cut_on
    FROM books b JOIN seen ON seen.id = b.agency_id WHERE b.held_idr > 0
    ORDER BY b.cut_at, b.month, seen.name"""
    values = {**scope(viewer), "before": date.min, "until": date.max}
    return [
        HeldMoney(
            agency_id=row["agency_id"],
            agency=row["agency"],
            month=Month.of(row["month"]),
            amount_idr=row["amount_idr"],
            days=(on - row["cut_on"]).days,
        )
        for row in fetch(statement, values)
    ]
