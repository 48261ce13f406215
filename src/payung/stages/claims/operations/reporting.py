"""A claim begins: a death or an accident is reported. What it does elsewhere is `process`'s."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.foundation.audit.models import Event as AuditEvent
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.rules.benefits import Scheme
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role
from payung.stages.claims.models import Claim
from payung.stages.claims.operations.facts import add_facts
from payung.stages.claims.operations.flags import raise_flags
from payung.stages.claims.operations.holding import hold, move, say_why, settle
from payung.stages.claims.problems import (
    AccidentAfterDeath,
    AnotherOffice,
    ClaimUnknown,
    DiedBeforeAccident,
    DiedOnOtherDay,
    EventBeforeBirth,
    EventInFuture,
    NoAccident,
    NotADeath,
    NotAllowed,
    WithAnotherOffice,
)
from payung.stages.claims.queries.known import facts_now
from payung.stages.claims.states import EDITABLE, MOVES, State
from payung.stages.claims.sums.facts import Facts, joined
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.states import OPEN as OPEN_SPONSORSHIPS
from payung.stages.registry.models import Worker

REPORTS: Final = frozenset({Role.SPONSOR, Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})
TURNED: Final = "claim.died_of_accident"
KNOWS: Final = frozenset({Role.OFFICER, Role.SECRETARIAT, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is reported: a death (`event_at` empty), an accident, or a death by an accident."""

    kind: Scheme
    event_on: date
    event_at: datetime | None = None
    died_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The claim that holds the event; `is_new` says whether this report made it."""

    claim_id: int
    is_new: bool
    worker_id: int
    sponsor_id: int
    agency_id: int
    regency_id: int


@operation
def report(*, sponsorship_id: int, event: Event, facts: Facts, by: Actor, at: datetime) -> Opened:
    """
    Open a claim, or return the one that was opened for the same event before.

    A second programme's claim for the same death is linked to the first. Whether the day was
    covered is not asked here: it is recorded, sent, and decided by BPJS.

    :raises ClaimUnknown, AnotherOffice: the worker is not the actor's to speak for.
    :raises WithAnotherOffice: the event has its claim, at the office where the sponsor was then.
    :raises EventInFuture, EventBeforeBirth, DiedBeforeAccident, DiedOnOtherDay: as they say.
    """
    if by.role not in REPORTS:
        raise NotAllowed
    of, worker = _whose(sponsorship_id, by)
    _refuse_days(event, worker, at)
    known = _known(worker, event)
    if known is None or known.kind != event.kind:
        return _open(of, event, facts, prior=known, by=by, at=at)
    _refuse_beyond_reach(known, by)
    if event.died_on is None:
        return _again(known, by=by, at=at)
    return _turn(known, event, facts, by=by, at=at)


@operation
def note_death(
    *, claim_id: int, died_on: date, facts: Facts | None, by: Actor, at: datetime
) -> Opened:
    """
    A worker died of a reported accident: the case becomes one of death.

    A case that is at the branch or over stays as it is, and the death gets its own, linked to it.

    :raises NoAccident: the claim is about no accident.
    :raises EventInFuture, DiedBeforeAccident, DiedOnOtherDay: as they say.
    """
    claim = hold(claim_id, by=by, roles=KNOWS)
    if claim.kind != Scheme.JKK or claim.event_at is None:
        raise NoAccident
    event = Event(
        kind=Scheme.JKK, event_on=claim.event_on, event_at=claim.event_at, died_on=died_on
    )
    worker = Worker.objects.select_for_update().get(pk=claim.worker_id)
    _refuse_days(event, worker, at)
    return _turn(claim, event, facts, by=by, at=at)


@operation
def report_later(*, claim_id: int, facts: Facts, by: Actor, at: datetime) -> Opened:
    """
    Report a disability that came later from the same accident, as a case linked to the first.

    :raises NoAccident: the claim is about no accident, or the worker died.
    """
    claim = hold(claim_id, by=by, roles=KNOWS)
    if claim.kind != Scheme.JKK or claim.is_death:
        raise NoAccident
    event = Event(kind=Scheme.JKK, event_on=claim.event_on, event_at=claim.event_at)
    return _open(claim.sponsorship, event, facts, prior=claim, by=by, at=at)


@operation
def withdraw_death(*, claim_id: int, reason: str, by: Actor, at: datetime) -> Opened:
    """
    Withdraw every claim for this death, because the worker lives; return whose it was.

    An accident that was reported before the death stays a case of its own.

    :raises ReasonMissing: nobody said how the mistake came about.
    :raises NotADeath: the claim is about no death.
    :raises MoveNotAllowed: one of them is at the branch or decided.
    """
    claim = hold(claim_id, by=by, roles=KNOWS)
    if not claim.is_death:
        raise NotADeath
    rows = Claim.objects.filter(worker_id=claim.worker_id, is_death=True)
    standing = rows.exclude(state=State.WITHDRAWN).select_for_update().order_by("pk")
    for each in standing:
        say_why(each, "withdraw", reason, by=by, at=at)
        if _was_turned(each):
            MOVES.to("withdraw", State(each.state))
            each.is_death, each.died_on = False, None
            each.save(update_fields=["is_death", "died_on"])
            continue
        if each.state == State.REFUSED:
            move(each, "take_up_again", by=by, at=at)
        move(each, "withdraw", by=by, at=at)
    record("claim.death_taken_back", target=claim, by=by, at=at, row_count=len(standing))
    return _opened(claim, is_new=False)


def _was_turned(claim: Claim) -> bool:
    """Whether the case was reported as an accident first, and became one of death."""
    table = Claim._meta.db_table
    events = AuditEvent.objects.filter(action=TURNED, target_type=table, target_id=claim.pk)
    return events.exists()


def _whose(sponsorship_id: int, by: Actor) -> tuple[Sponsorship, Worker]:
    """Return who protects the worker now, else the one named; the worker is held."""
    seen = Sponsorship.objects.visible_to(by.viewer)
    named = seen.filter(pk=sponsorship_id).first()
    if named is None:
        raise ClaimUnknown
    worker = Worker.objects.select_for_update().get(pk=named.worker_id)
    now = Sponsorship.objects.filter(worker=worker, state__in=OPEN_SPONSORSHIPS).first()
    if now is None or now.pk == named.pk:
        return named, worker
    if not seen.filter(pk=now.pk).exists():
        raise AnotherOffice
    return now, worker


def _refuse_days(event: Event, worker: Worker, at: datetime) -> None:
    today = today_in_wib(at)
    last = max(event.event_on, event.died_on or event.event_on)
    if last > today or (event.event_at is not None and event.event_at > at):
        raise EventInFuture
    if worker.born_on is not None and event.event_on < worker.born_on:
        raise EventBeforeBirth
    if event.died_on is not None and event.died_on < event.event_on:
        raise DiedBeforeAccident
    if worker.died_on is None:
        return
    if event.died_on not in (None, worker.died_on):
        raise DiedOnOtherDay
    if event.event_on > worker.died_on:
        raise AccidentAfterDeath


def _known(worker: Worker, event: Event) -> Claim | None:
    """Return the claim of the same event, or else another one of the same death."""
    standing = Claim.objects.filter(worker=worker).exclude(state=State.WITHDRAWN).order_by("pk")
    if event.kind is Scheme.JKK:
        accident = standing.filter(kind=Scheme.JKK, event_on=event.event_on)
        same = accident.filter(is_death=True).first() or accident.filter(prior=None).first()
        if same is not None:
            return same
    if event.died_on is None:
        return None
    deaths = standing.filter(is_death=True)
    return deaths.filter(kind=event.kind).first() or deaths.first()


def _turn(claim: Claim, event: Event, facts: Facts | None, *, by: Actor, at: datetime) -> Opened:
    """Make a case one of death; one that left the officer's hands gets another beside it."""
    rows = Claim.objects.filter(worker_id=claim.worker_id, kind=claim.kind, is_death=True)
    known = rows.exclude(state=State.WITHDRAWN).first()
    if known is not None:
        return _again(known, by=by, at=at)
    if claim.state not in EDITABLE:
        return _open(claim.sponsorship, event, facts or Facts(), prior=claim, by=by, at=at)
    claim.is_death, claim.died_on = True, event.died_on
    claim.save(update_fields=["is_death", "died_on"])
    if facts is not None:
        add_facts(claim, joined(facts_now(claim.pk), facts), by=by, at=at)
    raise_flags(claim, at=at)
    record(TURNED, target=claim, by=by, at=at)
    settle(claim, by=by, at=at)
    return _opened(claim, is_new=True)


def _again(known: Claim, *, by: Actor, at: datetime) -> Opened:
    record("claim.reported_again", target=known, by=by, at=at)
    return _opened(known, is_new=False)


def _refuse_beyond_reach(known: Claim, by: Actor) -> None:
    """:raises WithAnotherOffice: the sponsor moved since; the family keeps its first officer."""
    if not Claim.objects.visible_to(by.viewer).filter(pk=known.pk).exists():
        raise WithAnotherOffice(agency=known.agency.name)


def _open(
    of: Sponsorship, event: Event, facts: Facts, *, prior: Claim | None, by: Actor, at: datetime
) -> Opened:
    claim = Claim.objects.create(
        regency_id=of.regency_id,
        agency_id=of.agency_id,
        sponsorship=of,
        sponsor_id=of.sponsor_id,
        worker_id=of.worker_id,
        kind=event.kind,
        is_death=event.died_on is not None,
        event_on=event.event_on,
        event_at=event.event_at,
        died_on=event.died_on,
        declared_at=facts.declared_at,
        prior=prior,
        state=MOVES.to("report", ""),
        reported_by_id=by.person_id,
        reported_role=by.role,
        reported_at=at,
    )
    add_facts(claim, facts, by=by, at=at)
    raise_flags(claim, at=at, is_new=True)
    record("claim.reported", target=claim, by=by, at=at, kind=claim.kind, is_death=claim.is_death)
    return _opened(claim, is_new=True)


def _opened(claim: Claim, *, is_new: bool) -> Opened:
    return Opened(
        claim_id=int(claim.pk),
        is_new=is_new,
        worker_id=claim.worker_id,
        sponsor_id=claim.sponsor_id,
        agency_id=claim.agency_id,
        regency_id=claim.regency_id,
    )
