"""A death list is looked at, taken in, and each likely member in it decided by a person."""

from dataclasses import dataclass
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Viewer
from payung.process.claiming import report_death
from payung.process.received_lists import SeenOtherwise, keep_list
from payung.reports.quality.death_list import KIND, ReadDeaths, review_of
from payung.stages.claims.operations.deaths import keep_matches, recognise, tell_apart
from payung.stages.claims.problems import ClaimUnknown, MatchUnknown
from payung.stages.claims.queries.deaths import match_of, unclaimed_deaths
from payung.stages.claims.sums.facts import Facts
from payung.stages.intake.operations import mark_applied
from payung.stages.registry.queries.workers import heirs_of


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """`is_new`: this confirmation made the case; else it was there before."""

    claim_id: int
    is_new: bool


@operation
def keep_death_list(*, read: ReadDeaths, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Keep a list that was read, to be looked at and taken in; return its id. Nothing changes yet.

    :raises AppliedBefore: this very content was taken in before.
    """
    return keep_list(
        kind=KIND,
        read=read,
        rows=read.deaths.rows,
        findings=read.deaths.findings,
        regency_id=regency_id,
        by=by,
        at=at,
    )


@operation
def take_death_list(
    *, file_id: int, read: ReadDeaths, seen_digest: str, regency_id: int, by: Actor, at: datetime
) -> int:
    """
    Take a list in: whom it may speak of waits for a decision. Return how many are new.

    :raises SeenOtherwise: it would ask about others than those that were seen.
    :raises ContentAlreadyApplied: it was taken in a moment ago, from this or another upload.
    """
    review = review_of(viewer=by.viewer, read=read)
    if review.digest != seen_digest:
        raise SeenOtherwise
    mark_applied(file_id=file_id, by=by, at=at)
    return keep_matches(regency_id=regency_id, file_id=file_id, found=review.found, by=by, at=at)


@operation
def confirm_death(*, match_id: int, by: Actor, at: datetime) -> Confirmed:
    """
    Say that a row of a death list is this member: the death is reported, the case begins.

    Where the death is on record already, the day on record stands and its case is found.

    :raises MatchUnknown, NotAllowed: not the actor's to decide.
    :raises ClaimRefused: the day cannot be.
    """
    found = match_of(viewer=by.viewer, match_id=match_id)
    if found is None:
        raise MatchUnknown
    if found.match.claim_id is not None:
        record("deaths.confirmed_again", by=by, at=at, claim=found.match.claim_id)
        return Confirmed(claim_id=found.match.claim_id, is_new=False)
    reported = report_death(
        sponsorship_id=found.sponsorship_id,
        died_on=found.recorded_on or found.match.died_on,
        facts=_family(found.worker_id),
        by=by,
        at=at,
    )
    recognise(match_id=match_id, claim_id=reported.claim_id, by=by, at=at)
    record("deaths.confirmed", by=by, at=at, claim=reported.claim_id, new=reported.is_new)
    return Confirmed(claim_id=reported.claim_id, is_new=reported.is_new)


@operation
def refuse_match(*, match_id: int, by: Actor, at: datetime) -> None:
    """
    Say that a row of a death list is somebody else: nothing is reported, nobody is told.

    :raises MatchUnknown, NotAllowed: not the actor's to decide.
    :raises MoveNotAllowed: the death was confirmed already.
    """
    tell_apart(match_id=match_id, by=by, at=at)


@operation
def begin_claim(*, sponsorship_id: int, by: Actor, at: datetime) -> Confirmed:
    """
    Begin the claim of a death that is on record and has none.

    :raises ClaimUnknown: there is no such death, or it is another office's.
    """
    rows = unclaimed_deaths(viewer=by.viewer)
    found = next((one for one in rows if one.sponsorship_id == sponsorship_id), None)
    if found is None:
        raise ClaimUnknown
    reported = report_death(
        sponsorship_id=sponsorship_id,
        died_on=found.died_on,
        facts=_family(found.worker_id),
        by=by,
        at=at,
    )
    record("deaths.claim_begun", by=by, at=at, claim=reported.claim_id, new=reported.is_new)
    return Confirmed(claim_id=reported.claim_id, is_new=reported.is_new)


def _family(worker_id: int) -> Facts:
    """Return whom the worker named, to whom the words of condolence may go."""
    named = heirs_of(viewer=Viewer.system(), worker_id=worker_id)
    heir = next((one for one in named if one.phone), None)
    if heir is None:
        return Facts()
    return Facts(family_name=heir.name, family_relation=heir.relation, family_phone=heir.phone)
