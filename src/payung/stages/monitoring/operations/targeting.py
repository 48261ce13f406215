"""Sets what a regency wants to reach in a year; a later target of the same kind replaces it."""

from datetime import date, datetime
from decimal import Decimal

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role
from payung.stages.monitoring.models import Target
from payung.stages.monitoring.problems import TargetRefused
from payung.stages.monitoring.sums.offices import SIZES
from payung.stages.registry.models import Regency

_CODES = ("N3", "N5")


@operation
def set_target(
    *,
    regency_id: int,
    year: int,
    size: str,
    code: str,
    percent: Decimal,
    due_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Set a target of a year, for the whole regency or a class of its offices.

    :param size: a code of `SIZES`; empty for the whole regency.
    :param code: N3 (participation) or N5 (workers per 100 civil servants).
    :param reason: where it is written, such as the circular.
    :raises TargetRefused: not their regency, no such class or figure, no percentage between zero
        and a hundred with two decimals, a day outside the year, no reason.
    """
    _refuse_place(regency_id, by)
    _refuse(year, size, code, percent, due_on, reason)
    made = Target.objects.create(
        regency_id=regency_id,
        year=year,
        size=size,
        code=code,
        percent=percent,
        due_on=due_on,
        reason=reason.strip()[:200],
        set_by_id=by.person_id,
        set_by=by.name[:100],
        set_at=at,
    )
    record("target.set", target=made, by=by, at=at, code=code, year=year, size=size)
    return int(made.pk)


def _refuse_place(regency_id: int, by: Actor) -> None:
    mine = by.role is Role.SYSTEM or (by.role is Role.SECRETARIAT and by.regency_id == regency_id)
    if not mine or not Regency.objects.filter(pk=regency_id).exists():
        raise TargetRefused("figures.target.not_yours")


def _refuse(year: int, size: str, code: str, percent: Decimal, due_on: date, reason: str) -> None:
    if code not in _CODES or size not in ("", *(name for name, _ in SIZES)):
        raise TargetRefused("figures.target.unknown")
    if not percent.is_finite() or not 0 < percent <= 100 or _has_thousandths(percent):
        raise TargetRefused("figures.target.percent")
    if due_on.year != year:
        raise TargetRefused("figures.target.day", year=str(year))
    if not reason.strip():
        raise TargetRefused("figures.target.no_reason")


def _has_thousandths(percent: Decimal) -> bool:
    return percent != percent.quantize(Decimal("0.01"))
