"""Planning events and their sessions, and inviting offices to them."""

import secrets
from base64 import b32encode
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.outreach.models import Event, Invitation, Session
from payung.stages.outreach.operations.scope import lock_sessions, own_session, regency_of
from payung.stages.outreach.problems import Clash, OutsideScope, SessionRefused, SessionsClash
from payung.stages.outreach.states import SESSION_MOVES, SessionState
from payung.stages.outreach.sums.clashes import Slot, clashing
from payung.stages.registry.models import Agency

TITLE: Final = 150
PLACE: Final = 150
AGENDA: Final = 8
AGENDA_LINE: Final = 150
LONGEST: Final = timedelta(hours=12)
FURTHEST: Final = timedelta(days=400)
MOST_TARGET: Final = 100_000
_CODE_BITS: Final = 130


@operation
def plan_event(*, title: str, target: int | None = None, by: Actor, at: datetime) -> int:
    """
    Begin a round of outreach in the actor's regency; return its id.

    :param target: how many sign-ups the organisers hope for within thirty days.
    :raises OutsideScope: `by` is not the secretariat of a regency.
    :raises SessionRefused: nameless (`title`), or a target that is none (`target`).
    """
    regency_id = regency_of(by)
    named = shown(title)[:TITLE]
    if not named:
        raise SessionRefused("title")
    if target is not None and not 0 < target <= MOST_TARGET:
        raise SessionRefused("target")
    event = Event.objects.create(
        regency_id=regency_id,
        title=named,
        target=target,
        planned_by_id=by.person_id,
        planned_at=at,
    )
    record("outreach.event_planned", target=event, by=by, at=at)
    return int(event.pk)


@operation
def add_session(
    *,
    event_id: int,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    agenda: Sequence[str] = (),
    agency_ids: Collection[int],
    by: Actor,
    at: datetime,
) -> int:
    """
    Add a session to an event, with the offices invited to it; return its id.

    :raises OutsideScope: the event, or an office, is not the actor's.
    :raises SessionRefused: no place, times that make no session, or nobody invited.
    :raises SessionsClash: the place is taken then, or an office is invited elsewhere.
    """
    regency_id = regency_of(by)
    if not Event.objects.filter(pk=event_id, regency_id=regency_id).exists():
        raise OutsideScope(by.regency_id)
    where = _fit(place, starts_at, ends_at, at)
    offices = _offices(agency_ids, regency_id)
    lock_sessions(regency_id)
    session = Session(
        regency_id=regency_id,
        event_id=event_id,
        place=where,
        starts_at=starts_at,
        ends_at=ends_at,
        agenda=_agenda(agenda),
        state=SessionState.PLANNED,
        code=_code(),
    )
    _refuse_clashes(_slot(session, offices), regency_id)
    session.save(force_insert=True)
    _invite(session, offices, at)
    record("outreach.session_planned", target=session, by=by, at=at, row_count=len(offices))
    return int(session.pk)


@operation
def change_session(
    *,
    session_id: int,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    agenda: Sequence[str],
    agency_ids: Collection[int],
    by: Actor,
    at: datetime,
) -> None:
    """
    Say anew where, when and for whom a planned session is; who is left out keeps a withdrawn row.

    :raises OutsideScope: the session, or an office, is not the actor's.
    :raises SessionRefused: as for a new one, or it took place or was called off (`over`).
    :raises SessionsClash: as for a new one.
    """
    regency_id = regency_of(by)
    lock_sessions(regency_id)
    session = own_session(session_id, by)
    if session.state != SessionState.PLANNED:
        raise SessionRefused("over")
    session.place = _fit(place, starts_at, ends_at, at)
    session.starts_at, session.ends_at = starts_at, ends_at
    session.agenda = _agenda(agenda)
    offices = _offices(agency_ids, regency_id)
    _refuse_clashes(_slot(session, offices), regency_id)
    session.save(update_fields=["place", "starts_at", "ends_at", "agenda"])
    standing = Invitation.objects.filter(session=session, withdrawn_at=None)
    standing.exclude(agency_id__in=offices).update(withdrawn_at=at)
    known = set(standing.values_list("agency_id", flat=True))
    _invite(session, offices - known, at)
    record("outreach.session_changed", target=session, by=by, at=at, row_count=len(offices))


@operation
def call_off(*, session_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Call a planned session off.

    :raises OutsideScope: it is not the actor's.
    :raises SessionRefused: no reason, or it took place or was called off before (`over`).
    """
    session = own_session(session_id, by)
    said = shown(reason)[:200]
    if not said:
        raise SessionRefused("reason")
    if not SESSION_MOVES.allows("call_off", session.state):
        raise SessionRefused("over")
    give_reason(said)
    session.state = SESSION_MOVES.to("call_off", session.state)
    session.called_off_because = said
    session.save(update_fields=["state", "called_off_because"])
    record("outreach.called_off", target=session, by=by, at=at, reason=said)


@operation
def renew_code(*, session_id: int, by: Actor, at: datetime) -> None:
    """
    Give the session another code, where the first one travelled; the old one is dead at once.

    :raises OutsideScope: it is not the actor's.
    """
    session = own_session(session_id, by)
    session.code = _code()
    session.save(update_fields=["code"])
    record("outreach.code_renewed", target=session, by=by, at=at)


def _fit(place: str, starts_at: datetime, ends_at: datetime, at: datetime) -> str:
    where = shown(place)[:PLACE]
    if not where:
        raise SessionRefused("place")
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise SessionRefused("times")
    if starts_at > at + FURTHEST or starts_at < at - FURTHEST:
        raise SessionRefused("far")
    return where


def _offices(agency_ids: Collection[int], regency_id: int) -> frozenset[int]:
    wanted = frozenset(agency_ids)
    if not wanted:
        raise SessionRefused("nobody")
    rows = Agency.objects.filter(pk__in=wanted, regency_id=regency_id, closed_on=None)
    if rows.count() != len(wanted):
        raise OutsideScope(regency_id)
    return wanted


def _agenda(lines: Sequence[str]) -> list[str]:
    said = [shown(line)[:AGENDA_LINE] for line in lines]
    return [line for line in said if line][:AGENDA]


def _slot(session: Session, offices: frozenset[int]) -> Slot:
    return Slot(
        session_id=session.pk or 0,
        place=session.place,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        offices=offices,
    )


def _refuse_clashes(wanted: Slot, regency_id: int) -> None:
    rows = Session.objects.filter(
        regency_id=regency_id, starts_at__lt=wanted.ends_at, ends_at__gt=wanted.starts_at
    ).exclude(state=SessionState.CALLED_OFF)
    others = [_slot(row, _invited(row)) for row in rows.order_by("starts_at", "pk")]
    names = dict(Agency.objects.filter(pk__in=wanted.offices).values_list("pk", "name"))
    found: list[Clash] = []
    for other, is_taken, both in clashing(wanted, others):
        if is_taken:
            found.append(Clash(session_id=other.session_id, place=other.place))
        found += [
            Clash(session_id=other.session_id, place=other.place, office=name)
            for name in sorted(names[agency_id] for agency_id in both)
        ]
    if found:
        raise SessionsClash(tuple(found))


def _invited(session: Session) -> frozenset[int]:
    standing = Invitation.objects.filter(session=session, withdrawn_at=None)
    return frozenset(standing.values_list("agency_id", flat=True))


def _invite(session: Session, offices: Collection[int], at: datetime) -> None:
    Invitation.objects.bulk_create(
        Invitation(session=session, agency_id=agency_id, invited_at=at)
        for agency_id in sorted(offices)
    )


def _code() -> str:
    """Return 26 signs: 130 random bits."""
    bits = secrets.randbits(_CODE_BITS) << (136 - _CODE_BITS)
    return b32encode(bits.to_bytes(17, "big")).decode()[:26].lower()
