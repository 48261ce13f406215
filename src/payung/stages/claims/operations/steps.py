"""The steps of a claim between the officer and the branch."""

from datetime import date, datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.rules.benefits import Scheme
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role
from payung.stages.claims.models import Claim, Payment
from payung.stages.claims.operations.holding import (
    BRANCH,
    OFFICE,
    hold,
    move,
    refuse_incomplete,
    say_why,
)
from payung.stages.claims.problems import DayWrong, HandedOver, NoHeir, PaidAlready
from payung.stages.claims.queries.known import heirs_now
from payung.stages.claims.states import EDITABLE

WITHDRAWS: Final = frozenset({Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})


@operation
def begin(*, claim_id: int, by: Actor, at: datetime) -> None:
    """The officer begins with the family."""
    move(hold(claim_id, by=by, roles=OFFICE), "begin", by=by, at=at)


@operation
def complete(*, claim_id: int, by: Actor, at: datetime) -> None:
    """
    Say that the file is complete.

    :raises NoHeir: after a death, nobody is named who receives the money.
    :raises PapersMissing: the file still waits for papers.
    """
    claim = hold(claim_id, by=by, roles=OFFICE)
    if claim.is_death and not heirs_now(claim.pk):
        raise NoHeir
    refuse_incomplete(claim)
    move(claim, "complete", by=by, at=at)


@operation
def hand_over(*, claim_id: int, handed_on: date, by: Actor, at: datetime) -> None:
    """
    Hand the complete file to the branch; its working days count from `handed_on`.

    :raises DayWrong: the day lies ahead, or before the event.
    """
    claim = hold(claim_id, by=by, roles=OFFICE)
    if not day_before(claim) <= handed_on <= today_in_wib(at):
        raise DayWrong
    refuse_incomplete(claim)
    move(claim, "hand_over", by=by, at=at, handed_on=handed_on)


@operation
def withdraw(*, claim_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Withdraw a claim that was reported by mistake; it stays on record with its reason.

    That somebody lives after all is undone by `process.claiming.undo_death`.

    :raises HandedOver: it is at the branch, or decided.
    """
    claim = hold(claim_id, by=by, roles=WITHDRAWS)
    if claim.state not in EDITABLE:
        raise HandedOver
    say_why(claim, "withdraw", reason, by=by, at=at)
    move(claim, "withdraw", by=by, at=at)


@operation
def take_in(*, claim_id: int, by: Actor, at: datetime) -> None:
    """The branch takes the file in."""
    move(hold(claim_id, by=by, roles=BRANCH), "take_in", by=by, at=at)


@operation
def ask_more(*, claim_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    The branch needs another paper: the file goes back to the officer, with the reason.

    :raises PaidAlready: a part of it was paid.
    """
    claim = hold(claim_id, by=by, roles=BRANCH)
    _refuse_half_paid(claim)
    say_why(claim, "ask_more", reason, by=by, at=at)
    move(claim, "ask_more", by=by, at=at)


@operation
def refuse(*, claim_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    BPJS refuses the claim, with its reason; the officer can take it up again.

    :raises PaidAlready: a part of it was paid.
    """
    claim = hold(claim_id, by=by, roles=BRANCH)
    _refuse_half_paid(claim)
    say_why(claim, "refuse", reason, by=by, at=at)
    move(claim, "refuse", by=by, at=at)


@operation
def take_up_again(*, claim_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The officer takes a refused claim up again, with what is new."""
    claim = hold(claim_id, by=by, roles=OFFICE)
    say_why(claim, "take_up_again", reason, by=by, at=at)
    move(claim, "take_up_again", by=by, at=at)


def day_before(claim: Claim) -> date:
    """Return the first day on which the file can have been handed over."""
    is_jkm = claim.kind == Scheme.JKM
    return claim.event_on if is_jkm or claim.died_on is None else claim.died_on


def _refuse_half_paid(claim: Claim) -> None:
    if Payment.objects.filter(decision__claim=claim).exists():
        raise PaidAlready
