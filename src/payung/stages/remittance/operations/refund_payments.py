"""The last step of a refund: the treasurer handed the money over, and keeps the proof."""

from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.remittance.models import Refund, RefundPayment
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books
from payung.stages.remittance.problems import (
    DayAhead,
    NoRefund,
    PaidBeforeApproved,
    ReasonMissing,
)
from payung.stages.remittance.sums import Way

LONGEST_PROOF = 60


@operation
def record_refund_payment(
    *, refund_id: int, way: Way, proof: str, paid_on: date, by: Actor, at: datetime
) -> None:
    """
    Say that an approved refund reached the civil servant.

    :param proof: the number of the bank's slip or of the signed receipt.
    :raises NoRefund: unknown, or said before.
    :raises PaidBeforeApproved, DayAhead: the day cannot be.
    """
    number = shown(proof)[:LONGEST_PROOF]
    if not number:
        raise ReasonMissing
    given = Refund.objects.filter(pk=refund_id).first()
    if given is None:
        raise NoRefund
    refuse_others_offices({given.agency_id}, by=by)
    # Whoever says the same at the same time waits here; a closed month may be told of, too.
    hold_books([(given.agency_id, Month.of(given.month))])
    if RefundPayment.objects.filter(refund=given).exists():
        raise NoRefund
    agreed_on = today_in_wib(given.at)
    if paid_on > today_in_wib(at):
        raise DayAhead(day=render_date(paid_on))
    if paid_on < agreed_on:
        raise PaidBeforeApproved(day=render_date(paid_on), agreed=render_date(agreed_on))
    paid = RefundPayment.objects.create(
        refund=given,
        way=way,
        proof=number,
        paid_on=paid_on,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    record("refund.paid", target=paid, by=by, at=at, total_idr=given.amount_idr, way=str(way))
