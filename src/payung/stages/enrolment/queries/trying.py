"""What the rules say about one entry as typed, column by column, before it is registered."""

from datetime import date

from payung.foundation.audit.scope import beyond
from payung.kernel.findings import Finding, Level
from payung.kernel.people import Viewer
from payung.stages.enrolment.queries.reading import EntryReader
from payung.stages.enrolment.queries.surroundings import surroundings
from payung.stages.enrolment.sums.entries import KEYS, WorkerInput

_DESK = frozenset({"occupation_empty", "phone_unreadable", "sex_unreadable"})
"""Only doubts in a sheet, which nobody can ask; at the desk the paper lies beside the screen."""


def try_entry(
    *, viewer: Viewer, regency_id: int, worker: WorkerInput, on: date
) -> list[tuple[str, Finding]]:
    """Return (column key, finding) for all that keeps a typed entry from being registered."""
    with beyond("area codes and districts are everybody's"):
        around = surroundings(viewer=viewer, regency_id=regency_id)
    reader = EntryReader(
        columns={key: place for place, key in enumerate(KEYS)},
        on=on,
        regency_code=around.regency_code,
        areas=around.areas,
        districts=around.districts,
    )
    found = reader.read(1, [getattr(worker, key, "") for key in KEYS]).findings
    return [
        (key, finding)
        for key, finding in found
        if key != "nip" and (finding.level is Level.REJECT or finding.code in _DESK)
    ]
