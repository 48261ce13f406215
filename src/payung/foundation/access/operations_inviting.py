"""Duties that two people give: proposed by one, in force only once another has agreed."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from payung.foundation.access.models import Duty, Visit
from payung.foundation.access.operations import AT_AN_OFFICE
from payung.foundation.access.problems import (
    DutyHeld,
    GrantsSelf,
    NotTheirsToGrant,
    PlaceMissing,
)
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role


@operation
def propose_duty(
    *,
    person_id: int,
    role: Role,
    agency_id: int | None,
    starts_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    Write down a duty of no days, `[starts_on, starts_on)`: it opens nothing until confirmed.

    :raises GrantsSelf: nobody proposes themselves.
    :raises NotTheirsToGrant: only the secretariat of a regency proposes, for its own.
    :raises PlaceMissing: the role is held at an office, and none was named.
    :raises DutyHeld: they hold it already.
    """
    if by.role is not Role.SECRETARIAT or by.person_id is None or by.regency_id is None:
        raise NotTheirsToGrant
    if person_id == by.person_id:
        raise GrantsSelf
    if role in AT_AN_OFFICE and agency_id is None:
        raise PlaceMissing
    place = {"regency_id": by.regency_id, "agency_id": agency_id if role in AT_AN_OFFICE else None}
    if Duty.objects.filter(person_id=person_id, role=role, ends_on__isnull=True, **place).exists():
        raise DutyHeld
    duty = Duty.objects.create(
        person_id=person_id,
        role=role,
        starts_on=starts_on,
        ends_on=starts_on,
        granted_by_id=by.person_id,
        **place,
    )
    record("duty.proposed", target=duty, by=by, at=at, role=role)
    return int(duty.pk)


@operation
def confirm_duty(*, duty_id: int, by: Actor, at: datetime) -> None:
    """
    Let a proposed duty begin, as the second person; today, if its first day has passed.

    :raises GrantsSelf: the one who would hold it, or who proposed it, confirms.
    :raises NotTheirsToGrant: another regency's, not the secretariat, or not a proposal.
    :raises DutyHeld: they hold it already.
    """
    duty = Duty.objects.select_for_update().get(pk=duty_id)
    if by.role is not Role.SECRETARIAT or by.regency_id != duty.regency_id:
        raise NotTheirsToGrant
    if duty.ends_on != duty.starts_on:
        raise NotTheirsToGrant
    if by.person_id in (duty.person_id, duty.granted_by_id):
        raise GrantsSelf
    duty.starts_on, duty.ends_on = max(duty.starts_on, today_in_wib(at)), None
    try:
        with transaction.atomic():
            duty.save(update_fields=["starts_on", "ends_on"])
    except IntegrityError as problem:
        raise DutyHeld from problem
    record("duty.granted", target=duty, by=by, at=at, role=duty.role, second_person=by.person_id)


@operation
def end_sessions(*, person_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Sign somebody out wherever they are, with their next request; return from how many places.

    :raises NotTheirsToGrant: nobody with a duty in the regency of whoever asks.
    """
    here = Duty.objects.filter(person_id=person_id)
    if by.regency_id is not None:
        here = here.filter(regency_id=by.regency_id)
    duty = here.first()
    if duty is None:
        raise NotTheirsToGrant
    count = Visit.objects.filter(person_id=person_id, ended_at=None).update(ended_at=at)
    record(
        "person.sessions_ended",
        by=by,
        at=at,
        target=duty,
        reason=reason,
        row_count=count,
        person_id=person_id,
    )
    return count
