"""D17: an office's workers who will lose cover, masked: for the desk, then for the shredder."""

from datetime import date, datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_date_long
from payung.kernel.month import Month
from payung.kernel.names import initials
from payung.kernel.people import Actor
from payung.kernel.short_refs import short_ref
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.reports.lapse.predicting import predictions
from payung.reports.lapse.values import Prediction
from payung.reports.lapse.words import fact
from payung.stages.registry.queries import agencies

KIND: Final = "D17"
AGENCY: Final = "registry_agency"
_COLUMNS: Final = ("no", "worker", "sponsor", "unpaid", "left", "until", "reason")


@operation
def arrears_list(*, agency_id: int, by: Actor, at: datetime) -> int:
    """
    Make an office's list of workers at risk; return its id. The next day's is its next version.

    Workers stand on it by initials and the number of their registration.

    :raises NotYours: no such office for the actor.
    :raises NothingToPrint: nobody is at risk.
    """
    office = next((row for row in agencies(viewer=by.viewer) if row.agency_id == agency_id), None)
    if office is None:
        raise NotYours
    on = today_in_wib(at)
    seen = predictions(viewer=by.viewer, on=on)
    found = tuple(one for one in seen if one.facts.agency_id == agency_id)
    if not found:
        raise NothingToPrint
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=on,
        regency_id=office.regency_id,
        office=office.name,
        agency_id=agency_id,
    )
    return make(
        kind=KIND,
        regency_id=office.regency_id,
        agency_id=agency_id,
        subject_type=AGENCY,
        subject_id=agency_id,
        facts=arrears_facts(head, found, on=on),
        row_count=len(found),
        by=by,
        at=at,
    )


def arrears_facts(head: Head, found: tuple[Prediction, ...], *, on: date) -> dict[str, Any]:
    """Return what the list says of a day, the most urgent first."""
    return titled(KIND, "d17", head) | {
        "lead": say("paper.d17.lead", office=head.office, day=render_date_long(on)),
        "heads": [say(f"paper.d17.head_{name}") for name in _COLUMNS],
        "rows": [
            [f"{number}.", *_row(one, head.regency, on)]
            for number, one in enumerate(found, start=1)
        ],
        "total": say("paper.d17.total", count=str(len(found))),
        "shred": say("paper.d17.shred"),
    }


def _row(one: Prediction, regency: str, on: date) -> list[str]:
    left = max(Month.of(one.lapses_on) - Month.of(on), 0)
    worker = f"{initials(one.facts.worker)} {short_ref(one.facts.sponsorship_id, regency)}"
    return [
        worker.strip(),
        one.facts.sponsor,
        str(len(one.unpaid)),
        say("paper.d17.months", count=str(left)) if left else say("paper.d17.last_month"),
        render_date(one.last_day),
        fact(one),
    ]
