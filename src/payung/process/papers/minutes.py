"""D05: the minutes of a closed month. Each reopening makes a next version; the others stay."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.foundation.ledger.balances import Balances
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date, render_date_long, render_month, render_time
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.deduction_list import parted
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.reports.months import months_of
from payung.reports.payroll.trace import Answer, trace_of
from payung.stages.deductions.queries import ListSummary, list_of
from payung.stages.reconciliation.queries import Difference, differences
from payung.stages.remittance.queries import month_state
from payung.stages.remittance.queries.closings import Closing, closings_of
from payung.stages.remittance.queries.office_slips import OfficeSlip, office_slips

MINUTES: Final = "D05"
BOOK: Final = "ledger_book"
LOOKED_BACK: Final = 36
"""Money of months before that is not with the branch is brought forward; none is older."""
_PARTS = ("received", "transit", "held", "returned", "suspense")
_SLIPS = ("slip", "paid_on", "paid", "receipt", "received_on", "received")
_REASONS = ("reason", "people", "asked", "cut")


@dataclass(frozen=True, kw_only=True)
class Closed:
    """What the minutes are made of. `before_idr` is what earlier months left open."""

    asked: ListSummary
    answer: Answer | None
    closings: list[Closing]
    slips: list[OfficeSlip]
    differences: list[Difference]
    before_idr: int

    @property
    def newest(self) -> Closing:
        return self.closings[0]


@operation
def minutes(*, agency_id: int, month: Month, by: Actor, at: datetime) -> int:
    """
    Make the minutes of the close that stands; return the paper's id.

    :raises NotYours: the office is not the actor's.
    :raises NothingToPrint: the month is open.
    """
    viewer = by.viewer
    state = month_state(viewer=viewer, agency_id=agency_id, month=month)
    asked = list_of(viewer=viewer, agency_id=agency_id, month=month)
    if state is None or asked is None:
        raise NotYours
    if state.state != "closed" or state.book_id is None:
        raise NothingToPrint
    closed = _closed(asked, by, at)
    head = head_of(
        viewer=viewer,
        kind=MINUTES,
        on=today_in_wib(at),
        regency_id=asked.regency_id,
        office=asked.agency,
        agency_id=agency_id,
    )
    return make(
        kind=MINUTES,
        regency_id=asked.regency_id,
        agency_id=agency_id,
        subject_type=BOOK,
        subject_id=state.book_id,
        facts=minutes_facts(head, closed),
        row_count=asked.lines,
        total_idr=closed.newest.balances.cut_idr,
        number=minutes_number(month, closed.newest.version),
        by=by,
        at=at,
    )


def minutes_number(month: Month, version: int) -> str:
    """Return the number of the minutes of one close."""
    return f"BA-{month}-{version}"


def _closed(asked: ListSummary, by: Actor, at: datetime) -> Closed:
    viewer, agency_id, month = by.viewer, asked.agency_id, asked.month
    answer = trace_of(viewer=viewer, agency_id=agency_id, month=month).standing
    before = months_of(viewer=viewer, until=month.previous, on=today_in_wib(at), count=LOOKED_BACK)
    return Closed(
        asked=asked,
        answer=answer,
        closings=closings_of(viewer=viewer, agency_id=agency_id, month=month),
        slips=office_slips(viewer=viewer, agency_id=agency_id, month=month),
        differences=differences(viewer=viewer, list_id=asked.list_id) if answer else [],
        before_idr=sum(one.held_idr + one.transit_idr + max(one.suspense_idr, 0) for one in before),
    )


def minutes_facts(head: Head, closed: Closed) -> dict[str, Any]:
    """Return what the minutes say. Nobody's name but of those who signed is on them."""
    newest, asked = closed.newest, closed.asked
    money, month = newest.balances, render_month(asked.month)
    at = in_wib(newest.closed_at)
    day, time = render_date_long(at.date()), render_time(newest.closed_at)
    return titled(MINUTES, "d05", head) | {
        "place": head.place,
        "top": [
            [say("paper.number"), minutes_number(asked.month, newest.version)],
            [say("paper.d05.month"), month],
            [say("paper.d05.version"), str(newest.version)],
        ],
        "opening": say("paper.d05.opening", day=day, time=time, office=asked.agency, month=month),
        "sum": _sum(money),
        "equation": _equation(money),
        "words": say("paper.d05.in_words", words=in_words(money.cut_idr)),
        "carried": _carried(closed, money),
        "carried_title": say("paper.d05.carried"),
        "slips_title": say("paper.d05.slips"),
        "slip_heads": [say(f"paper.d05.head_{name}") for name in _SLIPS],
        "slips": [_slip(slip) for slip in closed.slips],
        "no_slips": say("paper.d05.no_slips"),
        "reasons_title": say("paper.d05.reasons"),
        "reason_heads": [say(f"paper.d05.head_{name}") for name in _REASONS],
        "reasons": _reasons(closed.differences),
        "no_reasons": say("paper.d05.no_reasons"),
        "closing_title": say("paper.d05.closing_title"),
        "closing": _closing(closed),
        "earlier_title": say("paper.d05.earlier"),
        "earlier": [_earlier(one) for one in closed.closings[1:]],
        "signers": [
            say("paper.treasurer"),
            head.branch,
            say("paper.head.centre"),
        ],
    }


def _sum(money: Balances) -> list[list[str]]:
    return [
        [say("paper.d05.cut"), render_rupiah(money.cut_idr)],
        *([say(f"paper.d05.{part}"), render_rupiah(amount)] for part, amount in _parts(money)),
    ]


def _parts(money: Balances) -> Iterator[tuple[str, int]]:
    """Yield the parts of the sum; the office's own money is one only where there is some."""
    for part in _PARTS:
        amount = getattr(money, f"{part}_idr")
        if part != "suspense" or amount > 0:
            yield part, amount
    if money.office_idr:
        yield "office", money.office_idr


def _equation(money: Balances) -> str:
    """The office's own money is among what was paid on, so it is taken off again."""
    parts = [(part, render_rupiah(amount)) for part, amount in _parts(money)]
    told = "".join(f" {'-' if part == 'office' else '+'} {amount}" for part, amount in parts)
    return f"{render_rupiah(money.cut_idr)} = {told.removeprefix(' + ')}"


def _carried(closed: Closed, money: Balances) -> list[list[str]]:
    """Return what is brought forward from earlier months, and what goes on to the next."""
    now = money.held_idr + money.transit_idr + max(money.suspense_idr, 0)
    return [
        [say("paper.d05.before"), render_rupiah(closed.before_idr)],
        [say("paper.d05.this_month"), render_rupiah(now)],
        [say("paper.d05.onward"), render_rupiah(closed.before_idr + now)],
        [say("paper.d05.prepaid"), render_rupiah(money.prepaid_idr)],
    ]


def _slip(slip: OfficeSlip) -> list[str]:
    return [
        f"{slip.bank} {slip.number}",
        render_date(slip.paid_on),
        render_rupiah(slip.part_idr),
        slip.receipt or "–",
        render_date(slip.received_on) if slip.received_on else "–",
        render_rupiah(slip.received_idr) if slip.received_idr is not None else "–",
    ]


def _reasons(found: list[Difference]) -> list[list[str]]:
    """Return a line per reason: how many people, what was asked and what was cut."""
    alike: dict[str, list[Difference]] = defaultdict(list)
    for one in found:
        alike[_reason(one)].append(one)
    return [
        [
            reason,
            str(len({one.sponsor_id for one in same})),
            render_rupiah(sum(one.asked_idr for one in same)),
            render_rupiah(sum(one.reported_idr for one in same)),
        ]
        for reason, same in sorted(alike.items())
    ]


def _reason(one: Difference) -> str:
    outcome = say(f"reconciliation.outcome.{one.outcome}").partition(",")[0]
    code = one.given or (one.reason if one.outcome == "not_cut" else "")
    if one.is_allowed:
        return say("paper.d05.reason_allowed", outcome=outcome)
    if not code:
        return say("paper.d05.reason_none", outcome=outcome)
    said = say(f"reconciliation.reason.{code}")
    return say("paper.d05.reason_said", outcome=outcome, reason=said)


def _closing(closed: Closed) -> list[list[str]]:
    newest, answer = closed.newest, closed.answer
    rows = [
        [say("paper.d05.asked_by"), newest.asked_by or say("paper.common.author")],
        [say("paper.d05.approved_by"), newest.approved_by or say("paper.common.author")],
        [say("paper.d05.list_digest"), parted(closed.asked.digest)],
        [say("paper.d05.close_digest"), parted(newest.digest)],
    ]
    if newest.reason:
        rows.insert(2, [say("paper.d05.because"), newest.reason])
    if answer is not None:
        file = answer.file or say("paper.d05.as_listed")
        told = say("paper.d05.answer_words", number=str(answer.seq), file=file)
        rows.insert(0, [say("paper.d05.answer"), told])
    if answer is not None and answer.sha256:
        rows.insert(1, [say("paper.d05.answer_digest"), parted(answer.sha256)])
    return rows


def _earlier(one: Closing) -> list[str]:
    closed = render_date(in_wib(one.closed_at).date())
    opened = "" if one.reopened_at is None else render_date(in_wib(one.reopened_at).date())
    return [
        say("paper.d05.earlier_close", version=str(one.version), day=closed),
        say("paper.d05.earlier_reopen", day=opened, reason=one.reopen_reason or "–"),
        render_rupiah(one.balances.cut_idr),
    ]
