"""Held money given back to the civil servant it was cut from: one asks, another approves."""

from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.approvals.models import Approval, ApprovalState
from payung.foundation.approvals.operations import approve, ask, open_request, person_of
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.posting import Cause, begin_entry, post
from payung.kernel.canonical import digest
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.models import Refund, RefundRequest
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books
from payung.stages.remittance.problems import (
    MonthClosed,
    MoreThanHeld,
    ReasonMissing,
    RefundedBefore,
    RefundWaits,
)

REFUND, REQUEST = "refund", "remittance_refundrequest"


@operation
def ask_refund(
    *,
    agency_id: int,
    month: Month,
    sponsor_id: int,
    worker_id: int,
    amount_idr: int,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Ask another person to give held money back; returns the request's id.

    :raises MoreThanHeld: more than is held for this person and month, or it was paid on (M13).
    :raises RefundWaits, RefundedBefore: the same was asked for, or money of it went back, before.
    """
    _refuse_without_reason(reason)
    refuse_others_offices({agency_id}, by=by)
    _hold_open(agency_id, month)
    wanted = RefundRequest(
        agency_id=agency_id,
        month=month.first_day,
        sponsor_id=sponsor_id,
        worker_id=worker_id,
        amount_idr=amount_idr,
        reason=reason.strip()[:200],
        asked_by_id=person_of(by),
        asked_at=at,
    )
    _refuse_more_than_held(wanted)
    _refuse_twice(wanted)
    wanted.save(force_insert=True)
    return _asked(wanted, by=by, at=at)


@operation
def refund(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> int:
    """
    Approve and post the refund that another person asked for; returns its id.

    :raises MoreThanHeld, RefundedBefore: meanwhile it was paid on, or another gave it back.
    :raises SamePerson, SeenOtherwise, NotAsked: see `approvals.operations.approve`.
    """
    asked = open_request(approval_id, kind=REFUND)
    wanted = RefundRequest.objects.get(pk=asked.target_id)
    month = Month.of(wanted.month)
    refuse_others_offices({wanted.agency_id}, by=by)
    _hold_open(wanted.agency_id, month)
    open_request(approval_id, kind=REFUND)  # whoever waited hears who was faster
    _refuse_more_than_held(wanted)
    _refuse_refunded(wanted)
    approver = approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    given = Refund.objects.create(
        request=wanted,
        agency_id=wanted.agency_id,
        month=wanted.month,
        sponsor_id=wanted.sponsor_id,
        worker_id=wanted.worker_id,
        amount_idr=wanted.amount_idr,
        reason=wanted.reason,
        asked_by_id=wanted.asked_by_id,
        approved_by_id=approver,
        at=at,
    )
    cause = Cause(ref=f"refund:{wanted.pk}", cause="remittance.refund", cause_id=given.pk)
    post(
        begin_entry(cause, by=by, at=at, content=wanted.amount_idr),
        Kind.REFUND,
        agency_id=wanted.agency_id,
        month=month,
        amount_idr=wanted.amount_idr,
        sponsor_id=wanted.sponsor_id,
        worker_id=wanted.worker_id,
    )
    record("refund.given", target=given, by=by, at=at, total_idr=given.amount_idr)
    return int(given.pk)


def _asked(wanted: RefundRequest, *, by: Actor, at: datetime) -> int:
    return ask(
        kind=REFUND,
        target_type=REQUEST,
        target_id=wanted.pk,
        reason=wanted.reason,
        seen_digest=_seen(wanted),
        by=by,
        at=at,
    )


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _seen(wanted: RefundRequest) -> str:
    return digest(
        [
            wanted.agency_id,
            wanted.month.isoformat(),
            wanted.sponsor_id,
            wanted.worker_id,
            wanted.amount_idr,
            wanted.reason,
        ]
    )


def _hold_open(agency_id: int, month: Month) -> None:
    for _, _, _, state, _ in hold_books([(agency_id, month)]):
        if state != "open":
            raise MonthClosed(month=render_month(month))


def _refuse_twice(wanted: RefundRequest) -> None:
    """The book is held: of two who ask at once, the second finds the first one's request."""
    _refuse_refunded(wanted)
    same = RefundRequest.objects.filter(**_whose(wanted)).values("pk")
    if Approval.objects.filter(kind=REFUND, state=ApprovalState.ASKED, target_id__in=same).exists():
        raise RefundWaits(month=render_month(Month.of(wanted.month)))


def _refuse_refunded(wanted: RefundRequest) -> None:
    given = Refund.objects.filter(**_whose(wanted)).first()
    if given is not None:
        raise RefundedBefore(
            amount=render_rupiah(given.amount_idr),
            day=render_date(today_in_wib(given.at)),
            month=render_month(Month.of(wanted.month)),
        )


def _whose(wanted: RefundRequest) -> dict[str, Any]:
    return {
        "month": wanted.month,
        "sponsor_id": wanted.sponsor_id,
        "worker_id": wanted.worker_id,
    }


def _refuse_more_than_held(wanted: RefundRequest) -> None:
    values: dict[str, Any] = {
        "agency": wanted.agency_id,
        "month": wanted.month,
        "sponsor": wanted.sponsor_id,
        "worker": wanted.worker_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REFUNDABLE, values)
        held_idr = int(cursor.fetchone()[0])
    if not 0 < wanted.amount_idr <= held_idr:
        raise MoreThanHeld(
            amount=render_rupiah(wanted.amount_idr),
            held=render_rupiah(held_idr),
            month=render_month(Month.of(wanted.month)),
        )


# What was cut for this worker, less what is given back, paid or kept for later; and never more
# than the office still holds beyond the slips that wait.
_REFUNDABLE = """
SELECT greatest(least(
    (SELECT coalesce(sum(CASE
         WHEN t.credit IN ('ASN', 'RETURNED') THEN t.amount_idr
         WHEN t.debit IN ('ASN', 'RETURNED') OR t.kind IN ('ALLOCATE', 'PREPAY')
             THEN -t.amount_idr
         ELSE 0 END), 0)
     FROM ledger_transfer t
     WHERE t.agency_id = %(agency)s AND t.month = %(month)s
       AND t.sponsor_id = %(sponsor)s AND t.worker_id = %(worker)s),
    ledger_balance(%(agency)s, %(month)s, 'HELD') - (
        SELECT coalesce(sum(l.amount_idr), 0) FROM remittance_slipline l
        WHERE l.agency_id = %(agency)s AND l.month = %(month)s AND NOT EXISTS (
            SELECT 1 FROM ledger_transfer t WHERE t.slip_id = l.slip_id AND t.kind = 'REMIT'
              AND t.agency_id = l.agency_id AND t.month = l.month)
          AND NOT EXISTS (
              SELECT 1 FROM remittance_slipwithdrawal z WHERE z.slip_id = l.slip_id))
), 0)
"""
