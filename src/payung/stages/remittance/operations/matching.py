"""Slip and receipt meet, whichever came first."""

from datetime import datetime

from payung.foundation.audit.record import record
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.remittance.models import Difference, Match, Receipt, Slip, SlipLine
from payung.stages.remittance.operations.settling import Place
from payung.stages.remittance.problems import (
    NotYourMoney,
    ReceivedBeforePaid,
    SameRecorder,
)


def match(slip: Slip, receipt: Receipt, *, by: Actor, at: datetime) -> None:
    """
    Keep that `receipt` confirms `slip`; another amount leaves a difference that needs a reason.

    :raises SameRecorder: one person recorded both; the database refuses it as well.
    :raises NotYourMoney: the receipt is of a branch of another regency.
    :raises ReceivedBeforePaid: the days contradict each other.
    """
    if slip.recorded_by_id == receipt.recorded_by_id:
        raise SameRecorder
    if receipt.regency_id not in (None, slip.regency_id):
        raise NotYourMoney
    if receipt.received_on < slip.paid_on:
        raise ReceivedBeforePaid(
            received=render_date(receipt.received_on), paid=render_date(slip.paid_on)
        )
    met = Match.objects.create(slip=slip, receipt=receipt, matched_at=at)
    if slip.amount_idr != receipt.amount_idr:
        Difference.objects.create(
            match=met, slip_idr=slip.amount_idr, receipt_idr=receipt.amount_idr
        )
    record(
        "receipt.matched",
        target=met,
        by=by,
        at=at,
        total_idr=receipt.amount_idr,
        differs_idr=receipt.amount_idr - slip.amount_idr,
    )


def places_of(slip: Slip) -> set[Place]:
    """Return the offices and months that a slip pays for."""
    lines = SlipLine.objects.filter(slip=slip).values_list("agency_id", "month")
    return {(agency_id, Month.of(month)) for agency_id, month in lines}
