"""D16: one letter of a civil servant about every deduction that stopped; no worker's data."""

from datetime import datetime
from itertools import groupby
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.foundation.documents.queries import CIVIL_SERVANT
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_month
from payung.kernel.nip import spaced
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint
from payung.reports.workers.stopped import StoppedDeduction, Stopper, stopper_of

KIND = "D16"
_COLUMNS = ("from", "cuts", "last", "amount")


@operation
def stop_letter(*, sponsor_id: int, by: Actor, at: datetime) -> int:
    """
    Make the letter in which a civil servant's deductions are stopped; return its id.

    Another stop is its next version, which says all of them.

    :raises NothingToPrint: nothing of this civil servant stopped, or it is not for the actor.
    """
    who = stopper_of(viewer=by.viewer, sponsor_id=sponsor_id)
    if who is None:
        raise NothingToPrint
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=today_in_wib(at),
        regency_id=who.regency_id,
        office=who.agency,
        agency_id=who.agency_id,
    )
    return make(
        kind=KIND,
        regency_id=who.regency_id,
        agency_id=who.agency_id,
        subject_type=CIVIL_SERVANT,
        subject_id=sponsor_id,
        facts=stop_facts(head, who),
        row_count=len(who.stops),
        total_idr=_total_idr(who.stops),
        by=by,
        at=at,
    )


def stop_facts(head: Head, who: Stopper) -> dict[str, Any]:
    """Return what the letter says."""
    position = ", ".join(part for part in (who.grade, who.position) if part)
    nip = spaced(who.nip)
    total_idr = _total_idr(who.stops)
    goes_on = "paper.d16.goes_on" if who.running else "paper.d16.nothing_left"
    return titled(KIND, "d16", head) | {
        "opening": say("paper.d16.opening"),
        "who": [
            [say("paper.d01.name"), who.name],
            [say("paper.d01.nip"), nip],
            [say("paper.d01.position"), position or say("paper.none_yet")],
            [say("paper.d01.office"), who.agency],
        ],
        "asks": say("paper.d16.asks"),
        "heads": [say(f"paper.d16.head_{name}") for name in _COLUMNS],
        "rows": _rows(who.stops),
        "total_label": say("paper.d16.total"),
        "total": render_rupiah(total_idr),
        "total_words": say("paper.d01.in_words", words=in_words(total_idr)),
        "goes_on": say(goes_on, count=str(who.running)),
        "reason": say("paper.d16.reason"),
        "closing": say("paper.d16.closing"),
        "seen_by": say("paper.d16.seen_by"),
        "signer": say("paper.d16.signer"),
        "signer_name": who.name,
        "signer_nip": say("paper.head.nip", nip=nip),
        "place": head.place,
    }


def _rows(stops: tuple[StoppedDeduction, ...]) -> list[list[str]]:
    """Return one line per run of cuts that stop in the same way."""
    rows = []
    for (first, last), group in groupby(stops, key=lambda one: (one.from_month, one.last_month)):
        same = tuple(group)
        told = say("paper.d16.never") if last is None else render_month(last)
        cuts = say("paper.d16.cuts", count=str(len(same)))
        rows.append([render_month(first), cuts, told, render_rupiah(_total_idr(same))])
    return rows


def _total_idr(stops: tuple[StoppedDeduction, ...]) -> int:
    return sum(stop.amount_idr for stop in stops)
