"""The claim a change is about: held, and within the reach and the duty of who acts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import give_reason
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.names import shown
from payung.kernel.people import Actor, Role
from payung.stages.claims.models import Claim, Word
from payung.stages.claims.problems import (
    ClaimUnknown,
    FileClosed,
    NotAllowed,
    PapersMissing,
    ReasonMissing,
)
from payung.stages.claims.queries.known import marks_now, needed_now
from payung.stages.claims.states import EDITABLE, MOVES, State
from payung.stages.claims.sums.papers import missing
from payung.stages.claims.sums.places import WORDS_PLACE

OFFICE: Final = frozenset({Role.OFFICER, Role.SYSTEM})
BRANCH: Final = frozenset({Role.BRANCH, Role.SYSTEM})
LONGEST_WORDS: Final = 500


def hold(claim_id: int, *, by: Actor, roles: Collection[Role]) -> Claim:
    """
    Return the claim, locked until the transaction ends.

    :raises NotAllowed: the duty does not include this step.
    :raises ClaimUnknown: there is none, or it is beyond the actor's reach.
    """
    if by.role not in roles:
        raise NotAllowed
    rows = Claim.objects.visible_to(by.viewer).select_for_update()
    found = rows.filter(pk=claim_id).first()
    if found is None:
        raise ClaimUnknown
    return found


def hold_file(claim_id: int, *, by: Actor) -> Claim:
    """
    Return the claim of the officer's own office, while its file is still the officer's.

    :raises FileClosed: it is at the branch, or over.
    """
    claim = hold(claim_id, by=by, roles=OFFICE)
    if claim.state not in EDITABLE:
        raise FileClosed
    return claim


def move(claim: Claim, action: str, *, by: Actor, at: datetime, **fields: Any) -> None:
    """
    Take one step in the claim's life; the database writes it down with who and when.

    :raises MoveNotAllowed: the step does not begin here.
    """
    claim.state = MOVES.to(action, State(claim.state))
    for name, value in fields.items():
        setattr(claim, name, value)
    give_reason(f"claims.step.{action}")
    claim.save(update_fields=["state", *fields])
    give_reason("")  # what else moves in this transaction has reasons of its own
    record(f"claim.{action}", target=claim, by=by, at=at)


def reason_of(words: str) -> str:
    """Return the words as they are kept. :raises ReasonMissing: there are none."""
    kept = shown(words)[:LONGEST_WORDS]
    if not kept:
        raise ReasonMissing
    return kept


def say_why(claim: Claim, action: str, words: str, *, by: Actor, at: datetime) -> None:
    """Keep the words of a step sealed. :raises ReasonMissing: there are none."""
    Word.objects.create(
        claim=claim,
        action=action,
        sealed=sealer().seal(reason_of(words), WORDS_PLACE),
        said_by_id=by.person_id,
        said_at=at,
    )


def began(claim: Claim, *, by: Actor, at: datetime) -> None:
    """The first thing that is done for a family begins the gathering."""
    if claim.state == State.REPORTED:
        move(claim, "begin", by=by, at=at)


def settle(claim: Claim, *, by: Actor, at: datetime) -> None:
    """A file that was complete is no longer, where a paper was taken back or another is needed."""
    if claim.state == State.COMPLETE and papers_missing(claim):
        move(claim, "miss", by=by, at=at)


def papers_missing(claim: Claim) -> list[str]:
    marks = {code: marked.mark for code, marked in marks_now(claim.pk).items()}
    return missing(needed_now(claim), marks)


def refuse_incomplete(claim: Claim) -> None:
    """:raises PapersMissing: the file still waits for papers."""
    lacking = papers_missing(claim)
    if lacking:
        raise PapersMissing(count=str(len(lacking)))
