"""The picture that proves a refund was handed over, kept with the payment or not at all."""

import base64
from datetime import date, datetime
from hashlib import sha256

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.stages.intake.gateway.scans import clean_scan
from payung.stages.remittance.models import RefundPayment, RefundScan
from payung.stages.remittance.operations.refund_payments import record_refund_payment
from payung.stages.remittance.queries.refund_scans import SCAN
from payung.stages.remittance.sums import Way


@operation
def record_proven_refund(
    *,
    refund_id: int,
    way: Way,
    proof: str,
    paid_on: date,
    scan: bytes,
    by: Actor,
    at: datetime,
) -> None:
    """
    Say that an approved refund reached the civil servant, with the picture that proves it.

    The picture is written anew, without where it was taken, and sealed. One that proves another
    payment too is taken, since several people may sign one list; whoever looks is told.

    :raises FileRefused: it is no PDF, JPEG or PNG, too big, locked or damaged.
    Raises as `record_refund_payment`.
    """
    record_refund_payment(refund_id=refund_id, way=way, proof=proof, paid_on=paid_on, by=by, at=at)
    clean = clean_scan(scan)
    payment = RefundPayment.objects.get(refund_id=refund_id)
    sent = sha256(scan).hexdigest()
    RefundScan.objects.create(
        payment=payment,
        kind=clean.kind,
        sha256=sent,
        size=len(clean.content),
        content=sealer().seal(base64.b64encode(clean.content).decode("ascii"), SCAN),
        kept_by_id=by.person_id,
        kept_at=at,
    )
    record("refund.scan_kept", target=payment, by=by, at=at, digest=sent)
