"""The treasurer records what was paid on to the branch."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import MOST_IDR
from payung.foundation.ledger.posting import open_books
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.models import Receipt, Slip, SlipLine
from payung.stages.remittance.operations.matching import match
from payung.stages.remittance.operations.names import refuse_bad_names
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.refusing import known_words, not_held_words
from payung.stages.remittance.operations.settling import Place, hold_books, settle_places
from payung.stages.remittance.problems import (
    AmountOutOfRange,
    DayAhead,
    MonthClosed,
    PartTwice,
    SlipEmpty,
)
from payung.stages.remittance.sums import (
    Part,
    bank_spelling,
    number_spelling,
    ordered,
    total_idr,
)


@operation
def record_slip(
    *,
    regency_id: int,
    bank: str,
    number: str,
    paid_on: date,
    parts: Sequence[Part],
    by: Actor,
    at: datetime,
) -> int:
    """
    Record a transfer to BPJS: one bank number, its parts by office and month.

    A slip recorded before the payroll result waits and is posted when the cut arrives (P28). A
    receipt that came first is matched now (P29). Recorded again with the same content, nothing
    happens and the same id comes back; unless it was withdrawn, which makes it a slip of its own.

    :raises SlipKnown: bank and number were recorded before with other content.
    :raises AmountNotHeld: a part is not what its office holds for the month, and says no reason.
    :raises SameRecorder: the receipt that waits for this slip was recorded by the same person.
    """
    bank, number = bank_spelling(bank), number_spelling(number)
    parts = ordered(parts)
    _refuse_bad_shape(bank, number, paid_on, parts, at)
    refuse_others_offices({part.agency_id for part in parts}, by=by, regency_id=regency_id)
    hold_name(bank, number)
    if known := Slip.objects.standing().filter(bank=bank, number=number).first():
        _refuse_other_content(known, paid_on, parts, by)
        record("slip.repeated", target=known, by=by, at=at, total_idr=known.amount_idr)
        return int(known.pk)
    places = {(part.agency_id, part.month) for part in parts}
    _hold_open_books(places)
    _refuse_unexplained(parts)
    slip = _keep(regency_id, bank, number, paid_on, parts, by=by, at=at)
    if receipt := Receipt.objects.filter(bank=bank, slip_number=number).first():
        match(slip, receipt, by=by, at=at)
    settled = settle_places(places, by=by, at=at)
    counts: dict[str, Any] = {"row_count": len(parts), "total_idr": slip.amount_idr}
    record("slip.recorded", target=slip, by=by, at=at, posted=settled.remitted_idr, **counts)
    return int(slip.pk)


def _refuse_bad_shape(
    bank: str, number: str, paid_on: date, parts: Sequence[Part], at: datetime
) -> None:
    refuse_bad_names(bank, number)
    if not parts:
        raise SlipEmpty
    if paid_on > today_in_wib(at):
        raise DayAhead(day=render_date(paid_on))
    seen: set[tuple[int, Month]] = set()
    for part in parts:
        if not 0 < part.amount_idr <= MOST_IDR:
            raise AmountOutOfRange(
                amount=render_rupiah(part.amount_idr), most=render_rupiah(MOST_IDR)
            )
        if (part.agency_id, part.month) in seen:
            raise PartTwice(month=render_month(part.month))
        seen.add((part.agency_id, part.month))


def hold_name(bank: str, number: str) -> None:
    """Hold a slip's name, recorded or not, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"slip:{bank}:{number}"]
        )


def _refuse_other_content(known: Slip, paid_on: date, parts: Sequence[Part], by: Actor) -> None:
    lines = SlipLine.objects.filter(slip=known).order_by("month", "agency_id")
    kept = [(line.agency_id, line.month, line.amount_idr) for line in lines]
    told = [(part.agency_id, part.month.first_day, part.amount_idr) for part in parts]
    if kept != told or known.paid_on != paid_on:
        raise known_words(by.viewer, known)


def _hold_open_books(places: set[Place]) -> None:
    """Open missing books and hold all of them. :raises MonthClosed: one of them is closed."""
    for month in sorted({month for _, month in places}):
        open_books([agency_id for agency_id, on in places if on == month], month)
    for _, _, first_day, state, _ in hold_books(places):
        if state != "open":
            raise MonthClosed(month=render_month(Month.of(first_day)))


def _refuse_unexplained(parts: Sequence[Part]) -> None:
    values: dict[str, Any] = {
        "agencies": [part.agency_id for part in parts],
        "months": [part.month.first_day for part in parts],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TO_REMIT, values)
        to_remit = {(agency, Month.of(month)): int(idr) for agency, month, idr in cursor.fetchall()}
    for part in parts:
        held_idr = to_remit.get((part.agency_id, part.month))
        if held_idr not in (None, part.amount_idr) and not part.reason.strip():
            raise not_held_words(part, held_idr or 0)


def _keep(
    regency_id: int,
    bank: str,
    number: str,
    paid_on: date,
    parts: Sequence[Part],
    *,
    by: Actor,
    at: datetime,
) -> Slip:
    slip = Slip.objects.create(
        regency_id=regency_id,
        bank=bank,
        number=number,
        attempt=Slip.objects.filter(bank=bank, number=number).count(),
        amount_idr=total_idr(parts),
        paid_on=paid_on,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    SlipLine.objects.bulk_create(
        SlipLine(
            slip=slip,
            agency_id=part.agency_id,
            month=part.month.first_day,
            amount_idr=part.amount_idr,
            reason=part.reason.strip()[:200],
        )
        for part in parts
    )
    return slip


# Known only once payroll has answered; before that a slip may say anything, and waits.
_TO_REMIT = """
SELECT p.agency_id, p.month, ledger_balance(p.agency_id, p.month, 'HELD') - coalesce((
    SELECT sum(l.amount_idr) FROM remittance_slipline l
    WHERE l.agency_id = p.agency_id AND l.month = p.month AND NOT EXISTS (
        SELECT 1 FROM ledger_transfer t WHERE t.slip_id = l.slip_id AND t.kind = 'REMIT'
          AND t.agency_id = l.agency_id AND t.month = l.month)
      AND NOT EXISTS (SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = l.slip_id)), 0)
FROM unnest(%(agencies)s::bigint[], %(months)s::date[]) AS p (agency_id, month)
WHERE EXISTS (SELECT 1 FROM reconciliation_result r JOIN deductions_deductionlist d
    ON d.id = r.list_id WHERE d.agency_id = p.agency_id AND d.month = p.month)
"""
