"""A list of receipts is looked at before it takes effect: kept first, accepted by what was seen."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.process.received_lists import SeenOtherwise, keep_list
from payung.stages.intake.operations import mark_applied
from payung.stages.remittance.files import ReadReceipts
from payung.stages.remittance.operations import record_receipt
from payung.stages.remittance.queries.receipt_lists import KIND, receipt_list_review
from payung.stages.remittance.sums import usual_receipt_number


@operation
def keep_receipt_list(*, read: ReadReceipts, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Keep a list that was read, to be looked at and accepted; return its id. Nothing changes yet.

    :raises AppliedBefore: this very content took effect before.
    """
    return keep_list(
        kind=KIND,
        read=read,
        rows=read.receipts.rows,
        findings=read.receipts.findings,
        regency_id=regency_id,
        by=by,
        at=at,
    )


@operation
def accept_receipt_list(
    *, file_id: int, read: ReadReceipts, seen_digest: str, by: Actor, at: datetime
) -> int:
    """
    Record the receipts of a list that can be; return how many. Faulty rows are left out.

    :raises SeenOtherwise: it would record other receipts than those that were seen.
    :raises ContentAlreadyApplied: it took effect a moment ago, from this or another upload.
    """
    review = receipt_list_review(viewer=by.viewer, receipts=read.receipts)
    if review.digest != seen_digest:
        raise SeenOtherwise
    mark_applied(file_id=file_id, by=by, at=at)
    for one in review.new:
        line = one.line
        record_receipt(
            number=line.number or usual_receipt_number(line.bank, line.slip_number),
            bank=line.bank,
            slip_number=line.slip_number,
            amount_idr=line.amount_idr,
            received_on=line.received_on,
            by=by,
            at=at,
        )
    return len(review.new)
