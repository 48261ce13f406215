"""What the officer decides about registrations: verified, returned, cancelled, taken over."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.problems import NotTheSponsorsOffice
from payung.stages.enrolment.states import MOVES, OPEN, State

_STATED: Final = """
    INSERT INTO enrolment_workstatement
        (sponsorship_id, works, in_hospital, agrees, stated_on, verifier_id, source)
    SELECT id, true, false, true, %s, %s, 'officer' FROM unnest(%s::bigint[]) id
"""
_FOLLOW: Final = """
    UPDATE enrolment_sponsorship s SET agency_id = c.agency_id
    FROM registry_civilservant c
    WHERE c.id = s.sponsor_id AND c.agency_id <> s.agency_id AND c.gone_on IS NULL
        AND s.regency_id = %s AND s.state = ANY(%s)
"""


@operation
def verify(*, sponsorship_ids: Collection[int], stated_on: date, by: Actor, at: datetime) -> None:
    """
    State that these workers really work, are not in hospital and agree, and verify them together.

    The statement carries its verifier: at a claim the branch asks who checked, and when.

    :raises MoveNotAllowed: one of them is not registered; none of them is verified then.
    """
    ids = _move(sponsorship_ids, "verify", by)
    with connection.cursor() as cursor:
        cursor.execute(_STATED, [stated_on, by.person_id, ids])
    record("sponsorships.verified", by=by, at=at, row_count=len(ids), ids=ids[:1000])


@operation
def return_for_correction(*, sponsorship_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Give a registration back to be corrected; `reason` is shown to the sponsor and the office.

    :raises MoveNotAllowed: it is not registered, verified or submitted.
    """
    give_reason(reason)
    (number,) = _move([sponsorship_id], "return", by)
    record("sponsorship.returned", target=Sponsorship(pk=number), reason=reason, by=by, at=at)


@operation
def register_again(*, sponsorship_ids: Collection[int], by: Actor, at: datetime) -> None:
    """
    Put returned registrations, corrected where needed, before the officer once more.

    :raises MoveNotAllowed: one of them was not returned.
    """
    ids = _move(sponsorship_ids, "register", by)
    record("sponsorships.registered_again", by=by, at=at, row_count=len(ids), ids=ids[:1000])


@operation
def cancel(*, sponsorship_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Withdraw a registration that the branch has not been asked about yet, or has returned.

    :raises MoveNotAllowed: it is with the branch, accepted or over.
    """
    give_reason(reason)
    (number,) = _move([sponsorship_id], "cancel", by)
    record("sponsorship.cancelled", target=Sponsorship(pk=number), reason=reason, by=by, at=at)


@operation
def hold(*, sponsorship_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    Put a registration aside until the sponsor's own office takes it over.

    :raises MoveNotAllowed: it is not registered.
    """
    give_reason(reason)
    (number,) = _move([sponsorship_id], "hold", by)
    record("sponsorship.held", target=Sponsorship(pk=number), reason=reason, by=by, at=at)


@operation
def take_over(*, sponsorship_id: int, by: Actor, at: datetime) -> None:
    """
    Accept a held registration into the office that the sponsor belongs to today.

    :raises NotTheSponsorsOffice: the actor works for another office than the sponsor.
    :raises MoveNotAllowed: it is not held.
    """
    found = Sponsorship.objects.filter(pk=sponsorship_id).select_related("sponsor")
    sponsorship = found.select_for_update(of=("self",)).get()
    home_id = sponsorship.sponsor.agency_id
    in_reach = by.regency_id in (None, sponsorship.regency_id)
    if not in_reach or by.agency_id not in (None, home_id):
        raise NotTheSponsorsOffice(sponsorship_id)
    sponsorship.state = MOVES.to("take_over", State(sponsorship.state))
    sponsorship.agency_id = home_id
    sponsorship.save(update_fields=["state", "agency_id"])
    record("sponsorship.taken_over", target=sponsorship, by=by, at=at)


@operation
def follow_sponsors(*, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Let open sponsorships follow sponsors who moved to another office; return how many did.

    Consent, spell and paid months stay as they are: only the office that bills changes (C7).
    """
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [regency_id, list(OPEN)])
        count = int(cursor.rowcount)
    record("sponsorships.followed", by=by, at=at, row_count=count, regency=regency_id)
    return count


def _move(ids: Collection[int], action: str, by: Actor) -> list[int]:
    """Move all of these or none, as one set; return their ids in order."""
    locked = Sponsorship.objects.lock(ids, viewer=by.viewer)
    moved = [sponsorship.pk for sponsorship in locked]
    target: str | None = None
    for state in sorted({sponsorship.state for sponsorship in locked}):
        target = MOVES.to(action, State(state))
    if target is not None:
        Sponsorship.objects.filter(pk__in=moved).update(state=target)
    return moved
