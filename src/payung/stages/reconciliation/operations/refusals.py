"""A payroll file that was refused whole leaves a trace, and nothing else (P08)."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor


@operation
def note_refusal(
    *, agency_id: int, month: Month, code: str, sha256: str, by: Actor, at: datetime
) -> None:
    """Record that a file for this office and month was refused, by its checksum and the reason."""
    record(
        "reconciliation.file_refused",
        by=by,
        at=at,
        digest=sha256,
        code=code,
        month=str(month),
        office=agency_id,
    )
