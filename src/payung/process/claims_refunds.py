"""Money that was cut for months after a death: asked back, and let be where the worker lives."""

from datetime import datetime
from typing import Final

from payung.foundation.approvals.operations import refuse, take_back
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.stages.claims.queries import MonthAfter, months_after
from payung.stages.remittance.operations import ask_refund
from payung.stages.remittance.operations.correcting import ask_correction
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries.paid_months import Correction

WHY: Final = "claims.refund_reason"


@operation
def ask_refunds(*, claim_id: int, by: Actor, at: datetime) -> int:
    """
    Ask a second person to give back what was cut for months after the death; return how many.

    What the office still holds is asked back; a month that was paid on is asked to be taken back
    first. What cannot be asked for now (a closed month, a slip on its way) stays in the list of
    held money, where a death comes first (C5). Scheduled work asks for nothing.
    """
    found = months_after(viewer=by.viewer, claim_id=claim_id)
    asked = 0 if by.person_id is None else sum(_ask(row, by, at) for row in found if row.is_open)
    record("claim.refunds_asked", by=by, at=at, row_count=asked, claim=claim_id)
    return asked


@operation
def drop_refunds(*, claim_id: int, by: Actor, at: datetime) -> int:
    """Let the requests for months after a death be, because nobody died; return how many."""
    waiting = [row for row in months_after(viewer=by.viewer, claim_id=claim_id) if row.approval_id]
    for row in waiting:
        assert row.approval_id is not None
        if row.asked_by_id == by.person_id:
            take_back(approval_id=row.approval_id, by=by, at=at)
        else:
            why = say("claims.refund_dropped")
            refuse(approval_id=row.approval_id, reason=why, by=by, at=at)
    record("claim.refunds_dropped", by=by, at=at, row_count=len(waiting), claim=claim_id)
    return len(waiting)


def _ask(row: MonthAfter, by: Actor, at: datetime) -> bool:
    try:
        if row.standing == "held":
            ask_refund(
                agency_id=row.agency_id,
                month=row.month,
                sponsor_id=row.sponsor_id,
                worker_id=row.worker_id,
                amount_idr=row.most_idr,
                reason=say(WHY),
                by=by,
                at=at,
            )
        elif row.standing == "paid" and row.paid_month_id is not None:
            ask_correction(
                paid_month_id=row.paid_month_id,
                kind=Correction.UNPAY,
                reason=say(WHY),
                by=by,
                at=at,
            )
        else:
            return False
    except MoneyRefused:
        return False
    return True
