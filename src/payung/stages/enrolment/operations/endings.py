"""A sponsorship's end, and its hand-over to the next sponsor."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.problems import (
    AlreadyTheSponsor,
    NotOffered,
    SponsorFull,
    UnknownSponsor,
    WorkerHasDied,
)
from payung.stages.enrolment.states import MOVES, OPEN, State
from payung.stages.enrolment.sums.entries import MOST_WORKERS
from payung.stages.registry.models import CivilServant

HANDED_OVER: Final = "handed_over"
DIED: Final = "died"
_END: Final = """
    UPDATE enrolment_sponsorship SET state = %s, ended_on = %s, end_reason = %s
    WHERE id = ANY(%s)
"""
_OF_WORKER: Final = "SELECT id FROM enrolment_sponsorship WHERE worker_id = %s AND state = ANY(%s)"


@operation
def end(*, sponsorship_id: int, ended_on: date, reason: str, by: Actor, at: datetime) -> None:
    """
    End one accepted sponsorship; `reason` is a code such as "wish", "retired" or "lapsed".

    Says nothing about months: who pays until when is the next stage's.

    :raises MoveNotAllowed: it is not accepted.
    """
    (sponsorship,) = Sponsorship.objects.lock([sponsorship_id], viewer=by.viewer)
    _end([sponsorship], ended_on, reason)
    record(
        "sponsorship.ended", target=sponsorship, by=by, at=at, code=reason, on=ended_on.isoformat()
    )


@operation
def end_all(
    *, sponsorship_ids: Collection[int], ended_on: date, reason: str, by: Actor, at: datetime
) -> int:
    """
    End many accepted sponsorships for one reason, as one set; return how many.

    :raises MoveNotAllowed: one of them is not accepted; none of them ends then.
    """
    found = Sponsorship.objects.lock(sponsorship_ids, viewer=by.viewer)
    _end(found, ended_on, reason)
    record("sponsorships.ended", by=by, at=at, row_count=len(found), code=reason)
    return len(found)


@operation
def end_for_death(*, worker_id: int, died_on: date, by: Actor, at: datetime) -> list[int]:
    """
    End or withdraw whatever is open for a worker who died; return the accepted ones that ended.

    One that waits at the branch comes back first: its number would protect nobody (C6).
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_WORKER, [worker_id, list(OPEN)])
        ids = [number for (number,) in cursor]
    give_reason(DIED)
    ended = []
    for sponsorship in Sponsorship.objects.lock(ids, viewer=by.viewer):
        if sponsorship.state == State.ACCEPTED:
            _end([sponsorship], died_on, DIED)
            ended.append(sponsorship.pk)
            continue
        if sponsorship.state == State.SUBMITTED:
            _set(sponsorship, "return")
        _set(sponsorship, "cancel")
    record("sponsorships.of_dead_worker", by=by, at=at, row_count=len(ids), worker=worker_id)
    return ended


@operation
def hand_over(*, sponsorship_id: int, new_sponsor_id: int, by: Actor, at: datetime) -> int:
    """
    Give an accepted worker to another sponsor, with the same number; return the new sponsorship.

    The new sponsor's consent starts with the ceiling of the old one, and can be changed.

    :raises MoveNotAllowed: the sponsorship is not accepted.
    :raises UnknownSponsor, AlreadyTheSponsor, SponsorFull, WorkerHasDied: as they say.
    """
    (old,) = Sponsorship.objects.lock([sponsorship_id], viewer=by.viewer)
    sponsor = _next_sponsor(old, new_sponsor_id)
    _end([old], today_in_wib(at), HANDED_OVER)
    new = _following(old, sponsor, today_in_wib(at))
    before = Consent.objects.filter(sponsorship=old).order_by("-version").first()
    Consent.objects.create(
        sponsorship=new,
        version=1,
        ceiling_idr=0 if before is None else before.ceiling_idr,
        given_on=today_in_wib(at),
        evidence="form",
    )
    record("sponsorship.handed_over", target=old, by=by, at=at, to=new.pk)
    return int(new.pk)


@operation
def adopt(
    *,
    sponsorship_id: int,
    new_sponsor_id: int,
    ceiling_idr: int,
    pay_source: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Let a colleague take on a worker whom a sponsor leaves or has left; return the new sponsorship.

    The consent is the colleague's own, given on the screen. Whether the worker may be taken on at
    all is the caller's to know: no row of the old sponsor's is shown to the colleague.

    :raises NotOffered: of another office, or somebody protects the worker already.
    :raises UnknownSponsor, AlreadyTheSponsor, SponsorFull, WorkerHasDied: as they say.
    """
    old = Sponsorship.objects.select_for_update(of=["self"]).filter(pk=sponsorship_id).first()
    if old is None or old.state not in (State.ACCEPTED, State.ENDED):
        raise NotOffered(sponsorship_id)
    sponsor = _next_sponsor(old, new_sponsor_id)
    others = Sponsorship.objects.filter(worker_id=old.worker_id, state__in=OPEN)
    if sponsor.agency_id != old.agency_id or others.exclude(pk=old.pk).exists():
        raise NotOffered(sponsorship_id)
    if old.state == State.ACCEPTED:
        _end([old], today_in_wib(at), HANDED_OVER)
    new = _following(old, sponsor, today_in_wib(at))
    Consent.objects.create(
        sponsorship=new,
        version=1,
        ceiling_idr=ceiling_idr,
        pay_source=pay_source,
        given_on=today_in_wib(at),
        evidence="screen",
    )
    record("sponsorship.adopted", target=old, by=by, at=at, to=new.pk)
    return int(new.pk)


def _following(old: Sponsorship, sponsor: CivilServant, on: date) -> Sponsorship:
    """Return the sponsorship that goes on where `old` ends: the same worker, the same number."""
    return Sponsorship.objects.create(
        regency_id=old.regency_id,
        agency_id=sponsor.agency_id,
        sponsor=sponsor,
        worker_id=old.worker_id,
        relation="",
        sector=old.sector,
        funds=old.funds,
        income_idr=old.income_idr,
        programmes=old.programmes,
        state=MOVES.to("accept_handed_over", ""),
        registered_on=on,
        card_number=old.card_number,
        accepted_on=old.accepted_on,
        follows=old,
    )


def _next_sponsor(old: Sponsorship, sponsor_id: int) -> CivilServant:
    sponsor = (
        CivilServant.objects.select_for_update()
        .filter(pk=sponsor_id, regency_id=old.regency_id, gone_on=None)
        .first()
    )
    if sponsor is None:
        raise UnknownSponsor(sponsor_id)
    if sponsor.pk == old.sponsor_id:
        raise AlreadyTheSponsor(sponsor_id)
    if old.worker.died_on is not None:
        raise WorkerHasDied(old.pk)
    if Sponsorship.objects.filter(sponsor=sponsor, state__in=OPEN).count() >= MOST_WORKERS:
        raise SponsorFull(sponsor_id)
    return sponsor


def _end(found: Collection[Sponsorship], ended_on: date, reason: str) -> None:
    for state in {sponsorship.state for sponsorship in found}:
        MOVES.to("end", State(state))
    give_reason(reason)
    with connection.cursor() as cursor:
        cursor.execute(_END, [State.ENDED, ended_on, reason, [each.pk for each in found]])


def _set(sponsorship: Sponsorship, action: str) -> None:
    sponsorship.state = MOVES.to(action, State(sponsorship.state))
    sponsorship.save(update_fields=["state"])
