"""D03: the month's deductions of an office, for payroll to sign. No worker's data is on it."""

from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.nip import spaced
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.reports.payroll.sources import sources_of
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.problems import NoSuchList
from payung.stages.deductions.queries import (
    ListSummary,
    SponsorLine,
    StoppedSponsor,
    lines_for_list,
    list_by_id,
    stops_of,
)

KIND: Final = "D03"
LIST: Final = "deductions_deductionlist"
PRINTED_SIGNS: Final = 16
_COLUMNS = ("no", "nip", "name", "workers", "source", "amount", "change")
_STOP_COLUMNS = ("no", "nip", "name", "reason")


@operation
def deduction_list(*, list_id: int, by: Actor, at: datetime) -> int:
    """
    Make the printed list of an office's month; return its id. A list has one paper, for ever.

    :raises NotYours: no such list, or not for the actor.
    """
    viewer = by.viewer
    try:
        asked = list_by_id(viewer=viewer, list_id=list_id)
    except NoSuchList as none:
        raise NotYours from none
    head = head_of(
        viewer=viewer,
        kind=KIND,
        regency_id=asked.regency_id,
        office=asked.agency,
        agency_id=asked.agency_id,
    )
    facts = list_facts(
        head,
        asked,
        lines_for_list(viewer=viewer, list_id=list_id),
        stops_of(viewer=viewer, list_id=list_id),
        sources_of(viewer=viewer, list_id=list_id),
        trace_of(viewer=viewer, agency_id=asked.agency_id, month=asked.month).locked_by,
    )
    return make(
        kind=KIND,
        regency_id=asked.regency_id,
        agency_id=asked.agency_id,
        subject_type=LIST,
        subject_id=list_id,
        facts=facts,
        row_count=asked.lines,
        total_idr=asked.total_idr,
        number=f"DP-{asked.month}",
        by=by,
        at=at,
    )


def list_facts(
    head: Head,
    asked: ListSummary,
    lines: list[SponsorLine],
    stops: list[StoppedSponsor],
    sources: dict[int, str],
    locked_by: str,
) -> dict[str, Any]:
    """Return what the paper says."""
    taken = {line.sponsor_id: sources.get(line.sponsor_id, "gaji") for line in lines}
    kinds = set(taken.values())
    # Mostly all are cut from salary: said once above, it spares every row a cell.
    columns = [name for name in _COLUMNS if name != "source" or len(kinds) > 1]
    only = _source(next(iter(kinds))) if len(kinds) == 1 else ""
    return titled(KIND, "d03", head) | {
        "place": head.place,
        "subtitle": say("paper.d03.subtitle", month=render_month(asked.month)),
        "top": _top(asked, len(lines), only, locked_by),
        "heads": [say(f"paper.d03.head_{name}") for name in columns],
        "rows": [
            [_cell(name, number, line, taken) for name in columns]
            for number, line in enumerate(lines, start=1)
        ],
        "total_label": say("paper.d03.sum"),
        "total_workers": str(asked.lines),
        "total": render_rupiah(asked.total_idr),
        "empty": say("paper.d03.empty"),
        "stops_title": say("paper.d03.stops"),
        "stop_heads": [say(f"paper.d03.head_{name}") for name in _STOP_COLUMNS],
        "stops": [
            [str(number), spaced(stop.nip), stop.name, say(f"deductions.stop.{stop.reason}")]
            for number, stop in enumerate(stops, start=1)
        ],
        "closing": say("paper.d03.closing"),
        "treasurer": say("paper.treasurer"),
        **head.signature,
    }


def _top(asked: ListSummary, people: int, source: str, locked_by: str) -> list[list[str]]:
    day, time = render_date(in_wib(asked.locked_at).date()), render_time(asked.locked_at)
    counted = say("paper.d03.people_words", people=str(people), workers=str(asked.lines))
    rows = [
        [say("paper.number"), f"DP-{asked.month}"],
        [say("paper.d03.people"), counted],
        [say("paper.d03.total"), render_rupiah(asked.total_idr)],
        [say("paper.d03.words"), in_words(asked.total_idr)],
        [say("paper.d03.head_source"), source],
        [say("paper.d03.locked"), say("paper.d03.locked_words", day=day, time=time)],
        [say("paper.d03.locked_by"), locked_by or say("paper.common.author")],
        [say("paper.d03.digest"), parted(asked.digest)],
    ]
    return [row for row in rows if row[1]]


def _cell(name: str, number: int, line: SponsorLine, taken: dict[int, str]) -> str:
    cells = {
        "no": str(number),
        "nip": spaced(line.nip),
        "name": line.name,
        "workers": str(line.workers),
        "source": _source(taken[line.sponsor_id]),
        "amount": render_rupiah(line.amount_idr),
        "change": say(f"deductions.change.{line.change}") if line.change != "same" else "",
    }
    return cells[name]


def _source(kind: str) -> str:
    return say(f"paper.d03.source_{kind}")


def parted(checksum: str) -> str:
    """Return the first signs of a checksum in fours, so that two people can compare it aloud."""
    return " ".join(checksum[at : at + 4] for at in range(0, PRINTED_SIGNS, 4))
