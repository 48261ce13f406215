"""A phone was lost: two people look at the person before a code for a new authenticator exists."""

from datetime import datetime

from payung.foundation.access.operations_codes import issue_code
from payung.foundation.access.problems import CodeForSelf
from payung.foundation.approvals import operations as approvals
from payung.foundation.audit.operation import operation
from payung.kernel.canonical import digest
from payung.kernel.people import Actor

KIND = "access.lost_factor"
TARGET = "access_person"


@operation
def ask_factor_code(*, person_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Say that this person stood before you without phone and backup codes; another confirms it.

    :raises CodeForSelf: the phone is one's own.
    :raises approvals.NotDecided: no person asks.
    """
    if by.person_id == person_id:
        raise CodeForSelf
    return approvals.ask(
        kind=KIND,
        target_type=TARGET,
        target_id=person_id,
        reason=reason,
        seen_digest=_seen(person_id),
        by=by,
        at=at,
    )


@operation
def confirm_factor_code(*, approval_id: int, by: Actor, at: datetime) -> str:
    """
    Confirm it as the second person; return the code, to be handed over by hand.

    :raises approvals.NotDecided: the same person confirms, or it was decided before.
    :raises CodeForSelf, NotTheirsToHelp: as for `issue_code`.
    """
    asked = approvals.open_request(approval_id, kind=KIND)
    approvals.approve(approval_id=approval_id, seen_digest=_seen(asked.target_id), by=by, at=at)
    return issue_code(
        person_id=asked.target_id,
        purpose="factor",
        second_person_id=asked.asked_by_id,
        by=by,
        at=at,
    )


def _seen(person_id: int) -> str:
    """Return what the two people saw: whose phone it is. There are no figures to compare."""
    return digest({"person": person_id})
