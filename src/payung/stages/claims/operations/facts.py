"""What is known of an event: written in versions, opened for a reason, told to BPJS in time."""

from datetime import datetime
from typing import Final

from payung.foundation.audit.looks import note_look
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.rules.benefits import Scheme
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.stages.claims.models import Claim, ClaimFacts, ClaimReport
from payung.stages.claims.models.facts import CHANNELS
from payung.stages.claims.operations.holding import (
    OFFICE,
    began,
    hold,
    hold_file,
    reason_of,
    settle,
)
from payung.stages.claims.problems import AlreadyTold, DayWrong, NoAccident
from payung.stages.claims.queries.opening import CLAIM, LOOK
from payung.stages.claims.sums.facts import Facts, as_text
from payung.stages.claims.sums.places import FACTS_PLACE

OPENS: Final = frozenset({Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})


@operation
def open_facts(*, claim_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Say why one opens what is known of a family; for an hour it is shown to this person.

    :raises ReasonMissing: nothing was said.
    """
    claim = hold(claim_id, by=by, roles=OPENS)
    said = reason_of(reason)
    note_look(LOOK, by=by, at=at, subject_type=CLAIM, subject_id=claim.pk, reason=said)
    record("claim.opened", target=claim, by=by, at=at)


@operation
def write_facts(*, claim_id: int, facts: Facts, by: Actor, at: datetime) -> int:
    """
    Write the next version of what is known; return its number.

    :raises FileClosed: the file is at the branch, or over.
    """
    claim = hold_file(claim_id, by=by)
    if facts.declared_at is not None:
        _refuse_order(claim, facts.declared_at, at)
    version = add_facts(claim, facts, by=by, at=at)
    record("claim.facts_written", target=claim, by=by, at=at, version=version)
    began(claim, by=by, at=at)
    settle(claim, by=by, at=at)
    return version


@operation
def note_stage(
    *, claim_id: int, stage: int, told_at: datetime, channel: str, by: Actor, at: datetime
) -> None:
    """
    Say that BPJS was told of an accident: stage 1 at first, stage 2 of how treatment ended.

    :param channel: one of "phone", "whatsapp", "email", "visit".
    :raises AlreadyTold, NoAccident, DayWrong: as they say.
    """
    claim = hold(claim_id, by=by, roles=OFFICE)
    begins_at = claim.event_at if stage == 1 else claim.declared_at
    if claim.kind != Scheme.JKK or begins_at is None or channel not in CHANNELS:
        raise NoAccident
    if ClaimReport.objects.filter(claim=claim, stage=stage).exists():
        raise AlreadyTold
    if not begins_at <= told_at <= at:
        raise DayWrong
    ClaimReport.objects.create(
        claim=claim,
        stage=stage,
        told_at=told_at,
        channel=channel,
        noted_by_id=by.person_id,
        noted_at=at,
    )
    record("claim.told", target=claim, by=by, at=at, stage=stage, channel=channel)


def add_facts(claim: Claim, facts: Facts, *, by: Actor, at: datetime) -> int:
    """Write a version into a held claim, with the declared instant beside it for the clocks."""
    version = 1 + ClaimFacts.objects.filter(claim=claim).count()
    ClaimFacts.objects.create(
        claim=claim,
        version=version,
        sealed=sealer().seal(as_text(facts), FACTS_PLACE),
        role=by.role,
        written_by_id=by.person_id,
        written_at=at,
    )
    if claim.declared_at != facts.declared_at:
        claim.declared_at = facts.declared_at
        claim.save(update_fields=["declared_at"])
    return version


def _refuse_order(claim: Claim, declared_at: datetime, at: datetime) -> None:
    begins_at = claim.event_at
    if declared_at > at or (begins_at is not None and declared_at < begins_at):
        raise DayWrong
