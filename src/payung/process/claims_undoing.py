"""A death was reported for somebody who lives: everything it stopped goes on, or begins anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.claims_refunds import drop_refunds
from payung.process.claims_telling import tell_of_life
from payung.stages.claims.operations import Opened, withdraw_death
from payung.stages.claims.problems import NotAllowed
from payung.stages.claims.queries import months_after
from payung.stages.enrolment.operations.living import go_on_living
from payung.stages.enrolment.problems import NotOffered, SponsorFull
from payung.stages.membership.operations.living import take_back_end
from payung.stages.membership.problems import SpellOver
from payung.stages.registry.operations.living import take_back_death

MAY: Final = frozenset({Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})
LOCKED_AHEAD: Final = 4
"""No office makes a list further ahead than this."""
GONE: Final = ("refunded", "taken_back")
_TAKE_TURNS: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('deductions:' || c.regency_id || ':' || month, 0))
    FROM claims_claim c, unnest(%s::text[]) AS month WHERE c.id = %s ORDER BY month
"""
"""As the lists themselves take turns, per regency and month; before anything is written."""
_ENDED: Final = """
    SELECT s.id, s.agency_id, y.until_month FROM enrolment_sponsorship s
    JOIN membership_payer y ON y.sponsorship_id = s.id
    WHERE s.worker_id = %s AND s.state = 'ended' AND s.end_reason = 'died'
    ORDER BY s.id DESC, y.from_month DESC LIMIT 1
"""
_LISTED: Final = """
    SELECT d.month, EXISTS (SELECT 1 FROM deductions_deductionline l
        WHERE l.list_id = d.id AND l.worker_id = %s)
    FROM deductions_deductionlist d WHERE d.agency_id = %s AND d.month >= %s ORDER BY d.month
"""


@dataclass(frozen=True, kw_only=True)
class Undone:
    """
    How it goes on: without a gap from `from_month` on, or by a new registration.

    :param locked: the month that was closed without the worker meanwhile.
    """

    goes_on: bool
    from_month: Month | None = None
    locked: Month | None = None


@dataclass(frozen=True, kw_only=True)
class _Ended:
    """The sponsorship that the death ended, and the first month that it no longer pays."""

    sponsorship_id: int
    agency_id: int
    until: Month


@operation
def undo_death(*, claim_id: int, reason: str, by: Actor, at: datetime) -> Undone:
    """
    Take a reported death back: the claim is withdrawn, the worker lives, with the whole trace.

    Where no list was locked without the worker since, sponsorship, spell and payer go on without
    a gap. Where one was, that month was never asked for and nobody can make it asked: the worker
    is a return, and is registered anew; what was paid stays paid.

    :raises ClaimRefused: no death, no reason, or beyond the actor's reach.
    :raises MoveNotAllowed: a claim of the death is at the branch or decided.
    """
    if by.role not in MAY:
        raise NotAllowed
    _take_turns(claim_id, at)
    gone = [
        row.month
        for row in months_after(viewer=by.viewer, claim_id=claim_id)
        if row.standing in GONE
    ]
    drop_refunds(claim_id=claim_id, by=by, at=at)
    opened = withdraw_death(claim_id=claim_id, reason=reason, by=by, at=at)
    take_back_death(worker_id=opened.worker_id, by=by, at=at)
    undone = _go_on(opened, gone, by=by, at=at)
    tell_of_life(opened=opened, goes_on=undone.goes_on, by=by, at=at)
    record("death.undone", by=by, at=at, claim=claim_id, goes_on=undone.goes_on)
    return undone


def _go_on(opened: Opened, gone: list[Month], *, by: Actor, at: datetime) -> Undone:
    ended = _ended(opened.worker_id)
    if ended is None:
        return Undone(goes_on=False)
    listed = _listed(opened.worker_id, ended)
    locked = next((month for month, has_line in listed if not has_line or month in gone), None)
    if locked is not None:
        return Undone(goes_on=False, locked=locked)
    from_month = listed[-1][0].next if listed else ended.until
    try:
        with transaction.atomic():
            new_id = go_on_living(sponsorship_id=ended.sponsorship_id, by=by, at=at)
            take_back_end(
                old_sponsorship_id=ended.sponsorship_id,
                new_sponsorship_id=new_id,
                from_month=from_month,
                by=by,
                at=at,
            )
    except (NotOffered, SponsorFull, SpellOver):
        return Undone(goes_on=False)
    return Undone(goes_on=True, from_month=from_month)


def _take_turns(claim_id: int, at: datetime) -> None:
    now = Month.of(today_in_wib(at))
    months = [str(month) for month in Month.span(now - 12, now + LOCKED_AHEAD)]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS, [months, claim_id])


def _ended(worker_id: int) -> _Ended | None:
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, [worker_id])
        row = cursor.fetchone()
    if row is None or row[2] is None:
        return None
    return _Ended(sponsorship_id=row[0], agency_id=row[1], until=Month.of(row[2]))


def _listed(worker_id: int, ended: _Ended) -> list[tuple[Month, bool]]:
    """Return the lists since, each with whether it asks for the worker."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, [worker_id, ended.agency_id, ended.until.first_day])
        return [(Month.of(month), has_line) for month, has_line in cursor.fetchall()]
