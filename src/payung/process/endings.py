"""Endings and hand-overs: sponsorship, payer and spell change together or not at all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist

from payung.foundation.audit.operation import operation
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.stages.enrolment import operations as enrolment
from payung.stages.enrolment.queries.tellers import may_tell_of
from payung.stages.membership import operations as membership
from payung.stages.membership.problems import NoOpenPayer
from payung.stages.registry.operations import record_death

DIED = "died"


class AnotherOfficeTells(ObjectDoesNotExist):
    """The worker is not this person's to tell of; nothing is said about them."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What an ending left: the last month this sponsor pays, or None where it is none."""

    last_month: Month | None

    def message(self, lang: str = "id") -> str:
        if self.last_month is None:
            return say("membership.never_paid", lang)
        return say("membership.covered_until_month", lang, month=render_month(self.last_month))


@operation
def end_sponsorship(
    *,
    sponsorship_id: int,
    ended_on: date,
    reason: str,
    until_month: Month | None = None,
    by: Actor,
    at: datetime,
) -> Ending:
    """
    End a sponsorship, and say which month is the last one that its sponsor pays.

    The worker's spell goes on until somebody takes it over or three months stay unpaid.

    :param until_month: the first month no longer paid; without it, the month after `ended_on`,
        because the list of the month itself is locked by then.
    :raises MoveNotAllowed: the sponsorship is not accepted.
    """
    enrolment.end(sponsorship_id=sponsorship_id, ended_on=ended_on, reason=reason, by=by, at=at)
    until = until_month or Month.of(ended_on).next
    try:
        last = membership.stop_payer(sponsorship_id=sponsorship_id, until_month=until, by=by, at=at)
    except NoOpenPayer:
        return Ending(None)
    return Ending(last)


@operation
def hand_over(
    *,
    sponsorship_id: int,
    new_sponsor_id: int,
    from_month: Month,
    by: Actor,
    at: datetime,
) -> int:
    """
    Hand a worker to another sponsor, who pays from `from_month` on; return the new sponsorship.

    Number, spell and paid months stay; every month has exactly one payer (C7, C8).

    :raises MoveNotAllowed: the sponsorship is not accepted.
    :raises NoOpenPayer: nobody pays the worker any more; then it is a new registration.
    """
    new_id = enrolment.hand_over(
        sponsorship_id=sponsorship_id, new_sponsor_id=new_sponsor_id, by=by, at=at
    )
    membership.change_payer(
        old_sponsorship_id=sponsorship_id,
        new_sponsorship_id=new_id,
        from_month=from_month,
        by=by,
        at=at,
    )
    return new_id


@operation
def worker_died(*, worker_id: int, died_on: date, by: Actor, at: datetime) -> None:
    """
    Record a death: the spell ends after that day, later months stop, paid ones stay (C3, C5).

    The month of the death is still due: the family's claim rests on it. Told by the office that has
    the worker, or had them last, also when nobody pays for them any more.

    :raises AnotherOfficeTells: it is not theirs to tell.
    """
    if not may_tell_of(viewer=by.viewer, worker_id=worker_id):
        raise AnotherOfficeTells(worker_id)
    record_death(worker_id=worker_id, died_on=died_on, by=by, at=at)
    enrolment.end_for_death(worker_id=worker_id, died_on=died_on, by=by, at=at)
    membership.end_spells(
        worker_ids=[worker_id], ends_on=died_on + timedelta(days=1), reason=DIED, by=by, at=at
    )
