"""A sponsor puts right what they entered, as long as it has not been checked or insured."""

from datetime import datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations.deciding import register_again
from payung.stages.enrolment.problems import NotChangeable, NothingChanged
from payung.stages.enrolment.states import OPEN, State
from payung.stages.enrolment.sums.sectors import sector_of
from payung.stages.registry.operations.correcting import Corrections, correct_worker

CHANGEABLE: Final = (State.DRAFT, State.REGISTERED, State.HELD, State.RETURNED)
"""Before the officer has checked: what is wrong then is wrong for all who see it."""
ALWAYS: Final = frozenset({"phone"})
"""Ours alone, never sent to the branch: it may change as long as the sponsorship is open."""


@operation
def correct(
    *,
    sponsorship_id: int,
    given: Corrections,
    relation: str | None = None,
    by: Actor,
    at: datetime,
) -> list[str]:
    """
    Correct a registration; a returned one goes before the officer again. Return what changed.

    :param relation: who the worker is to the sponsor; None leaves it.
    :raises NotChangeable: checked or insured already, or the worker is known from elsewhere.
    :raises NothingChanged: it is on record like this already.
    :raises NikTaken: the NIK belongs to somebody else on record.
    :raises MoveNotAllowed: the sponsorship is over.
    """
    (sponsorship,) = Sponsorship.objects.lock([sponsorship_id], viewer=by.viewer)
    state = State(sponsorship.state)
    if state not in OPEN:
        raise MoveNotAllowed("correct", state)
    if state not in CHANGEABLE and (relation is not None or set(given) - ALWAYS):
        raise NotChangeable(sponsorship_id)
    if set(given) - ALWAYS and _known_elsewhere(sponsorship):
        raise NotChangeable(sponsorship_id)
    changed = correct_worker(worker_id=sponsorship.worker_id, given=given, by=by, at=at)
    if relation is not None and relation != sponsorship.relation:
        sponsorship.relation = relation[:30]
        changed.append("relation")
    if not changed:
        raise NothingChanged(sponsorship_id)
    if "occupation" in given:
        sponsorship.sector = sector_of(given["occupation"]).value
    sponsorship.save(update_fields=["relation", "sector"])
    record("sponsorship.corrected", target=sponsorship, by=by, at=at, fields=changed)
    if state is State.RETURNED:
        register_again(sponsorship_ids=[sponsorship_id], by=by, at=at)
    return changed


def _known_elsewhere(sponsorship: Sponsorship) -> bool:
    """Whether somebody was responsible for this worker's data before: theirs is not rewritten."""
    others = Sponsorship.objects.filter(worker_id=sponsorship.worker_id).exclude(pk=sponsorship.pk)
    return others.exclude(state=State.CANCELLED, sponsor_id=sponsorship.sponsor_id).exists()
