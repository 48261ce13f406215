"""Taking back a slip that was recorded wrongly, as long as the branch has not confirmed it."""

from datetime import datetime

from django.db import transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.posting import Cause, begin_entry, reverse_set
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.remittance.models import Match, Slip, SlipWithdrawal
from payung.stages.remittance.operations.matching import places_of
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books, settle_places
from payung.stages.remittance.operations.slips import hold_name
from payung.stages.remittance.problems import (
    MonthClosed,
    NotYourMoney,
    ReasonMissing,
    SlipConfirmed,
    SlipWithdrawn,
)


@operation
def withdraw_slip(*, slip_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Say that a slip was recorded wrongly: what it paid on is held again, its number is free.

    The slip stays visible with its reason. What is in transit comes back by reversals, each
    transfer once; slips that waited for money are posted if it is there now.

    :raises SlipConfirmed: the branch has its receipt; differences are explained there.
    :raises SlipWithdrawn: it was withdrawn before.
    :raises MonthClosed: two people must reopen the month first.
    """
    if not reason.strip():
        raise ReasonMissing
    slip = Slip.objects.filter(pk=slip_id).first()
    if slip is None:
        raise NotYourMoney
    places = places_of(slip)
    refuse_others_offices({agency_id for agency_id, _ in places}, by=by, regency_id=slip.regency_id)
    hold_name(slip.bank, slip.number)
    for _, _, first_day, state, _ in hold_books(places):
        if state != "open":
            raise MonthClosed(month=render_month(Month.of(first_day)))
    _refuse_ended(slip)
    gone = SlipWithdrawal.objects.create(
        slip=slip, reason=reason.strip()[:200], withdrawn_by_id=by.person_id, withdrawn_at=at
    )
    back_idr = _hold_again(slip, gone, by=by, at=at)
    settle_places(places, by=by, at=at)
    record(
        "slip.withdrawn",
        target=slip,
        by=by,
        at=at,
        reason=gone.reason,
        total_idr=slip.amount_idr,
        reversed=back_idr,
    )


def _refuse_ended(slip: Slip) -> None:
    met = Match.objects.select_related("receipt").filter(slip=slip).first()
    if met is not None:
        raise SlipConfirmed(day=render_date(met.receipt.received_on), receipt=met.receipt.number)
    gone = SlipWithdrawal.objects.filter(slip=slip).first()
    if gone is not None:
        raise SlipWithdrawn(day=render_date(today_in_wib(gone.withdrawn_at)))


def _hold_again(slip: Slip, gone: SlipWithdrawal, *, by: Actor, at: datetime) -> int:
    """Reverse what was posted; a slip that only waited has nothing to reverse, and no entry."""
    cause = Cause(
        ref=f"withdraw:{slip.pk}",
        cause="remittance.slip_withdrawn",
        cause_id=gone.pk,
        reason=gone.reason,
    )
    with transaction.atomic():
        posted = reverse_set(begin_entry(cause, by=by, at=at), _POSTED, {"slip": slip.pk})
        if not posted.rows:
            transaction.set_rollback(True)
    return posted.total_idr


_POSTED = """
SELECT t.id FROM ledger_transfer t WHERE t.slip_id = %(slip)s AND t.kind = 'REMIT'
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
"""
