"""Bugs of decisions: who, on which figures, and what is closed."""

from typing import Any

from payung.foundation.approvals.models import Approval
from tests.histories.planted.bug import Bug, instead, nothing

APPROVALS = "foundation.approvals.operations"
CLOSING = "stages.remittance.operations.closing"


def _alone(to_decide: Any) -> Any:
    """The one who asked may decide."""
    del to_decide
    return lambda approval_id, _by: Approval.objects.get(pk=approval_id)


def _unseen(approve: Any) -> Any:
    """What the approver saw is not compared."""

    def approved(*, approval_id: int, seen_digest: str, **rest: Any) -> Any:
        kept = Approval.objects.get(pk=approval_id).seen_digest
        return approve(approval_id=approval_id, seen_digest=kept, **rest)

    return approved


BUGS = (
    Bug(
        "a month closes with money in transit",
        ("closing",),
        (nothing(f"{CLOSING}:_refuse_open_ends"),),
        seed=3,
    ),
    Bug(
        "one person closes a month",
        ("closing", "wrong_person"),
        (instead(f"{APPROVALS}:_to_decide", _alone),),
    ),
    Bug(
        "one person takes a slip beyond the cut",
        ("P28", "P20", "wrong_person"),
        (instead(f"{APPROVALS}:_to_decide", _alone),),
    ),
    Bug(
        "one person opens a month again",
        ("reopen", "wrong_person"),
        (instead(f"{APPROVALS}:_to_decide", _alone),),
    ),
    Bug(
        "a month closes on figures that nobody saw",
        ("closing", "wrong_seen"),
        (instead(f"{CLOSING}:approve", _unseen),),
    ),
    Bug(
        "a closed month takes another file",
        ("P03",),
        (
            nothing("stages.reconciliation.queries:is_closed", False),
            nothing("stages.reconciliation.operations.scope:lock_books"),
        ),
    ),
    Bug(
        "a closed month goes on being settled",
        ("P03", "reopen"),
        (nothing(f"{CLOSING}:_move"),),
    ),
    Bug(
        "the minutes do not show which file was the answer",
        ("P34", "closing"),
        (nothing("process.papers.minutes:parted", ""),),
    ),
    Bug(
        "more is let stand than was agreed to",
        ("over", "P32"),
        (nothing("stages.reconciliation.operations.over_cuts:_check_ceiling"),),
        seed=3,
    ),
)
