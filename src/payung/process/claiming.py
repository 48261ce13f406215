"""A death or an accident is reported: the claim begins, and what it means elsewhere is done."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.rules.benefits import Scheme
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.process.claims_refunds import ask_refunds
from payung.process.claims_telling import tell_of_accident, tell_of_death
from payung.process.endings import Ending, worker_died
from payung.stages.claims.operations import Event, Opened, note_death, report, report_later
from payung.stages.claims.sums.facts import Facts
from payung.stages.membership.queries import payers_of

NOTHING_KNOWN: Final = Facts()
_HOLD_BOOKS: Final = """
    SELECT b.id FROM ledger_book b WHERE (b.agency_id, b.month) IN (
        SELECT d.agency_id, l.month FROM deductions_deductionline l
        JOIN deductions_deductionlist d ON d.id = l.list_id
        WHERE l.month >= %(after)s AND l.worker_id = {worker})
    ORDER BY b.id FOR UPDATE
"""
"""Books before the audit chain, as everywhere: the refunds are asked for further down."""
_OF_SPONSORSHIP: Final = "(SELECT worker_id FROM enrolment_sponsorship WHERE id = %(of)s)"
_OF_CLAIM: Final = "(SELECT worker_id FROM claims_claim WHERE id = %(of)s)"


@dataclass(frozen=True, kw_only=True)
class Reported:
    """
    What a report led to. `is_new` is False where the same event was reported before.

    :param ending: the last month the sponsor pays; for deaths only.
    :param refunds_asked: months after the death whose money waits for a second person now.
    """

    claim_id: int
    is_new: bool
    ending: Ending | None = None
    refunds_asked: int = 0


@operation
def report_death(
    *,
    sponsorship_id: int,
    died_on: date,
    facts: Facts = NOTHING_KNOWN,
    accident_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Reported:
    """
    Report that a worker died: deductions stop at once, paid months stay, the claim begins (C5).

    :param accident_at: the work accident that the worker died of; without it, the claim is JKM.
    :raises ClaimRefused: not the actor's worker, or the days cannot be.
    """
    _hold_books(_OF_SPONSORSHIP, sponsorship_id, died_on)
    if accident_at is None:
        event = Event(kind=Scheme.JKM, event_on=died_on, died_on=died_on)
    else:
        happened_on = today_in_wib(accident_at)
        event = Event(kind=Scheme.JKK, event_on=happened_on, event_at=accident_at, died_on=died_on)
    opened = report(sponsorship_id=sponsorship_id, event=event, facts=facts, by=by, at=at)
    return _after_death(opened, died_on, facts, by=by, at=at)


@operation
def report_accident(
    *,
    sponsorship_id: int,
    happened_at: datetime,
    facts: Facts = NOTHING_KNOWN,
    by: Actor,
    at: datetime,
) -> Reported:
    """
    Report a work accident: the clock of stage I runs from its hour.

    Nothing stops: the worker lives, and the months go on.

    :raises ClaimRefused: not the actor's worker, or the days cannot be.
    """
    happened_on = today_in_wib(happened_at)
    event = Event(kind=Scheme.JKK, event_on=happened_on, event_at=happened_at)
    opened = report(sponsorship_id=sponsorship_id, event=event, facts=facts, by=by, at=at)
    if opened.is_new:
        tell_of_accident(opened=opened, happened_at=happened_at, by=by, at=at)
    record("accident.reported", by=by, at=at, claim=opened.claim_id)
    return Reported(claim_id=opened.claim_id, is_new=opened.is_new)


@operation
def report_death_of_accident(
    *, claim_id: int, died_on: date, facts: Facts | None = None, by: Actor, at: datetime
) -> Reported:
    """
    Report that a worker died of an accident on record.

    The case becomes one of death; one that is at the branch already gets another beside it.

    :raises ClaimRefused: no accident, or the days cannot be.
    """
    _hold_books(_OF_CLAIM, claim_id, died_on)
    opened = note_death(claim_id=claim_id, died_on=died_on, facts=facts, by=by, at=at)
    return _after_death(opened, died_on, facts or NOTHING_KNOWN, by=by, at=at)


@operation
def report_disability(*, claim_id: int, facts: Facts, by: Actor, at: datetime) -> Reported:
    """
    Report a disability that came later from an accident on record, as a claim linked to it.

    :raises ClaimRefused: no accident, or the worker died.
    """
    opened = report_later(claim_id=claim_id, facts=facts, by=by, at=at)
    return Reported(claim_id=opened.claim_id, is_new=True)


def _after_death(
    opened: Opened, died_on: date, facts: Facts, *, by: Actor, at: datetime
) -> Reported:
    """Stop what a death stops, ask back what was cut after it, and tell who must know."""
    found = Reported(claim_id=opened.claim_id, is_new=opened.is_new)
    if not opened.is_new:
        return found
    worker_died(worker_id=opened.worker_id, died_on=died_on, by=by, at=at)
    asked = ask_refunds(claim_id=opened.claim_id, by=by, at=at)
    ending = _ending(opened.worker_id)
    tell_of_death(opened=opened, ending=ending, family_phone=facts.family_phone, by=by, at=at)
    record("death.reported", by=by, at=at, claim=opened.claim_id, refunds=asked)
    return replace(found, ending=ending, refunds_asked=asked)


def _ending(worker_id: int) -> Ending:
    """Return the last month that somebody pays for the worker."""
    rows = payers_of(viewer=Viewer.system(), worker_id=worker_id)
    ends = [row.until_month for row in rows if row.until_month and row.until_month > row.from_month]
    return Ending(max(ends).previous if ends else None)


def _hold_books(worker: str, of: int, died_on: date) -> None:
    values: dict[str, int | date] = {"of": of, "after": Month.of(died_on).next.first_day}
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_BOOKS.format(worker=worker), values)
