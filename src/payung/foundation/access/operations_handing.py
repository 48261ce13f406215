"""An officer hands the duty to a colleague, and a duty follows its person to another office."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from payung.foundation.access.models import Duty, Person
from payung.foundation.access.problems import DutyHeld, GrantsSelf, NotTheirsToGrant
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role

HANDED_BY_HOLDER: Final = frozenset({Role.OFFICER})
"""Duties that their holder may hand on alone; a treasurer's needs two people of the secretariat."""


class CannotSignIn(Exception):
    """The new holder has no password yet: the office would be left without anybody."""


@operation
def hand_over_duty(*, to_person_id: int, by: Actor, at: datetime) -> int:
    """
    End the actor's own duty now and give it to a colleague now; return the new duty.

    There is no moment with both and none with neither. The actor's open sessions lose the duty
    with their next request.

    :raises NotTheirsToGrant: the actor does not hold such a duty at an office.
    :raises GrantsSelf: the actor named themselves.
    :raises CannotSignIn: the colleague is closed, or has no password yet.
    :raises DutyHeld: the colleague holds it already.
    """
    if to_person_id == by.person_id:
        raise GrantsSelf
    today = today_in_wib(at)
    old = (
        Duty.objects.select_for_update()
        .filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today)
        .filter(person_id=by.person_id or 0, role=by.role, agency_id=by.agency_id or 0)
        .order_by("pk")
        .first()
    )
    if old is None or by.role not in HANDED_BY_HOLDER:
        raise NotTheirsToGrant
    colleague = Person.objects.select_for_update().get(pk=to_person_id)
    if not colleague.is_active or not colleague.has_usable_password():
        raise CannotSignIn
    old.ends_on = today
    old.save(update_fields=["ends_on"])
    new = Duty(person=colleague, role=old.role, regency_id=old.regency_id, agency_id=old.agency_id)
    new.starts_on, new.granted_by_id = today, by.person_id
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError as problem:
        raise DutyHeld from problem
    record("duty.handed_over", target=new, by=by, at=at, role=old.role, before=old.pk)
    return int(new.pk)


@operation
def follow_office(
    *,
    civil_servant_id: int,
    from_agency_id: int,
    to_agency_id: int,
    to_regency_id: int,
    by: Actor,
    at: datetime,
) -> int:
    """
    Let a person who moved leave every duty at the old office; return how many ended.

    The sponsor's goes on at the new one. What they did for the old office, somebody there must
    do: access to a place that is no longer theirs ends with the move.
    """
    today = today_in_wib(at)
    person_id = Person.objects.filter(civil_servant_id=civil_servant_id).values_list("pk").first()
    held = Duty.objects.select_for_update().filter(
        Q(ends_on=None) | Q(ends_on__gt=today),
        person_id=person_id[0] if person_id else 0,
        agency_id=from_agency_id,
    )
    if to_agency_id == from_agency_id:  # who left altogether stays a sponsor for a while
        held = held.exclude(role=Role.SPONSOR)
    ended = list(held.order_by("pk"))
    for duty in ended:
        duty.ends_on = max(today, duty.starts_on)
        duty.save(update_fields=["ends_on"])
        if duty.role == Role.SPONSOR:
            Duty.objects.create(
                person_id=duty.person_id,
                role=duty.role,
                regency_id=to_regency_id,
                agency_id=to_agency_id,
                starts_on=today,
                granted_by_id=None if by.person_id == duty.person_id else by.person_id,
            )
    record("duties.followed", by=by, at=at, row_count=len(ended), to=to_agency_id)
    return len(ended)
