"""The branch confirms money received; only now is a month paid."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Actor
from payung.kernel.rupiah import MOST, render_rupiah
from payung.stages.remittance.models import Receipt, Slip
from payung.stages.remittance.operations.matching import match, places_of
from payung.stages.remittance.operations.names import refuse_bad_names
from payung.stages.remittance.operations.settling import Settled, hold_books, settle_places
from payung.stages.remittance.operations.slips import hold_name
from payung.stages.remittance.problems import (
    AmountOutOfRange,
    DayAhead,
    ReceiptKnown,
)
from payung.stages.remittance.sums import bank_spelling, number_spelling


@operation
def record_receipt(
    *,
    number: str,
    bank: str,
    slip_number: str,
    amount_idr: int,
    received_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    Record the branch's receipt for a slip, named by the slip's bank and number.

    Its money is allocated worker by worker at once. A receipt whose slip is not recorded yet
    waits (P29). Recorded again with the same content, nothing happens.

    :raises SameRecorder: the slip was recorded by the same person (M14).
    :raises ReceiptKnown: this number, or this slip's receipt, was recorded with other content.
    """
    wanted = Receipt(
        regency_id=by.regency_id,
        number=number_spelling(number),
        bank=bank_spelling(bank),
        slip_number=number_spelling(slip_number),
        amount_idr=amount_idr,
        received_on=received_on,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    _refuse_bad_shape(wanted, at)
    hold_name(wanted.bank, wanted.slip_number)
    if known := _known(wanted):
        record("receipt.repeated", target=known, by=by, at=at, total_idr=amount_idr)
        return int(known.pk)
    wanted.save(force_insert=True)
    settled = _allocate(wanted, by=by, at=at)
    paid: dict[str, Any] = {"row_count": settled.allocated, "allocated_idr": settled.allocated_idr}
    record("receipt.recorded", target=wanted, by=by, at=at, total_idr=amount_idr, **paid)
    return int(wanted.pk)


def _allocate(receipt: Receipt, *, by: Actor, at: datetime) -> Settled:
    slip = Slip.objects.standing().filter(bank=receipt.bank, number=receipt.slip_number).first()
    if slip is None:
        return Settled()
    places = places_of(slip)
    hold_books(places)
    match(slip, receipt, by=by, at=at)
    return settle_places(places, by=by, at=at)


def _refuse_bad_shape(wanted: Receipt, at: datetime) -> None:
    refuse_bad_names(wanted.bank, wanted.number, wanted.slip_number)
    if not 0 < wanted.amount_idr <= MOST:
        raise AmountOutOfRange(amount=render_rupiah(wanted.amount_idr), most=render_rupiah(MOST))
    if wanted.received_on > today_in_wib(at):
        raise DayAhead(day=render_date(wanted.received_on))


def _known(wanted: Receipt) -> Receipt | None:
    """Return the same receipt recorded before. :raises ReceiptKnown: with other content."""
    same_name = Q(number=wanted.number) | Q(bank=wanted.bank, slip_number=wanted.slip_number)
    fields = ("number", "bank", "slip_number", "amount_idr", "received_on")
    known = Receipt.objects.filter(same_name).first()
    if known and any(getattr(known, name) != getattr(wanted, name) for name in fields):
        raise ReceiptKnown(
            number=known.number,
            amount=render_rupiah(known.amount_idr),
            day=render_date(known.received_on),
        )
    return known
