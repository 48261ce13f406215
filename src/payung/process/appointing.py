"""Giving people their roles: at once, or with a second person where money or users are at stake."""

import hashlib
from datetime import date, datetime

from payung.foundation.access.operations import BY_TWO_PEOPLE, create_person, grant
from payung.foundation.access.operations_inviting import confirm_duty, propose_duty
from payung.foundation.approvals import operations as approvals
from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor, Role

KIND = "duty.grant"
TARGET = "access_duty"


def digest_of(duty_id: int, person_id: int, role: str, agency_id: int | None) -> str:
    """Return the digest of what a second person sees and agrees to."""
    said = f"{duty_id}|{person_id}|{role}|{agency_id or ''}"
    return hashlib.sha256(said.encode()).hexdigest()


@operation
def invite(
    *,
    sign_in: str,
    name: str,
    civil_servant_id: int | None,
    role: Role,
    agency_id: int | None,
    starts_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Add somebody and give them a role, or propose it; return the person.

    :raises SignInTaken: somebody signs in with this word.
    :raises GrantsSelf, NotTheirsToGrant, PlaceMissing: as for `grant`.
    """
    person_id = create_person(
        sign_in=sign_in, name=name, civil_servant_id=civil_servant_id, by=by, at=at
    )
    appoint(
        person_id=person_id,
        role=role,
        agency_id=agency_id,
        starts_on=starts_on,
        reason=reason,
        by=by,
        at=at,
    )
    return person_id


@operation
def appoint(
    *,
    person_id: int,
    role: Role,
    agency_id: int | None,
    starts_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> int | None:
    """
    Give a role; for money and users, ask a second person instead, and return that request.

    :raises GrantsSelf, NotTheirsToGrant, PlaceMissing, DutyHeld: as for `grant`.
    """
    if role not in BY_TWO_PEOPLE:
        grant(
            person_id=person_id,
            role=role,
            regency_id=by.regency_id,
            agency_id=agency_id,
            starts_on=starts_on,
            by=by,
            at=at,
        )
        return None
    duty_id = propose_duty(
        person_id=person_id, role=role, agency_id=agency_id, starts_on=starts_on, by=by, at=at
    )
    return approvals.ask(
        kind=KIND,
        target_type=TARGET,
        target_id=duty_id,
        reason=reason,
        seen_digest=digest_of(duty_id, person_id, role, agency_id),
        by=by,
        at=at,
    )


@operation
def confirm_appointment(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> None:
    """
    Agree as the second person: the role is in force from now on.

    :raises NotDecided: the same person decides, something changed, or it was decided before.
    :raises GrantsSelf, NotTheirsToGrant, DutyHeld: as for `confirm_duty`.
    """
    asked = approvals.open_request(approval_id, kind=KIND)
    approvals.approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    confirm_duty(duty_id=asked.target_id, by=by, at=at)


@operation
def refuse_appointment(*, approval_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Refuse as the second person: the proposed role never begins.

    :raises NotDecided: the same person decides, or it was decided before.
    """
    approvals.open_request(approval_id, kind=KIND)
    approvals.refuse(approval_id=approval_id, reason=reason, by=by, at=at)
