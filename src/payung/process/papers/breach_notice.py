"""D20: tells people and the agency that personal data was not kept protected, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.desk.queries import IncidentSeen, incident
from payung.foundation.documents.operations import make
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date_long, render_time
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours

KIND = "D20"
INCIDENT = "desk_incident"


@dataclass(frozen=True, kw_only=True)
class BreachWords:
    """What the law wants said (UU 27/2022, 46), as somebody wrote it; never anybody's name."""

    data: str
    how: str
    remedy: str
    advice: str
    contact: str

    @property
    def parts(self) -> Mapping[str, str]:
        return {"data": self.data, "how": self.how, "remedy": self.remedy, "advice": self.advice}


@operation
def breach_notice(*, incident_id: int, words: BreachWords, by: Actor, at: datetime) -> int:
    """
    Make the notice of an incident; return its id. Changed words are its next version.

    The clock goes on: it stops when somebody records that people were told.

    :raises NotYours: no such incident here, or it touched no personal data.
    """
    seen = incident(viewer=by.viewer, incident_id=incident_id)
    if seen is None or not seen.touches_personal_data or by.regency_id is None:
        raise NotYours
    head = head_of(viewer=by.viewer, kind=KIND, on=today_in_wib(at), regency_id=by.regency_id)
    return make(
        kind=KIND,
        regency_id=by.regency_id,
        agency_id=None,
        subject_type=INCIDENT,
        subject_id=incident_id,
        facts=notice_facts(head, seen, words),
        by=by,
        at=at,
    )


def notice_facts(head: Head, seen: IncidentSeen, words: BreachWords) -> dict[str, Any]:
    """Return what the notice says."""
    return titled(KIND, "d20", head) | {
        "place": head.place,
        "to": say("paper.d20.to"),
        "opening": say("paper.d20.opening"),
        "event": [
            [say("paper.d20.event"), seen.title],
            [say("paper.d20.noticed"), _moment(seen.noticed_at)],
            [say("paper.d20.due"), _moment(seen.due_at)],
        ],
        "parts": [
            {"title": say(f"paper.d20.part_{name}"), "lines": text.splitlines()}
            for name, text in words.parts.items()
        ],
        "contact": say("paper.d20.contact", contact=words.contact),
        "closing": say("paper.d20.closing"),
        **head.signature,
    }


def _moment(at: datetime) -> str:
    return say("paper.d20.at", day=render_date_long(in_wib(at).date()), time=render_time(at))
