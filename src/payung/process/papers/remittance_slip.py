"""D04: what was paid on to BPJS by one slip, for one office and month."""

from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date_long, render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.deduction_list import parted
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.reports.payroll.trace import Answer, trace_of
from payung.stages.deductions.queries import ListSummary, list_of
from payung.stages.remittance.queries.office_slips import OfficeSlip, office_slips

KIND: Final = "D04"
SLIP: Final = "remittance_slipline"


@operation
def remittance_slip(*, slip_id: int, agency_id: int, month: Month, by: Actor, at: datetime) -> int:
    """
    Make the office's sheet about a slip and a month; return its id.

    :raises NotYours: no such part of a slip, or not for the actor.
    """
    viewer = by.viewer
    slips = office_slips(viewer=viewer, agency_id=agency_id, month=month)
    slip = next((one for one in slips if one.slip_id == slip_id), None)
    asked = list_of(viewer=viewer, agency_id=agency_id, month=month)
    if slip is None or asked is None:
        raise NotYours
    head = head_of(
        viewer=viewer,
        kind=KIND,
        on=today_in_wib(at),
        regency_id=asked.regency_id,
        office=asked.agency,
        agency_id=agency_id,
    )
    answer = trace_of(viewer=viewer, agency_id=agency_id, month=month).standing
    return make(
        kind=KIND,
        regency_id=asked.regency_id,
        agency_id=agency_id,
        subject_type=SLIP,
        subject_id=slip.part_id,
        facts=slip_facts(head, asked, slip, answer),
        row_count=answer.cut_count if answer else asked.lines,
        total_idr=slip.part_idr,
        number=slip.number,
        by=by,
        at=at,
    )


def slip_facts(
    head: Head, asked: ListSummary, slip: OfficeSlip, answer: Answer | None
) -> dict[str, Any]:
    """Return what the sheet says. The branch's receipt is none of it: it has its own paper."""
    rows = say("paper.d04.rows_words", count=str(answer.cut_count if answer else asked.lines))
    paid = [
        [say("paper.d04.month"), render_month(asked.month)],
        [say("paper.d04.amount"), render_rupiah(slip.part_idr)],
        [say("paper.d04.words"), in_words(slip.part_idr)],
        [say("paper.d04.bank"), slip.bank],
        [say("paper.d04.slip"), slip.number],
        [say("paper.d04.paid_on"), render_date_long(slip.paid_on)],
        [say("paper.d04.rows"), rows],
    ]
    if slip.amount_idr != slip.part_idr:
        paid.insert(2, [say("paper.d04.whole"), render_rupiah(slip.amount_idr)])
    if slip.reason:
        paid.append([say("paper.d04.reason"), slip.reason])
    scan = say("paper.d04.scan_kept" if slip.has_scan else "paper.d04.scan_none")
    return titled(KIND, "d04", head) | {
        "place": head.place,
        "lead": say("paper.d04.lead", branch=head.branch),
        "paid": paid,
        "proof_title": say("paper.d04.proof"),
        "proof": [
            [say("paper.d04.scan"), scan],
            [say("paper.d04.recorded_by"), slip.recorded_by or say("paper.common.author")],
            [say("paper.d04.digest"), parted(asked.digest)],
        ],
        "closing": say("paper.d04.closing"),
        "treasurer": say("paper.treasurer"),
    }
