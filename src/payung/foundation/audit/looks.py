"""Notes who read sensitive data, whose and why. Not a change, so no event: a row of its own."""

from datetime import datetime

from payung.foundation.audit.models import Look
from payung.kernel.people import Actor


def note_look(
    what: str,
    *,
    by: Actor,
    at: datetime,
    subject_type: str = "",
    subject_id: int | None = None,
    row_count: int = 1,
    reason: str = "",
) -> None:
    """
    Keep that `by` read `what`, such as "worker.identity" or "batch.file".

    :param subject_type: the table of what was read; with `subject_id`, whose data it was.
    :param reason: as given by the reader, or the screen's own purpose.
    """
    Look.objects.create(
        at=at,
        person_id=by.person_id,
        role=by.role,
        regency_id=by.regency_id,
        agency_id=by.agency_id,
        what=what,
        subject_type=subject_type,
        subject_id=subject_id,
        row_count=row_count,
        reason=reason[:200],
        request_id=by.request_id,
    )
