"""A month is closed, and its minutes are made at once: nobody has to remember to print them."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.process.papers import minutes
from payung.stages.remittance.operations import close


@operation
def close_month(
    *,
    approval_id: int,
    agency_id: int,
    month: Month,
    seen_digest: str,
    by: Actor,
    at: datetime,
) -> int:
    """
    Close the month that another person asked to close, and keep its minutes (D05).

    Returns the close's id. Raises as `remittance.operations.close`.
    """
    close_id = close(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    minutes(agency_id=agency_id, month=month, by=by, at=at)
    return close_id
