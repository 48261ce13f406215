"""Which workers this very auditor opened lately, each with a reason that was noted."""

from collections.abc import Collection
from datetime import datetime

from payung.kernel.people import Viewer
from payung.reports.scope import fetch

OPENED = "worker.identity"
WORKER = "registry_worker"

_OPENED = """SELECT DISTINCT subject_id FROM audit_look
WHERE subject_type = %(table)s AND subject_id = ANY(%(workers)s) AND what = %(what)s
  AND person_id = %(person)s AND at >= %(since)s"""


def opened_lately(
    *, viewer: Viewer, worker_ids: Collection[int], since: datetime
) -> frozenset[int]:
    """Return those of the workers whose name this person gave a reason to see since then."""
    values = {
        "table": WORKER,
        "workers": list(worker_ids),
        "what": OPENED,
        "person": viewer.person_id or 0,
        "since": since,
    }
    return frozenset(row["subject_id"] for row in fetch(_OPENED, values))
