"""The partner hospitals of a regency, as its secretariat hears them from the branch."""

from datetime import date, datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.names import fold, shown
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import Hospital
from payung.stages.registry.problems import HospitalRefused, OutsideScope

NAME: Final = 150
ADDRESS: Final = 200


@operation
def add_hospital(
    *,
    name: str,
    address: str,
    phone: str = "",
    is_always_open: bool = False,
    since_on: date,
    by: Actor,
    at: datetime,
) -> int:
    """
    Put a partner hospital on the actor's list from a day on; return its id.

    :param phone: in E.164, or empty.
    :raises OutsideScope: `by` is not the secretariat of a regency.
    :raises HospitalRefused: nameless, or on the list already.
    """
    regency_id = _regency_of(by)
    folded = fold(name)[:NAME]
    if not folded:
        raise HospitalRefused("name")
    if Hospital.objects.filter(regency_id=regency_id, folded=folded, ended_on=None).exists():
        raise HospitalRefused("twice")
    added = Hospital.objects.create(
        regency_id=regency_id,
        name=shown(name)[:NAME],
        folded=folded,
        address=shown(address)[:ADDRESS],
        phone=phone,
        is_always_open=is_always_open,
        since_on=since_on,
    )
    record("hospital.added", target=added, by=by, at=at)
    return int(added.pk)


@operation
def end_hospital(*, hospital_id: int, ended_on: date, by: Actor, at: datetime) -> None:
    """
    Take a hospital off the list from a day on; it stays on record.

    :raises OutsideScope: it is not the actor's, or `by` is not the secretariat of a regency.
    :raises HospitalRefused: it ended before, or the day lies before its first.
    """
    found = Hospital.objects.select_for_update().filter(pk=hospital_id).first()
    if found is None or found.regency_id != _regency_of(by):
        raise OutsideScope(by.regency_id)
    if found.ended_on is not None:
        raise HospitalRefused("ended")
    if ended_on < found.since_on:
        raise HospitalRefused("before")
    found.ended_on = ended_on
    found.save(update_fields=["ended_on"])
    record("hospital.ended", target=found, by=by, at=at, ended_on=ended_on.isoformat())


def _regency_of(by: Actor) -> int:
    if by.role not in (Role.SECRETARIAT, Role.SYSTEM) or by.regency_id is None:
        raise OutsideScope(by.regency_id)
    return by.regency_id
