"""
A confirmed slip that pays on more than was cut: one asks, another takes it into the books.

Nothing else could end it: the branch has the money, so it cannot be withdrawn, and payroll may
never cut the rest. What is beyond the cut was the office's own money. See docs/adr/0021.
"""

from datetime import datetime

from payung.foundation.approvals.operations import (
    SeenOtherwise,
    approve,
    ask,
    open_request,
)
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Account, Kind
from payung.foundation.ledger.posting import Cause, adjust, begin_entry, post
from payung.kernel.people import Actor, Viewer
from payung.stages.remittance.models import DifferenceReason, SlipLine
from payung.stages.remittance.operations.giving_back import hold_again
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books, settle_places
from payung.stages.remittance.problems import NothingBeyondCut, ReasonMissing
from payung.stages.remittance.queries.beyond_cut import BeyondCut, beyond_cut_part

KIND, PART, CAUSE = "slip.beyond_cut", "remittance_slipline", "remittance.beyond_cut"


@operation
def ask_beyond_cut(*, slip_line_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Ask another person to take the slip as it is, and say where the rest came from.

    :returns: the request's id.
    :raises NothingBeyondCut: it can be withdrawn, payroll has not answered, or its money is there.
    """
    if not reason.strip():
        raise ReasonMissing
    _hold(slip_line_id, by=by)
    found = _open(slip_line_id)
    return ask(
        kind=KIND,
        target_type=PART,
        target_id=slip_line_id,
        reason=reason.strip()[:200],
        seen_digest=found.digest,
        by=by,
        at=at,
    )


@operation
def take_beyond_cut(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> int:
    """
    Approve it by the figures that were seen; returns the entry's part of the slip.

    The office's own money comes in from SUSPENSE and goes the way of the slip. It pays nobody who
    was not cut: it lies at the branch, and SUSPENSE owes it to the office, until both are settled.

    :raises SamePerson, SeenOtherwise, NotAsked: see `approvals.operations.approve`.
    """
    asked = open_request(approval_id, kind=KIND)
    _hold(asked.target_id, by=by)
    open_request(approval_id, kind=KIND)  # whoever waited hears who was faster
    found = _open(asked.target_id)
    if found.digest != asked.seen_digest:
        raise SeenOtherwise(approval_id)
    approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    _pay_on(found, asked.reason, by=by, at=at)
    settle_places({(found.agency_id, found.month)}, by=by, at=at)
    _take_back(found, by=by, at=at)
    record(
        "slip.beyond_cut_taken",
        target=SlipLine.objects.get(pk=found.slip_line_id),
        by=by,
        at=at,
        reason=asked.reason,
        total_idr=found.amount_idr,
        beyond_idr=found.beyond_idr,
        month=str(found.month),
    )
    return found.slip_line_id


def _pay_on(found: BeyondCut, reason: str, *, by: Actor, at: datetime) -> None:
    """Post this part and no other: an older slip that waits gets nothing of this one's money."""
    cause = Cause(
        ref=f"beyond_cut:{found.slip_line_id}",
        cause=CAUSE,
        cause_id=found.slip_line_id,
        reason=reason,
    )
    entry = begin_entry(cause, by=by, at=at, content=[found.amount_idr, found.beyond_idr])
    adjust(
        entry,
        debit=Account.HELD,
        credit=Account.SUSPENSE,
        agency_id=found.agency_id,
        month=found.month,
        amount_idr=found.beyond_idr,
        slip_id=found.slip_id,
    )
    post(
        entry,
        Kind.REMIT,
        agency_id=found.agency_id,
        month=found.month,
        amount_idr=found.amount_idr,
        slip_id=found.slip_id,
    )


def _take_back(found: BeyondCut, *, by: Actor, at: datetime) -> None:
    """Where it was said before that the bank gave the rest back, it is not in transit either."""
    said = DifferenceReason.objects.filter(
        difference__match__slip_id=found.slip_id, given_back=True
    ).first()
    if said is not None:
        place = (found.agency_id, found.month)
        hold_again(found.slip_id, said, only=place, by=by, at=at)
        settle_places({place}, by=by, at=at)


def _hold(slip_line_id: int, *, by: Actor) -> None:
    """Hold the book of the part until the transaction ends; the reach was asked."""
    found = _open(slip_line_id)
    refuse_others_offices({found.agency_id}, by=by)
    hold_books([(found.agency_id, found.month)])


def _open(slip_line_id: int) -> BeyondCut:
    """Return how the part stands now. :raises NothingBeyondCut: there is nothing to decide."""
    found = beyond_cut_part(viewer=Viewer.system(), slip_line_id=slip_line_id)
    if found is None:
        raise NothingBeyondCut
    return found
