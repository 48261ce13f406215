"""D19: everything held about a person and who saw it, as a PDF that only its password opens."""

import hashlib
from datetime import datetime
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.desk.queries import AskedInFull, data_request
from payung.foundation.documents.locking import locked
from payung.foundation.documents.typesetting import loose_pdf
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date, render_date_long, render_time
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.reports.quality.data_pack import data_pack
from payung.reports.quality.packed import MOST_LOOKS, DataPack, Section

KIND = "D19"
_OWN = "own"


@operation
def data_answer(*, request_id: int, password: str, by: Actor, at: datetime) -> bytes:
    """
    Return the answer to a request as a locked PDF. Neither it nor its password is kept anywhere.

    The trace holds the digest of the file, so that a copy can be recognised.

    :raises NotYours: no such request here, or nobody saw yet whose data it is.
    """
    asked = data_request(viewer=by.viewer, request_id=request_id)
    if asked is None or asked.state != "identified" or not asked.is_about_somebody:
        raise NotYours
    pack = data_pack(
        viewer=by.viewer, worker_id=asked.worker_id, civil_servant_id=asked.civil_servant_id
    )
    if pack is None or by.regency_id is None:
        raise NotYours
    head = head_of(viewer=by.viewer, kind=KIND, on=today_in_wib(at), regency_id=by.regency_id)
    made = loose_pdf("data_answer.typ", facts=answer_facts(head, asked, pack, at=at), at=at)
    answer = locked(made, password=password)
    record(
        "data.locked",
        by=by,
        at=at,
        row_count=sum(len(section.rows) for section in pack.sections),
        digest=hashlib.sha256(answer).hexdigest(),
        data_request=request_id,
    )
    return answer


def answer_facts(head: Head, asked: AskedInFull, pack: DataPack, *, at: datetime) -> dict[str, Any]:
    """Return what the answer says."""
    day = render_date_long(in_wib(at).date())
    return titled(KIND, "d19", head) | {
        "lead": say("paper.d19.lead", name=pack.name, day=day, time=render_time(at)),
        "about": [
            [say("paper.d19.asked"), say(f"desk.request.kind_{asked.kind}")],
            [say("paper.d19.asked_on"), _moment(asked.asked_at)],
            [say("paper.d19.due"), _moment(asked.due_at)],
            [say("paper.d19.identified"), asked.identified_how],
        ],
        "sections": [_section(section) for section in pack.sections],
        "rights": say("paper.d19.rights"),
    }


def _section(section: Section) -> dict[str, Any]:
    """Return one kind of data: the person as pairs, everything else as a table."""
    title = say(f"desk.pack.section.{section.code}")
    shown: dict[str, Any] = {"title": title, "none": say("paper.d19.none"), "note": ""}
    if section.code == _OWN:
        pairs = [
            [_named(name), value or "–"] for row in section.rows for name, value in row.items()
        ]
        return shown | {"heads": [], "rows": pairs}
    if section.code == "looks" and len(section.rows) >= MOST_LOOKS:
        shown["note"] = say("paper.d19.most_looks", count=str(MOST_LOOKS))
    heads = [_named(name) for name in section.rows[0]] if section.rows else []
    rows = [[value or "–" for value in row.values()] for row in section.rows]
    return shown | {"heads": heads, "rows": rows}


def _named(name: str) -> str:
    return say(f"desk.pack.field.{name}")


def _moment(at: datetime) -> str:
    return f"{render_date(in_wib(at).date())} {render_time(at)}"
