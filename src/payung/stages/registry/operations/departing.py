"""A civil servant leaves what Payung knows: another regency without it, a ministry, retirement."""

from datetime import date, datetime, timedelta
from typing import Final

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import CivilServant, Relocation
from payung.stages.registry.problems import DepartureRefused, OutsideScope, OwnRecord
from payung.stages.registry.states import RELOCATION_MOVES, Relocated
from payung.stages.registry.sums.leaving import Left

REASON: Final = 200
AT_MOST_AGO: Final = timedelta(days=366)


@operation
def record_departure(
    *, civil_servant_id: int, left_on: date, why: Left, reason: str, by: Actor, at: datetime
) -> int:
    """
    Record that somebody left, before a staff list without them comes; return their office.

    The same as being missing from a list: nobody is deleted, and a list that has them brings
    them back. A move to another office that still waits is withdrawn.

    :raises OutsideScope: neither their officer, nor the secretariat of their regency.
    :raises OwnRecord: nobody records their own.
    :raises DepartureRefused: a day in the future, or over a year ago.
    """
    person = CivilServant.objects.select_for_update().filter(pk=civil_servant_id).first()
    if person is None or person.gone_on is not None or not _may(person, by):
        raise OutsideScope(civil_servant_id)
    if Person.objects.filter(pk=by.person_id or 0, civil_servant_id=person.pk).exists():
        raise OwnRecord(civil_servant_id)
    today = today_in_wib(at)
    if left_on > today:
        raise DepartureRefused("departure_not_yet")
    if left_on < today - AT_MOST_AGO:
        raise DepartureRefused("departure_long_ago")
    person.gone_on = left_on
    person.save(update_fields=["gone_on"])
    for moving in Relocation.objects.filter(civil_servant=person, state=Relocated.ASKED):
        moving.state = RELOCATION_MOVES.to("withdraw", Relocated(moving.state))
        moving.save(update_fields=["state"])
    record(
        "staff.left",
        target=person,
        by=by,
        at=at,
        reason=reason[:REASON],
        why=why,
        left_on=left_on.isoformat(),
    )
    return int(person.agency_id)


def _may(person: CivilServant, by: Actor) -> bool:
    if by.role is Role.SYSTEM:
        return True
    if by.regency_id != person.regency_id:
        return False
    return by.role is Role.SECRETARIAT or (
        by.role is Role.OFFICER and by.agency_id == person.agency_id
    )
