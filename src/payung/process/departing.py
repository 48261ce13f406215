"""A sponsor leaves for good: their workers are looked after before a month is lost."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings

from payung.foundation.access.operations_handing import follow_office
from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Actor, Role, Viewer
from payung.process.telling import tell_sponsor
from payung.reports.lapse.predicting import predictions
from payung.stages.registry.operations.departing import record_departure
from payung.stages.registry.queries.nips import StaffFound, member
from payung.stages.registry.sums.leaving import Left

PREFIX: Final = "left:"


@dataclass(frozen=True, kw_only=True)
class Departure:
    """Whom a departure leaves behind: so many workers, the first of whom lapses on a day."""

    workers: int
    lapses_on: date | None


@operation
def leave(
    *, civil_servant_id: int, left_on: date, why: Left, reason: str, by: Actor, at: datetime
) -> Departure:
    """
    Record a departure: duties at the office end, and the sponsor hears what can be done.

    What was paid stays paid. From the next list on nothing is cut; colleagues of the office see
    the workers as offers from this moment on, and the membership ends after the third unpaid
    month unless somebody goes on.

    :raises OutsideScope, OwnRecord, DepartureRefused: as `record_departure`.
    """
    who = member(viewer=by.viewer, civil_servant_id=civil_servant_id)
    office = record_departure(
        civil_servant_id=civil_servant_id, left_on=left_on, why=why, reason=reason, by=by, at=at
    )
    assert who is not None, "whoever leaves was there"
    # What they did for the office ends; as a sponsor they may still come in and choose.
    follow_office(
        civil_servant_id=civil_servant_id,
        from_agency_id=office,
        to_agency_id=office,
        to_regency_id=who.regency_id,
        by=by,
        at=at,
    )
    left = _left_behind(who, today_in_wib(at))
    if left.lapses_on is not None and why is not Left.DIED:
        _tell(who, left.lapses_on, by, at)
    return left


def _left_behind(who: StaffFound, on: date) -> Departure:
    viewer = Viewer(Role.SYSTEM, None, who.regency_id, None)
    days = [
        one.lapses_on
        for one in predictions(viewer=viewer, on=on, agency_id=who.agency_id)
        if one.facts.sponsor_id == who.civil_servant_id
    ]
    return Departure(workers=len(days), lapses_on=min(days, default=None))


def _tell(who: StaffFound, lapses_on: date, by: Actor, at: datetime) -> None:
    tell_sponsor(
        civil_servant_id=who.civil_servant_id,
        regency_id=who.regency_id,
        agency_id=who.agency_id,
        key=f"{PREFIX}{who.civil_servant_id}:{today_in_wib(at)}",
        mail="leaving.mail",
        text="wa.left",
        values={"until": render_date(lapses_on), "address": f"{settings.PAYUNG_ADDRESS}/saya/"},
        by=by,
        at=at,
    )
