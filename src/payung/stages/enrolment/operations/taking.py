"""A whole sheet of registrations takes effect at once, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.kernel.reporting import FileReport
from payung.stages.enrolment.operations.registering import register_all
from payung.stages.enrolment.sums.entries import Candidate
from payung.stages.intake.operations import keep_file, mark_applied


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A received sheet, as it is kept."""

    kind: str
    name: str
    content: bytes
    fingerprint: str
    sha256: str
    regency_id: int
    agency_id: int


@operation
def take_file(
    *,
    file: TakenFile,
    candidates: Sequence[Candidate],
    report: FileReport,
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep the sheet, take over its good rows, and say that its content took effect; return its id.

    :raises ContentAlreadyApplied: the same content took effect before; nothing is kept.
    """
    file_id = keep_file(
        kind=file.kind,
        name=file.name,
        content=file.content,
        fingerprint=file.fingerprint,
        sha256=file.sha256,
        regency_id=file.regency_id,
        agency_id=file.agency_id,
        report={"rows": report.rows, "accepted": report.accepted, **report.counts}
        | {"refused": dict(report.refused), **report.facts},
        findings=report.problems,
        by=by,
        at=at,
    )
    mark_applied(file_id=file_id, by=by, at=at)
    register_all(
        regency_id=file.regency_id,
        candidates=candidates,
        evidence="sheet",
        file_id=file_id,
        by=by,
        at=at,
    )
    return file_id
