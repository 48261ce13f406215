"""Where the money of a worker's months is, month by month, as far as it is not with BPJS."""

from collections.abc import Collection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.cover.queries.facts import history_of, line_of

PAID, IN_TRANSIT, HELD, NOT_CUT, MISSING = "paid", "in_transit", "held", "not_cut", "missing"


def standings(*, viewer: Viewer, worker_id: int, months: Collection[Month]) -> dict[Month, str]:
    """
    Return "paid", "in_transit", "held", "not_cut" or "missing" for each month.

    :raises WorkerUnknown: outside the viewer's reach, or not there.
    """
    paid = history_of(viewer=viewer, worker_id=worker_id).payments
    return {month: PAID if month in paid else _of(worker_id, month) for month in months}


def _of(worker_id: int, month: Month) -> str:
    line = line_of(worker_id=worker_id, month=month)
    if line is None or not line.is_reported:
        return MISSING
    if not line.is_cut:
        return NOT_CUT
    return IN_TRANSIT if line.is_paid_on else HELD
