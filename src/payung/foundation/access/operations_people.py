"""Accounts of civil servants, opened by the officer of their own office."""

from datetime import datetime

from django.db.models import Q

from payung.foundation.access.models import Duty, Person
from payung.foundation.access.problems import NotTheirsToHelp
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role


@operation
def open_account(
    *,
    civil_servant_id: int,
    nip: str,
    name: str,
    regency_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
) -> int:
    """
    Return the person of a civil servant, made where missing, as a sponsor at their present office.

    Sent again, it changes nothing. A sponsor's duty at an earlier office ends.

    :raises NotTheirsToHelp: the civil servant is of another office or regency.
    """
    _refuse_stranger(regency_id, agency_id, by)
    person = _person(civil_servant_id, nip, name, by, at)
    today = today_in_wib(at)
    held = Duty.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), person=person)
    sponsors = held.filter(role=Role.SPONSOR)
    sponsors.exclude(agency_id=agency_id).update(ends_on=today)
    record("person.account_opened", target=person, by=by, at=at)
    if not sponsors.filter(agency_id=agency_id).exists():
        duty = Duty.objects.create(
            person=person,
            role=Role.SPONSOR,
            regency_id=regency_id,
            agency_id=agency_id,
            starts_on=today,
            granted_by_id=None if by.person_id == person.pk else by.person_id,
        )
        record("duty.granted", target=duty, by=by, at=at, role=Role.SPONSOR)
    return int(person.pk)


def _person(civil_servant_id: int, nip: str, name: str, by: Actor, at: datetime) -> Person:
    # Somebody added by name before their staff list came signs in with the NIP already.
    Person.objects.filter(sign_in=nip, civil_servant_id=None).update(
        civil_servant_id=civil_servant_id
    )
    person, is_new = Person.objects.select_for_update().get_or_create(
        civil_servant_id=civil_servant_id, defaults={"sign_in": nip, "name": name, "password": "!"}
    )
    if is_new:
        record("person.created", target=person, by=by, at=at)
    return person


def _refuse_stranger(regency_id: int, agency_id: int, by: Actor) -> None:
    if by.regency_id not in (None, regency_id):
        raise NotTheirsToHelp
    if by.role in (Role.SECRETARIAT, Role.SYSTEM):
        return
    if by.role not in (Role.OFFICER, Role.OFFICE_HEAD) or by.agency_id != agency_id:
        raise NotTheirsToHelp
