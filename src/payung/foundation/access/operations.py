"""People and their duties: who may sign in, as what, where and until when."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from payung.foundation.access.models import Duty, Person, Visit
from payung.foundation.access.password_rules import keep_old, refusals
from payung.foundation.access.problems import (
    DutyHeld,
    GrantsSelf,
    NotTheirsToGrant,
    PasswordRefused,
    PlaceMissing,
    SecondPersonMissing,
    SignInTaken,
)
from payung.foundation.access.sign_in import typed
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role

AT_AN_OFFICE = frozenset({Role.SPONSOR, Role.OFFICER, Role.TREASURER, Role.OFFICE_HEAD})
BY_TWO_PEOPLE = frozenset({Role.TREASURER, Role.SECRETARIAT})
_GRANTERS = frozenset({Role.SECRETARIAT, Role.SYSTEM})


@operation
def create_person(
    *, sign_in: str, name: str, civil_servant_id: int | None = None, by: Actor, at: datetime
) -> int:
    """
    Add someone who may sign in, without a password and without a duty yet.

    :param sign_in: the NIP of a civil servant, or a word.
    :raises SignInTaken: another person has this word.
    """
    person = Person(sign_in=typed(sign_in), name=name, civil_servant_id=civil_servant_id)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as problem:
        raise SignInTaken from problem
    record("person.created", target=person, by=by, at=at)
    return int(person.pk)


@operation
def set_password(*, person_id: int, password: str, by: Actor, at: datetime) -> None:
    """
    Give a person a password; everywhere else they are signed out.

    :raises PasswordRefused: too short, too long or too easy to guess; `codes` say which.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    codes = refusals(password, person)
    if codes:
        raise PasswordRefused(codes)
    keep_old(person, at)
    person.set_password(password)
    person.save(update_fields=["password"])
    Visit.objects.filter(person=person, ended_at=None).update(ended_at=at)
    record("person.password_set", target=person, by=by, at=at)


@operation
def close_person(*, person_id: int, reason: str, by: Actor, at: datetime) -> None:
    """End a person's access at once, in every session and every duty."""
    person = Person.objects.select_for_update().get(pk=person_id)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person.closed", target=person, by=by, at=at, reason=reason)


@operation
def grant(
    *,
    person_id: int,
    role: Role,
    regency_id: int | None,
    agency_id: int | None = None,
    province: str = "",
    starts_on: date,
    ends_on: date | None = None,
    second_person_id: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Give a duty at a place, `[starts_on, ends_on)`.

    :param province: two digits, of a leader above its regencies; given by the system only.
    :param second_person_id: who approved it too; the caller asked them (treasurer, secretariat).
    :raises GrantsSelf: the granter or the second person is the one who would hold it.
    :raises NotTheirsToGrant: the granter is not the secretariat of this regency.
    :raises SecondPersonMissing: the role needs one, and none other than the granter was named.
    :raises PlaceMissing: the role is held at an office or in a regency that was not named, or
        a province was named for another role, or beside a regency.
    :raises DutyHeld: they hold it already.
    """
    _refuse_self(person_id, second_person_id, by)
    _refuse_stranger(regency_id, by)
    _refuse_alone(role, second_person_id, by)
    if not _has_place(role, regency_id, agency_id, province):
        raise PlaceMissing
    duty = Duty(person_id=person_id, role=role, regency_id=regency_id, granted_by_id=by.person_id)
    duty.agency_id, duty.province = agency_id if role in AT_AN_OFFICE else None, province
    duty.starts_on, duty.ends_on = starts_on, ends_on
    try:
        with transaction.atomic():
            duty.save()
    except IntegrityError as problem:
        raise DutyHeld from problem
    record("duty.granted", target=duty, by=by, at=at, role=role, second_person=second_person_id)
    return int(duty.pk)


@operation
def end_duty(*, duty_id: int, ends_on: date, reason: str, by: Actor, at: datetime) -> None:
    """
    End a duty with `ends_on` as the first day without it; an open session loses it that moment.

    A person may lay down their own duty. :raises NotTheirsToGrant: it is somebody else's to end.
    """
    duty = Duty.objects.select_for_update().get(pk=duty_id)
    if duty.person_id != by.person_id:
        _refuse_stranger(duty.regency_id, by)
    duty.ends_on = max(ends_on, duty.starts_on)
    duty.save(update_fields=["ends_on"])
    record("duty.ended", target=duty, by=by, at=at, reason=reason, role=duty.role)


def _has_place(role: Role, regency_id: int | None, agency_id: int | None, province: str) -> bool:
    if province:
        is_code = len(province) == len("33") and province.isascii() and province.isdigit()
        return role is Role.LEADER and regency_id is None and agency_id is None and is_code
    return regency_id is not None and (role not in AT_AN_OFFICE or agency_id is not None)


def _refuse_self(person_id: int, second_person_id: int | None, by: Actor) -> None:
    if person_id in (by.person_id, second_person_id):
        raise GrantsSelf


def _refuse_stranger(regency_id: int | None, by: Actor) -> None:
    if by.role not in _GRANTERS or by.regency_id not in (None, regency_id):
        raise NotTheirsToGrant


def _refuse_alone(role: Role, second_person_id: int | None, by: Actor) -> None:
    if by.role is Role.SYSTEM or role not in BY_TWO_PEOPLE:
        return
    if second_person_id in (None, by.person_id):
        raise SecondPersonMissing
