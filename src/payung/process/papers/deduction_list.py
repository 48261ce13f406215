"""D03: the month's deductions of an office, for payroll to sign. No worker's data is on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.nip import spaced
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.files import routed_list
from payung.stages.deductions.problems import NoSuchList
from payung.stages.deductions.queries import (
    ListSummary,
    StoppedSponsor,
    list_by_id,
    stops_of,
)
from payung.stages.deductions.sums.routes import Routed, Share

KIND: Final = "D03"
LIST: Final = "deductions_deductionlist"
PRINTED_SIGNS: Final = 16
_COLUMNS = ("no", "nip", "name", "workers", "amount", "change")
_STOP_COLUMNS = ("no", "nip", "name", "reason")
_RECAP_COLUMNS = ("route", "people", "workers", "amount")


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
        on=today_in_wib(at),
        regency_id=asked.regency_id,
        office=asked.agency,
        agency_id=asked.agency_id,
    )
    facts = list_facts(
        head,
        asked,
        routed_list(viewer=viewer, list_id=list_id),
        stops_of(viewer=viewer, list_id=list_id),
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
    parts: Sequence[Routed],
    stops: Sequence[StoppedSponsor],
    locked_by: str,
) -> dict[str, Any]:
    """Return what the paper says: a table per route, and all routes together at the end."""
    people = len({share.sponsor_id for part in parts for share in part.shares})
    # Mostly there is one route: said once above, it spares the paper a heading and a second sum.
    only = route_name(parts[0]) if len(parts) == 1 else ""
    return titled(KIND, "d03", head) | {
        "place": head.place,
        "subtitle": say("paper.d03.subtitle", month=render_month(asked.month)),
        "top": _top(asked, people, only, locked_by),
        "heads": [say(f"paper.d03.head_{name}") for name in _COLUMNS],
        "groups": [_group(part, has_title=not only) for part in parts],
        **_recap(asked, parts if len(parts) > 1 else (), people),
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


def _group(part: Routed, *, has_title: bool) -> dict[str, Any]:
    label = say("paper.d03.sum_of", name=part.route.name) if has_title else say("paper.d03.sum")
    return {
        "title": route_name(part) if has_title else "",
        "rows": [
            [_cell(name, number, share) for name in _COLUMNS]
            for number, share in enumerate(part.shares, start=1)
        ],
        "total_label": label,
        "total_workers": str(part.workers),
        "total": render_rupiah(part.amount_idr),
    }


def _recap(asked: ListSummary, parts: Sequence[Routed], people: int) -> dict[str, Any]:
    return {
        "recap_title": say("paper.d03.recap"),
        "recap_heads": [say(f"paper.d03.head_{name}") for name in _RECAP_COLUMNS],
        "recap": [
            [route_name(part), str(part.people), str(part.workers), render_rupiah(part.amount_idr)]
            for part in parts
        ],
        "recap_total": [
            say("paper.d03.recap_total"),
            str(people),
            str(asked.lines),
            render_rupiah(asked.total_idr),
        ],
        "recap_words": say("paper.d03.recap_words", words=in_words(asked.total_idr)),
    }


def route_name(part: Routed) -> str:
    """Return what a route is called on paper; one that payroll has no list for says so."""
    if part.route.is_open:
        return part.route.name
    return say("paper.d03.no_route", name=part.route.name)


def _top(asked: ListSummary, people: int, route: str, locked_by: str) -> list[list[str]]:
    day, time = render_date(in_wib(asked.locked_at).date()), render_time(asked.locked_at)
    counted = say("paper.d03.people_words", people=str(people), workers=str(asked.lines))
    rows = [
        [say("paper.number"), f"DP-{asked.month}"],
        [say("paper.d03.people"), counted],
        [say("paper.d03.total"), render_rupiah(asked.total_idr)],
        [say("paper.d03.words"), in_words(asked.total_idr)],
        [say("paper.d03.head_route"), route],
        [say("paper.d03.locked"), say("paper.d03.locked_words", day=day, time=time)],
        [say("paper.d03.locked_by"), locked_by or say("paper.common.author")],
        [say("paper.d03.digest"), parted(asked.digest)],
    ]
    return [row for row in rows if row[1]]


def _cell(name: str, number: int, line: Share) -> str:
    cells = {
        "no": str(number),
        "nip": spaced(line.nip),
        "name": line.name,
        "workers": str(line.workers),
        "amount": render_rupiah(line.amount_idr),
        "change": _change(line),
    }
    return cells[name]


def _change(line: Share) -> str:
    """Say what differs from the list before; of another NIP the one before."""
    if line.nip_before:
        return say("deductions.change.nip", before=spaced(line.nip_before))
    return "" if line.change == "same" else say(f"deductions.change.{line.change}")


def parted(checksum: str) -> str:
    """Return the first signs of a checksum in fours, so that two people can compare it aloud."""
    return " ".join(checksum[at : at + 4] for at in range(0, PRINTED_SIGNS, 4))
