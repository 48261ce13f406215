"""S19: what a sponsor keeps after handing in a registration. It proves that, and no cover."""

from datetime import datetime
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.stages.enrolment.queries import SponsorshipRow, sponsorship_of

KIND = "S19"
SPONSORSHIP = "enrolment_sponsorship"


@operation
def receipt(*, sponsorship_id: int, reference: str = "", by: Actor, at: datetime) -> int:
    """
    Make the proof that a registration was handed in; return its id.

    :param reference: the short reference as the screen showed it.
    :raises NotYours: no such registration, or not for the actor.
    """
    row = sponsorship_of(viewer=by.viewer, sponsorship_id=sponsorship_id)
    if row is None or by.regency_id is None:
        raise NotYours
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=today_in_wib(at),
        regency_id=by.regency_id,
        office=row.agency_name,
        agency_id=row.agency_id,
    )
    return make(
        kind=KIND,
        regency_id=by.regency_id,
        agency_id=row.agency_id,
        subject_type=SPONSORSHIP,
        subject_id=sponsorship_id,
        facts=_facts(head, row, reference),
        number=reference,
        by=by,
        at=at,
    )


def _facts(head: Head, row: SponsorshipRow, reference: str) -> dict[str, Any]:
    who = [
        [say("paper.s19.reference"), reference],
        [say("paper.s19.worker"), row.worker_name],
        [say("paper.s19.work"), row.occupation],
        [say("paper.s19.sponsor"), row.sponsor_name],
        [say("paper.s19.office"), row.agency_name],
        [say("paper.s19.on"), render_date(row.registered_on)],
    ]
    return titled(KIND, "s19", head) | {
        "lead": say("paper.s19.lead"),
        "who": [line for line in who if line[1]],
        "next_title": say("paper.s19.next_title"),
        "next": [say(f"paper.s19.next_{step}") for step in ("check", "send", "cut")],
        "warning": say("paper.s19.warning"),
        "closing": say("paper.s19.closing", office=row.agency_name),
    }
