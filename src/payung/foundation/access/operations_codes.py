"""
Printed codes: made by one person for another, shown once, used once, dead after 72 hours.

An account for somebody on the staff list is opened by `payung.process.accounts`, which may ask
the registry: `person_for_civil_servant(civil_servant_id=…, by=…, at=…)`.
"""

from datetime import datetime, timedelta
from typing import Literal

from payung.foundation.access.codes import digest_of, fresh_code
from payung.foundation.access.models import ActivationCode, Factor, Person
from payung.foundation.access.operations import set_password
from payung.foundation.access.problems import (
    CodeDead,
    CodeForSelf,
    NotTheirsToHelp,
    SecondPersonMissing,
)
from payung.foundation.access.queries import HeldDuty, duties_on
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role, Viewer

Purpose = Literal["password", "factor"]
LASTS = timedelta(hours=72)
SIGNS = 12
"""60 bits: beyond any guessing within 72 hours."""


@operation
def issue_code(
    *,
    person_id: int,
    purpose: Purpose = "password",
    second_person_id: int | None = None,
    by: Actor,
    at: datetime,
) -> str:
    """
    Return a fresh code for another person, to be printed and handed over; an older one dies.

    :param purpose: "password" lets them choose a password and keeps their authenticator;
        "factor" lets them set up another authenticator, and needs a second person.
    :param second_person_id: who asked for it too; `payung.process.lost_factor` asks them.
    :raises CodeForSelf: nobody makes a code for themselves.
    :raises NotTheirsToHelp: the person works elsewhere, or is staff without an authenticator.
    :raises SecondPersonMissing: a code for an authenticator, made alone.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person_id in (by.person_id, second_person_id):
        raise CodeForSelf
    is_alone = second_person_id in (None, by.person_id)
    if purpose == "factor" and is_alone and by.role is not Role.SYSTEM:
        raise SecondPersonMissing
    _refuse_elsewhere(person, purpose, by, at)
    code = fresh_code(SIGNS)
    made = _in_place_of_older(person, code, purpose, by, at)
    record(
        "code.issued", target=made, by=by, at=at, purpose=purpose, second_person=second_person_id
    )
    return code


@operation
def revoke_codes(*, person_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Make every code of a person worthless, because a letter was lost or handed to another."""
    person = Person.objects.select_for_update().get(pk=person_id)
    _refuse_elsewhere(person, "password", by, at)
    live = ActivationCode.objects.filter(person=person, used_at=None, revoked_at=None)
    record(
        "code.revoked",
        target=person,
        by=by,
        at=at,
        reason=reason,
        row_count=live.update(revoked_at=at),
    )


@operation
def choose_password(*, code_id: int, password: str, by: Actor, at: datetime) -> None:
    """
    Let the person of a "password" code choose their password; the code is used up with it.

    :raises CodeDead: used, revoked or too old by now.
    :raises PasswordRefused: the code lives on, for another try.
    """
    code = _live(code_id, "password", at)
    set_password(person_id=code.person_id, password=password, by=by, at=at)
    _use_up(code, by, at)


@operation
def drop_lost_factor(*, code_id: int, by: Actor, at: datetime) -> None:
    """
    Let the person of a "factor" code set up another authenticator: the lost one is worthless.

    :raises CodeDead: used, revoked or too old by now.
    """
    code = _live(code_id, "factor", at)
    Factor.objects.filter(person_id=code.person_id).delete()
    _use_up(code, by, at)


def _in_place_of_older(
    person: Person, code: str, purpose: Purpose, by: Actor, at: datetime
) -> ActivationCode:
    older = ActivationCode.objects.filter(person=person, purpose=purpose, used_at=None)
    older.filter(revoked_at=None).update(revoked_at=at)
    return ActivationCode.objects.create(
        person=person,
        digest=digest_of(code, person_id=person.pk, purpose=purpose),
        purpose=purpose,
        made_by_id=by.person_id,
        made_at=at,
        expires_at=at + LASTS,
    )


def _live(code_id: int, purpose: Purpose, at: datetime) -> ActivationCode:
    code = (
        ActivationCode.objects.select_for_update()
        .filter(pk=code_id, purpose=purpose, used_at=None, revoked_at=None, expires_at__gt=at)
        .first()
    )
    if code is None:
        raise CodeDead
    return code


def _use_up(code: ActivationCode, by: Actor, at: datetime) -> None:
    code.used_at = at
    code.save(update_fields=["used_at"])
    record("code.used", target=code, by=by, at=at, purpose=code.purpose)


def _refuse_elsewhere(person: Person, purpose: Purpose, by: Actor, at: datetime) -> None:
    """Officers help their own office, the secretariat its regency; nobody takes over an account."""
    if by.role is Role.SYSTEM and by.regency_id is None:
        return
    duties = duties_on(viewer=Viewer.system(), person_id=person.pk, on=today_in_wib(at))
    if any(duty.regency_id != by.regency_id for duty in duties):
        raise NotTheirsToHelp
    if by.role in (Role.SECRETARIAT, Role.SYSTEM):
        return
    if by.role not in (Role.OFFICER, Role.OFFICE_HEAD) or not _all_at(duties, by.agency_id):
        raise NotTheirsToHelp
    if purpose == "password" and not _is_safe_with_officer(person, duties):
        raise NotTheirsToHelp


def _all_at(duties: list[HeldDuty], agency_id: int | None) -> bool:
    return bool(duties) and all(duty.agency_id == agency_id for duty in duties)


def _is_safe_with_officer(person: Person, duties: list[HeldDuty]) -> bool:
    """A code for staff without an authenticator would be the whole account: a treasurer's too."""
    only_sponsor = all(duty.role is Role.SPONSOR for duty in duties)
    return only_sponsor or Factor.objects.filter(person=person, confirmed_at__isnull=False).exists()
