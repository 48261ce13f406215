"""D18: Korpri's thanks to an office, or to a person who agreed to be named."""

from datetime import date, datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date_long, render_month
from payung.kernel.month import Month
from payung.kernel.names import shown
from payung.kernel.people import Actor, Role
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.stages.monitoring.queries import office_series
from payung.stages.monitoring.sums.offices import OfficeFigures
from payung.stages.registry.queries import agencies

KIND: Final = "D18"
LONGEST_NAME: Final = 100
_THANKING: Final = (Role.KORPRI, Role.SECRETARIAT)


@operation
def thanks(
    *,
    agency_id: int,
    name: str = "",
    consented_on: date | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Make the certificate of an office, or of one of its people by name; return its id.

    An office is thanked with its workers of the newest month that it closed; how many of its
    people take part, or do not, stands on no certificate.

    :param consented_on: the day on which the person agreed to be named; without it nobody is.
    :raises NotYours: an office the actor does not see, or a role that thanks nobody.
    :raises NothingToPrint: a name without consent, or an office without a worker so far.
    """
    on = today_in_wib(at)
    found = [row for row in agencies(viewer=by.viewer) if row.agency_id == agency_id]
    if by.role not in _THANKING or not found:
        raise NotYours
    named = shown(name)[:LONGEST_NAME]
    if named and (consented_on is None or consented_on > on):
        raise NothingToPrint
    office = found[0]
    figures = _figures(by, agency_id, on)
    if figures is None and not named:
        raise NothingToPrint
    head = head_of(viewer=by.viewer, kind=KIND, on=on, regency_id=office.regency_id)
    return make(
        kind=KIND,
        regency_id=office.regency_id,
        agency_id=agency_id,
        facts=_facts(head, office.name, named, figures, on),
        by=by,
        at=at,
    )


def _figures(by: Actor, agency_id: int, on: date) -> OfficeFigures | None:
    """Return the newest month of the last twelve that the office closed with somebody covered."""
    months = office_series(viewer=by.viewer, agency_id=agency_id, until=Month.of(on))
    closed = [month for month in months if month and month.closed_on and month.covered]
    return closed[-1] if closed else None


def _facts(
    head: Head, office: str, named: str, figures: OfficeFigures | None, on: date
) -> dict[str, Any]:
    told = (
        ""
        if figures is None or named
        else say(
            "paper.d18.workers",
            count=str(figures.covered),
            month=render_month(figures.month),
            closed=render_date_long(figures.closed_on or on),
        )
    )
    return titled(KIND, "d18", head) | {
        "place": head.place,
        "to": say("paper.d18.to"),
        "name": named or office,
        "office": office if named else "",
        "words": say("paper.d18.words_person" if named else "paper.d18.words_office"),
        "figure": told,
        "source": say("paper.d18.source") if told else "",
        "signer_office": say("paper.d18.signer", regency=head.regency),
    }
