"""Reads what decides about one worker: two queries by index, however many months are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.cover.sums import History, Payment, Spell


class WorkerUnknown(LookupError):
    """There is no such worker, or none that this viewer may see. Does not say which."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a month's deduction line, payroll and ledger say about one worker."""

    amount_idr: int
    sector: str
    funds: str
    income_idr: int
    programmes: str
    is_reported: bool
    outcome: str
    reason: str
    is_cut: bool
    is_paid_on: bool


def history_of(*, viewer: Viewer, worker_id: int) -> History:
    """
    Return the worker's spells and paid months.

    :raises WorkerUnknown: outside the viewer's reach, or not there.
    """
    values = _reach(viewer, worker_id)
    with connection.cursor() as cursor:
        cursor.execute(_PERSON.format(reach=_REACH[_width(viewer)]), values)
        rows = cursor.fetchall()
        if not rows:
            raise WorkerUnknown
        cursor.execute(PAID_MONTHS, [worker_id])
        paid = cursor.fetchall()
    return History(
        spells=tuple(_spells(rows)),
        payments={
            Month.of(month): Payment(
                month=Month.of(month), received_on=on, receipt=number or "", amount_idr=idr
            )
            for month, on, number, idr in paid
        },
        born_on=rows[0][0],
        died_on=rows[0][1],
    )


def line_of(*, worker_id: int, month: Month) -> Line | None:
    """Return the worker's line of `month` with what payroll and ledger made of it."""
    with connection.cursor() as cursor:
        cursor.execute(_LINE, {"worker": worker_id, "month": month.first_day})
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
    return None if row is None else Line(**dict(zip(names, row, strict=True)))


def tariffs_of(*, worker_id: int, months: Sequence[Month]) -> dict[Month, tuple[Any, ...]]:
    """Return sector, funds, income and programmes of each listed month."""
    days = [month.first_day for month in months]
    with connection.cursor() as cursor:
        cursor.execute(_TARIFFS, {"worker": worker_id, "months": days})
        return {Month.of(month): tuple(rest) for month, *rest in cursor.fetchall()}


def _spells(rows: Sequence[tuple[Any, ...]]) -> list[Spell]:
    return [
        Spell(
            starts_on=starts_on,
            first_month=Month.of(first_month),
            ends_on=ends_on,
            end_reason=end_reason,
            has_number=bool(card_number),
        )
        for _, _, starts_on, first_month, ends_on, end_reason, card_number in rows
        if starts_on is not None
    ]


def _width(viewer: Viewer) -> str:
    if viewer.role is Role.SPONSOR:
        return "own"
    return "regency" if viewer.sees_all_agencies else "agency"


def _reach(viewer: Viewer, worker_id: int) -> dict[str, int | date | None]:
    return {
        "worker": worker_id,
        "regency": viewer.regency_id,
        "agency": viewer.agency_id,
        "person": viewer.person_id,
    }


_REACH = {
    "regency": """(%(regency)s::bigint IS NULL OR w.regency_id = %(regency)s OR EXISTS (
        SELECT 1 FROM enrolment_sponsorship o
        WHERE o.worker_id = w.id AND o.regency_id = %(regency)s))""",
    "agency": """EXISTS (SELECT 1 FROM enrolment_sponsorship o
        WHERE o.worker_id = w.id AND o.agency_id = %(agency)s)""",
    "own": """EXISTS (SELECT 1 FROM enrolment_sponsorship o
        JOIN access_person p ON p.civil_servant_id = o.sponsor_id
        WHERE o.worker_id = w.id AND p.id = %(person)s)""",
}

_PERSON = """
SELECT w.born_on, w.died_on, s.starts_on, s.first_month, s.ends_on, s.end_reason, s.card_number
FROM registry_worker w LEFT JOIN membership_spell s ON s.worker_id = w.id
WHERE w.id = %(worker)s AND {reach}
ORDER BY s.starts_on
"""

PAID_MONTHS = """
SELECT p.month, p.received_on, r.number, p.amount_idr
FROM remittance_paidmonth p
LEFT JOIN remittance_match m ON m.id = p.match_id
LEFT JOIN remittance_receipt r ON r.id = m.receipt_id
WHERE p.worker_id = %s
  AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
ORDER BY p.month
"""

_LINE = """
SELECT l.amount_idr + l.credit_idr AS amount_idr, o.sector, o.funds, o.income_idr, o.programmes,
       r.id IS NOT NULL AS is_reported, coalesce(n.outcome, '') AS outcome,
       coalesce(nullif(g.code, ''), n.reason, '') AS reason,
       EXISTS (SELECT 1 FROM ledger_transfer t
           WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
             AND t.sponsor_id = l.sponsor_id
             AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id))
           AS is_cut,
       EXISTS (SELECT 1 FROM remittance_slipline s
           WHERE s.agency_id = d.agency_id AND s.month = d.month AND NOT EXISTS (
               SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = s.slip_id))
           AS is_paid_on
FROM deductions_deductionline l
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN membership_payer p ON p.id = l.payer_id
JOIN enrolment_sponsorship o ON o.id = p.sponsorship_id
LEFT JOIN LATERAL (
    SELECT id FROM reconciliation_result WHERE list_id = d.id ORDER BY seq DESC LIMIT 1
) r ON true
LEFT JOIN reconciliation_resultline n ON n.result_id = r.id AND n.line_id = l.id
LEFT JOIN LATERAL (
    SELECT code FROM reconciliation_reason WHERE result_line_id = n.id ORDER BY id DESC LIMIT 1
) g ON true
WHERE l.worker_id = %(worker)s AND l.month = %(month)s
"""

_TARIFFS = """
SELECT l.month, o.sector, o.funds, o.income_idr, o.programmes
FROM deductions_deductionline l
JOIN membership_payer p ON p.id = l.payer_id
JOIN enrolment_sponsorship o ON o.id = p.sponsorship_id
WHERE l.worker_id = %(worker)s AND l.month = ANY(%(months)s)
ORDER BY l.month
"""
