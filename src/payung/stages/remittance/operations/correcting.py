"""A paid month taken back, or paid again, by two people who saw whose months change."""

from datetime import datetime

from payung.foundation.approvals.operations import (
    SeenOtherwise,
    approve,
    ask,
    open_request,
)
from payung.foundation.audit.operation import operation
from payung.kernel.dates import render_month
from payung.kernel.people import Actor, Viewer
from payung.stages.remittance.operations.corrections import pay_again, unpay
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books
from payung.stages.remittance.problems import MonthClosed, NothingToPay, NotPaid, ReasonMissing
from payung.stages.remittance.queries.paid_months import Correction, PaidRow, paid_row

PAID = "remittance_paidmonth"


@operation
def ask_correction(
    *, paid_month_id: int, kind: Correction, reason: str, by: Actor, at: datetime
) -> int:
    """
    Ask another person to take a paid month back, or to pay one again; returns the request's id.

    :raises NotPaid, NothingToPay: the month is not as the request takes it to be.
    """
    if not reason.strip():
        raise ReasonMissing
    row = _held(paid_month_id, kind, by=by)
    return ask(
        kind=kind,
        target_type=PAID,
        target_id=paid_month_id,
        reason=reason.strip()[:200],
        seen_digest=row.digest,
        by=by,
        at=at,
    )


@operation
def correct(
    *, approval_id: int, kind: Correction, seen_digest: str, by: Actor, at: datetime
) -> None:
    """
    Approve it by what was seen, and do it.

    :raises SamePerson, SeenOtherwise, NotAsked: see `approvals.operations.approve`.
    :raises NothingToPay: meanwhile the money for it was given to another worker.
    """
    asked = open_request(approval_id, kind=kind)
    row = _held(asked.target_id, kind, by=by)
    open_request(approval_id, kind=kind)  # whoever waited hears who was faster
    if row.digest != asked.seen_digest:
        raise SeenOtherwise(approval_id)
    approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    if kind is Correction.UNPAY:
        unpay(paid_month_id=row.paid_month_id, reason=asked.reason, by=by, at=at)
    else:
        pay_again(worker_id=row.worker_id, month=row.month, reason=asked.reason, by=by, at=at)


def _held(paid_month_id: int, kind: Correction, *, by: Actor) -> PaidRow:
    """Hold the book of the month, and return how the month stands then."""
    row = paid_row(viewer=Viewer.system(), paid_month_id=paid_month_id)
    if row is None:
        raise NotPaid(month="Bulan ini")
    refuse_others_offices({row.agency_id}, by=by)
    for _, _, _, state, _ in hold_books([(row.agency_id, row.month)]):
        if state != "open":
            raise MonthClosed(month=render_month(row.month))
    now = paid_row(viewer=Viewer.system(), paid_month_id=paid_month_id)
    if now is None or now.correction is not kind:
        refusal = NotPaid if kind is Correction.UNPAY else NothingToPay
        raise refusal(month=render_month(row.month))
    return now
