"""A slip that is withdrawn takes its papers with it: their codes say so from then on (D2)."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import withdraw
from payung.foundation.documents.queries import documents_about
from payung.kernel.people import Actor
from payung.process.papers.remittance_slip import SLIP
from payung.stages.remittance.operations import withdraw_slip
from payung.stages.remittance.queries.withdrawn import parts_of_slip


@operation
def take_back_slip(*, slip_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Withdraw a slip and the sheets (D04) made of it. Raises as `withdraw_slip`."""
    withdraw_slip(slip_id=slip_id, reason=reason, by=by, at=at)
    parts = parts_of_slip(viewer=by.viewer, slip_id=slip_id)
    for paper in documents_about(viewer=by.viewer, subject_type=SLIP, subject_ids=parts):
        withdraw(document_id=paper.document_id, reason=reason, by=by, at=at)
