"""Giving back what was cut from somebody who is on no list: one asks, another approves."""

from datetime import datetime

from payung.foundation.approvals.operations import (
    SeenOtherwise,
    approve,
    ask,
    open_request,
)
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Account
from payung.foundation.ledger.posting import Cause, adjust, begin_entry, open_books
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_month
from payung.kernel.people import Actor, Viewer
from payung.stages.remittance.models import UnlistedRefund
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books
from payung.stages.remittance.problems import MonthClosed, NothingUnlisted, ReasonMissing
from payung.stages.remittance.queries.unlisted import Unlisted, unlisted_row

KIND, ROW, CAUSE = "refund.unlisted", "reconciliation_parkedrow", "remittance.unlisted_refund"


@operation
def ask_unlisted_refund(*, parked_row_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Ask another person to give back what payroll cut without a consent; returns the request's id.

    :raises NothingUnlisted: it went back before, or a correction took the row away.
    """
    if not reason.strip():
        raise ReasonMissing
    found = _held(parked_row_id, by=by, at=at)
    return ask(
        kind=KIND,
        target_type=ROW,
        target_id=parked_row_id,
        reason=reason.strip()[:200],
        seen_digest=found.digest,
        by=by,
        at=at,
    )


@operation
def refund_unlisted(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> int:
    """
    Approve it by the figures that were seen; returns the refund's id.

    The books show it come in unexplained and leave again, in one entry: it never was a cut.

    :raises SamePerson, SeenOtherwise, NotAsked: see `approvals.operations.approve`.
    """
    asked = open_request(approval_id, kind=KIND)
    found = _held(asked.target_id, by=by, at=at)
    open_request(approval_id, kind=KIND)  # whoever waited hears who was faster
    if found.digest != asked.seen_digest:
        raise SeenOtherwise(approval_id)
    approver = approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    given = UnlistedRefund.objects.create(
        parked_row_id=asked.target_id,
        agency_id=found.agency_id,
        month=found.month.first_day,
        amount_idr=found.amount_idr,
        reason=asked.reason[:200],
        asked_by_id=asked.asked_by_id,
        approved_by_id=approver,
        at=at,
    )
    _post(given, found, by=by, at=at)
    record("refund.unlisted_given", target=given, by=by, at=at, total_idr=given.amount_idr)
    return int(given.pk)


def _post(given: UnlistedRefund, found: Unlisted, *, by: Actor, at: datetime) -> None:
    cause = Cause(
        ref=f"unlisted:{given.parked_row_id}", cause=CAUSE, cause_id=given.pk, reason=given.reason
    )
    entry = begin_entry(cause, by=by, at=at, content=given.amount_idr)
    for debit, credit in ((Account.HELD, Account.SUSPENSE), (Account.SUSPENSE, Account.HELD)):
        adjust(
            entry,
            debit=debit,
            credit=credit,
            agency_id=found.agency_id,
            month=found.month,
            amount_idr=found.amount_idr,
        )


def _held(parked_row_id: int, *, by: Actor, at: datetime) -> Unlisted:
    """Hold the book of the row's month, and return what is open then; the reach was asked."""
    found = _open(parked_row_id, at)
    refuse_others_offices({found.agency_id}, by=by)
    open_books([found.agency_id], found.month)
    for _, _, _, state, _ in hold_books([(found.agency_id, found.month)]):
        if state != "open":
            raise MonthClosed(month=render_month(found.month))
    return _open(parked_row_id, at)


def _open(parked_row_id: int, at: datetime) -> Unlisted:
    found = unlisted_row(viewer=Viewer.system(), on=today_in_wib(at), parked_row_id=parked_row_id)
    if found is None:
        raise NothingUnlisted
    return found
