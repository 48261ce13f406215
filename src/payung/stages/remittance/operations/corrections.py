"""Putting right what was wrong, in the open: months taken back, paid again, explained."""

from datetime import datetime

from django.db.models import Max

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.posting import Cause, begin_entry, post_set, reverse_set
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.remittance.models import (
    Difference,
    DifferenceReason,
    PaidMonth,
    Unpaid,
)
from payung.stages.remittance.operations.giving_back import hold_again
from payung.stages.remittance.operations.matching import places_of
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books, settle_places
from payung.stages.remittance.problems import (
    MonthClosed,
    NoDifference,
    NothingToPay,
    NotPaid,
    ReasonMissing,
)


@operation
def unpay(*, paid_month_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Take a paid month back: it was not this worker's money, or the money never came.

    The paid month stays visible with its reason (C3). The money lies unallocated again, and is
    not given to this worker by itself; `pay_again` does that.

    :raises NotPaid: unknown, or taken back before.
    :raises MonthClosed: two people must reopen the month first.
    """
    if not reason.strip():
        raise ReasonMissing
    paid = PaidMonth.objects.filter(pk=paid_month_id).first()
    if paid is None:
        raise NotPaid(month="Bulan ini")
    month = Month.of(paid.month)
    refuse_others_offices({paid.agency_id}, by=by)
    _hold_open({(paid.agency_id, month)})
    if Unpaid.objects.filter(paid_month=paid).exists():
        raise NotPaid(month=render_month(month))
    taken = Unpaid.objects.create(paid_month=paid, reason=reason.strip()[:200], at=at)
    cause = Cause(
        ref=f"unpay:{paid.pk}", cause="remittance.unpaid", cause_id=taken.pk, reason=taken.reason
    )
    posted = reverse_set(
        begin_entry(cause, by=by, at=at),
        _STANDING_COVER,
        {"worker": paid.worker_id, "month": paid.month},
    )
    record(
        "paid_month.taken_back",
        target=paid,
        by=by,
        at=at,
        reason=reason,
        total_idr=posted.total_idr,
        month=str(month),
    )


@operation
def pay_again(*, worker_id: int, month: Month, reason: str, by: Actor, at: datetime) -> int:
    """
    Pay a month that was taken back, from the office's unallocated money; returns the paid month.

    :raises NothingToPay: it is paid, was not cut, or the money is not there.
    """
    if not reason.strip():
        raise ReasonMissing
    before = PaidMonth.objects.filter(worker_id=worker_id, month=month.first_day)
    last = before.order_by("-attempt").first()
    if last is None:
        raise NothingToPay(month=render_month(month))
    refuse_others_offices({last.agency_id}, by=by)
    _hold_open({(last.agency_id, month)})
    attempt = 1 + int(before.aggregate(Max("attempt"))["attempt__max"])
    values = {"line": last.line_id, "agency": last.agency_id, "attempt": attempt}
    cause = Cause(
        ref=f"pay_again:{last.line_id}:{attempt}",
        cause="remittance.pay_again",
        cause_id=last.pk,
        reason=reason.strip(),
    )
    entry = begin_entry(cause, by=by, at=at)
    posted = post_set(entry, Kind.ALLOCATE, _AGAIN.format(amount="amount_idr"), values)
    drawn = post_set(entry, Kind.DRAW, _AGAIN.format(amount="credit_idr"), values)
    if posted.total_idr + drawn.total_idr != last.amount_idr:
        raise NothingToPay(month=render_month(month))
    paid = PaidMonth.objects.create(
        worker_id=worker_id,
        month=month.first_day,
        attempt=attempt,
        agency_id=last.agency_id,
        line_id=last.line_id,
        match_id=last.match_id,
        amount_idr=last.amount_idr,
        received_on=last.received_on,
    )
    record("paid_month.paid_again", target=paid, by=by, at=at, reason=reason, month=str(month))
    return int(paid.pk)


@operation
def explain_difference(
    *, difference_id: int, words: str, given_back: bool, by: Actor, at: datetime
) -> None:
    """
    Say why slip and receipt differ (M14).

    :param given_back: the bank returned what the branch did not get; it is held again, and can be
        paid on by another slip.
    :raises NoDifference: unknown, or explained before.
    """
    if not words.strip():
        raise ReasonMissing
    found = Difference.objects.select_related("match__slip").filter(pk=difference_id).first()
    if found is None:
        raise NoDifference
    slip = found.match.slip
    places = places_of(slip)
    refuse_others_offices({agency_id for agency_id, _ in places}, by=by)
    _hold_open(places)
    if DifferenceReason.objects.filter(difference=found).exists():
        raise NoDifference
    told = DifferenceReason.objects.create(
        difference=found,
        words=words.strip()[:200],
        given_back=given_back,
        given_by_id=by.person_id,
        given_at=at,
    )
    if given_back:
        hold_again(slip.pk, told, by=by, at=at)
        settle_places(places, by=by, at=at)  # a slip may have waited for this money
    record("difference.explained", target=found, by=by, at=at, reason=words, given_back=given_back)


def _hold_open(places: set[tuple[int, Month]]) -> None:
    for _, _, first_day, state, _ in hold_books(places):
        if state != "open":
            raise MonthClosed(month=render_month(Month.of(first_day)))


_STANDING_COVER = """
SELECT t.id FROM ledger_transfer t
WHERE t.debit = 'COVER' AND t.worker_id = %(worker)s AND t.month = %(month)s
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer r WHERE r.reverses_id = t.id)
"""

# Nothing where the money for it is missing, the line was given back, or the month is paid.
_AGAIN = """
SELECT d.agency_id, l.month, l.{amount} AS amount_idr, l.sponsor_id, l.worker_id,
       NULL::bigint AS slip_id, %(attempt)s::smallint AS attempt
FROM deductions_deductionline l JOIN deductions_deductionlist d ON d.id = l.list_id
WHERE l.id = %(line)s AND d.agency_id = %(agency)s AND l.{amount} > 0
  AND NOT EXISTS (SELECT 1 FROM remittance_paidmonth p
      WHERE p.worker_id = l.worker_id AND p.month = l.month
        AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id))
  AND CASE WHEN '{amount}' = 'amount_idr'
      THEN ledger_balance(d.agency_id, l.month, 'BPJS') >= l.amount_idr
      ELSE l.credit_idr <= (
          SELECT coalesce(sum(CASE WHEN t.debit = 'PREPAID' THEN t.amount_idr
                                   ELSE -t.amount_idr END), 0)
          FROM ledger_transfer t WHERE t.agency_id = d.agency_id AND t.worker_id = l.worker_id
            AND (t.debit = 'PREPAID' OR t.credit = 'PREPAID'))
      END
"""
