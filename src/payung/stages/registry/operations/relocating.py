"""A civil servant works elsewhere now: asked by them, agreed by both offices, then carried out."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import Agency, CivilServant, Relocation
from payung.stages.registry.problems import OutsideScope
from payung.stages.registry.states import RELOCATION_MOVES, Relocated

ANSWER_WITHIN: Final = timedelta(days=14)
"""After this long without an answer the secretariat decides in the silent office's place."""
REASON: Final = 200


class AskedBefore(Exception):
    """This civil servant has a relocation that is not decided yet."""


class NotElsewhere(Exception):
    """The office named is the one they work in, is closed, or is not theirs to name."""


class KnownThere(Exception):
    """The other regency has them on record from before: they leave here, its list takes them."""


class NotYetOverdue(Exception):
    """The offices still have time to answer; the secretariat waits."""


@operation
def ask_relocation(
    *, civil_servant_id: int, to_agency_id: int, from_month: Month, by: Actor, at: datetime
) -> int:
    """
    Ask both offices to let a civil servant move, billed by the new one from `from_month` on.

    An office of another regency is asked for by the office or the secretariat, with the decree.

    :raises AskedBefore: another one waits.
    :raises NotElsewhere: that is no other open office, or one that the asker cannot name.
    :raises KnownThere: the other regency has them on its staff list from earlier.
    :raises OutsideScope: it is neither themselves who ask, nor an officer of their office.
    """
    person = CivilServant.objects.filter(pk=civil_servant_id, gone_on=None).first()
    if person is None or not _may_ask(person, by):
        raise OutsideScope(civil_servant_id)
    there = Agency.objects.filter(pk=to_agency_id, closed_on=None).exclude(pk=person.agency_id)
    if by.role is Role.SPONSOR:
        there = there.filter(regency_id=person.regency_id)
    office = there.first()
    if office is None:
        raise NotElsewhere(to_agency_id)
    if office.regency_id != person.regency_id:
        _refuse_known_there(person, office.regency_id)
    asked = Relocation(
        civil_servant=person,
        from_agency_id=person.agency_id,
        to_agency_id=to_agency_id,
        from_month=from_month.first_day,
        state=RELOCATION_MOVES.to("ask", ""),
        asked_at=at,
        asked_by_id=by.person_id or 0,
    )
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError as problem:
        raise AskedBefore(civil_servant_id) from problem
    record("relocation.asked", target=asked, by=by, at=at, month=str(from_month))
    return int(asked.pk)


@operation
def consent_to_relocation(*, relocation_id: int, by: Actor, at: datetime) -> bool:
    """
    Agree for the actor's own office; return whether both offices have agreed now.

    The secretariat agrees for whichever office stayed silent, once the time to answer is over.
    Agreeing again changes nothing.

    :raises Relocation.DoesNotExist: there is none that waits, or not for this actor.
    :raises NotYetOverdue: the secretariat is too early.
    """
    moving = _waiting(relocation_id, by, at)
    is_secretariat = by.role is Role.SECRETARIAT
    if moving.released_by_id is None and _speaks_for(by, moving.from_agency):
        moving.released_by_id = by.person_id
    if moving.welcomed_by_id is None and _speaks_for(by, moving.to_agency):
        moving.welcomed_by_id = by.person_id
    moving.save(update_fields=["released_by_id", "welcomed_by_id"])
    record("relocation.agreed", target=moving, by=by, at=at, on_behalf=is_secretariat)
    return moving.released_by_id is not None and moving.welcomed_by_id is not None


@operation
def refuse_relocation(*, relocation_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Refuse for the actor's own office: everything stays where it is, and the reason is shown.

    :raises Relocation.DoesNotExist: there is none that waits, or not for this actor.
    :raises NotYetOverdue: the secretariat is too early.
    """
    moving = _waiting(relocation_id, by, at)
    give_reason(reason)
    moving.state = RELOCATION_MOVES.to("refuse", Relocated(moving.state))
    moving.reason = reason[:REASON]
    moving.save(update_fields=["state", "reason"])
    record("relocation.refused", target=moving, by=by, at=at, reason=reason)


@operation
def withdraw_relocation(*, relocation_id: int, by: Actor, at: datetime) -> None:
    """
    Take a relocation back while it waits; only who asked for it may.

    :raises Relocation.DoesNotExist: there is none that waits, or somebody else asked.
    """
    found = Relocation.objects.select_for_update()
    moving = found.get(pk=relocation_id, state=Relocated.ASKED, asked_by_id=by.person_id or 0)
    moving.state = RELOCATION_MOVES.to("withdraw", Relocated(moving.state))
    moving.save(update_fields=["state"])
    record("relocation.withdrawn", target=moving, by=by, at=at)


@operation
def finish_relocation(*, relocation_id: int, by: Actor, at: datetime) -> tuple[int, int]:
    """
    Let a civil servant belong to the new office; return who, and the office they left.

    Whether the moment is right for the lists is the caller's question (`process.relocation`).

    :raises MoveNotAllowed: it was decided before.
    """
    moving = Relocation.objects.select_for_update().get(pk=relocation_id)
    moving.state = RELOCATION_MOVES.to("finish", Relocated(moving.state))
    moving.save(update_fields=["state"])
    CivilServant.objects.filter(pk=moving.civil_servant_id).update(
        agency_id=moving.to_agency_id, regency_id=moving.to_agency.regency_id
    )
    record("relocation.finished", target=moving, by=by, at=at)
    return int(moving.civil_servant_id), int(moving.from_agency_id)


def _speaks_for(by: Actor, office: Agency) -> bool:
    """Whether the actor answers for this office: their own, or a silent one of their regency."""
    if by.role is Role.SECRETARIAT:
        return by.regency_id == office.regency_id
    return by.agency_id == office.pk


def _refuse_known_there(person: CivilServant, regency_id: int) -> None:
    """One row is one person: two of them with one NIP cannot stand in one regency."""
    if CivilServant.objects.filter(regency_id=regency_id, nip=person.nip).exists():
        raise KnownThere(regency_id)


def _may_ask(person: CivilServant, by: Actor) -> bool:
    if by.regency_id not in (None, person.regency_id):
        return False
    if by.role is Role.SPONSOR:
        mine = Person.objects.filter(pk=by.person_id or 0, civil_servant_id=person.pk)
        return mine.exists()
    return by.viewer.sees_all_agencies or by.agency_id == person.agency_id


def _waiting(relocation_id: int, by: Actor, at: datetime) -> Relocation:
    """Return the relocation, locked, if this actor has a say in it now."""
    found = Relocation.objects.filter(state=Relocated.ASKED)
    if by.regency_id is not None:
        own_regency = Q(from_agency__regency_id=by.regency_id)
        found = found.filter(own_regency | Q(to_agency__regency_id=by.regency_id))
    if not by.viewer.sees_all_agencies:
        own = by.agency_id or 0
        found = found.filter(Q(from_agency_id=own) | Q(to_agency_id=own))
    moving = found.select_for_update(of=("self",)).get(pk=relocation_id)
    if by.role is Role.SECRETARIAT and at < moving.asked_at + ANSWER_WITHIN:
        raise NotYetOverdue(relocation_id)
    return moving
