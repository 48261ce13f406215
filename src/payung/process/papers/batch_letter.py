"""D02: the letter that goes to the branch with a batch, and its list with full numbers."""

from datetime import datetime
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.stages.enrolment.queries import BatchRow, BatchSummary, batch_of, rows_of_batch
from payung.stages.enrolment.queries.papers import batch_digest

KIND = "D02"
BATCH = "enrolment_batch"
_COLUMNS = ("row", "nik", "name", "born", "work", "sponsor")


@operation
def cover_letter(*, batch_id: int, by: Actor, at: datetime) -> int:
    """
    Make the cover letter of a batch; return its id. The annex holds the identity numbers.

    :raises NotYours: no such batch, or not for the actor.
    """
    checksum = batch_digest(viewer=by.viewer, batch_id=batch_id)
    if not checksum:
        raise NotYours
    batch = batch_of(viewer=by.viewer, batch_id=batch_id)
    rows = rows_of_batch(viewer=by.viewer, batch_id=batch_id)
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=today_in_wib(at),
        regency_id=batch.regency_id,
        office=batch.agency_name,
        agency_id=batch.agency_id,
    )
    return make(
        kind=KIND,
        regency_id=batch.regency_id,
        agency_id=batch.agency_id,
        subject_type=BATCH,
        subject_id=batch_id,
        facts=letter_facts(head, batch, rows, checksum),
        row_count=len(rows),
        number=str(batch.number),
        by=by,
        at=at,
    )


def letter_facts(
    head: Head, batch: BatchSummary, rows: list[BatchRow], checksum: str
) -> dict[str, Any]:
    """Return what letter and annex say; `checksum` is of the batch\'s rows."""
    values = {"count": str(len(rows)), "words": in_words(len(rows)).removesuffix(" rupiah")}
    number = str(batch.number)
    more = {"branch": head.branch, "count": values["count"], "number": number}
    sent = say("paper.d02.batch_words", number=number, date=render_date(batch.sent_on))
    return titled(KIND, "d02", head) | {
        "place": head.place,
        "top": [
            [say("paper.number"), "................................"],
            [say("paper.attached"), say("paper.d02.attached_words")],
            [say("paper.about"), say("paper.d02.about")],
        ],
        "to": say("paper.d02.to", branch=head.branch),
        "opening": head.said("opening", "paper.d02.opening", **more),
        "summary": [
            [say("paper.d02.batch"), sent],
            [say("paper.d02.count"), say("paper.d02.count_words", **values)],
            [say("paper.d02.checksum"), _parted(checksum)],
        ],
        "attached_title": say("paper.d02.attached_title"),
        "attached": [
            say("paper.d02.attached_list", count=values["count"]),
            say("paper.d02.attached_file"),
        ],
        "closing": head.said("closing", "paper.d02.closing", **more),
        **head.signature,
        "annex_title": say("paper.d02.annex_title"),
        "annex_lead": say("paper.d02.annex_lead", office=batch.agency_name, number=number),
        "heads": [say(f"paper.d02.head_{name}") for name in _COLUMNS],
        "rows": [_row(row) for row in rows],
        "total": say("paper.d02.total", **values),
        "empty": say("paper.d02.empty"),
    }


def _row(row: BatchRow) -> dict[str, str]:
    return {
        "row": str(row.row),
        "nik": str(row.nik),
        "name": row.name,
        "born": "" if row.born_on is None else render_date(row.born_on),
        "work": row.occupation,
        "sponsor": row.sponsor_name,
    }


def _parted(checksum: str) -> str:
    """Return a checksum in groups of eight, so that two people can compare it aloud."""
    return " ".join(checksum[at : at + 8] for at in range(0, len(checksum), 8))
