"""The life of an uploaded sheet on the web: kept, read, corrected row by row, and accepted."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.findings import Level
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.kernel.reporting import RowFinding
from payung.stages.enrolment.operations.registering import register_all
from payung.stages.enrolment.queries.uploads import CORRECTIONS, READING, corrections_of
from payung.stages.enrolment.sums.entries import Candidate
from payung.stages.enrolment.sums.uploads import AlreadyTaken, Step, taking_of
from payung.stages.intake.models import Kind, ReceivedFile, RowProblem
from payung.stages.intake.operations import ContentAlreadyApplied, keep_file, mark_applied
from payung.stages.intake.states import MOVES, State

_MOST_FINDINGS: Final = 20_000


@operation
def keep_upload(
    *,
    name: str,
    content: bytes,
    sha256: str,
    regency_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
) -> int:
    """Keep an uploaded sheet under seal, to be read; nothing of it counts yet. Return its id."""
    return keep_file(
        kind=Kind.REGISTRATIONS,
        name=name,
        content=content,
        fingerprint="",
        sha256=sha256,
        regency_id=regency_id,
        agency_id=agency_id,
        report={"step": Step.WAITING},
        findings=(),
        by=by,
        at=at,
    )


@operation
def keep_refused(
    *,
    name: str,
    content: bytes,
    sha256: str,
    regency_id: int,
    agency_id: int,
    code: str,
    values: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> int:
    """Keep a sheet that was refused whole, with its reason, so that it can be asked about."""
    return keep_file(
        kind=Kind.REGISTRATIONS,
        name=name,
        content=content,
        fingerprint="",
        sha256=sha256,
        regency_id=regency_id,
        agency_id=agency_id,
        report={"step": Step.REFUSED, "refusal": code, "refusal_values": dict(values)},
        findings=(),
        refused=True,
        by=by,
        at=at,
    )


@operation
def note_step(*, file_id: int, step: Step, by: Actor, at: datetime) -> None:
    """Say how far the reading has come, for the page that waits for it."""
    kept = _locked(file_id)
    _save(kept, step=step)
    record("file.step", target=kept, by=by, at=at, step=step)


@operation
def note_refusal(
    *, file_id: int, code: str, values: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """
    Refuse a kept sheet as a whole, with its reason.

    :raises MoveNotAllowed: rows of it were accepted.
    """
    kept = _locked(file_id)
    kept.state = MOVES.to("refuse", State(kept.state))
    _save(kept, step=Step.REFUSED, refusal=code, refusal_values=dict(values))
    record("file.refused", target=kept, by=by, at=at, code=code)


@operation
def note_read(
    *,
    file_id: int,
    fingerprint: str,
    reading: bytes,
    told: Mapping[str, Any],
    findings: Sequence[RowFinding],
    by: Actor,
    at: datetime,
) -> None:
    """
    Keep what was read from a sheet, sealed, with the findings as they were on that day.

    :param reading: the rows as read; the original is never opened again to show them.
    :param told: counts of rows, and when the template was made, for lists.
    """
    kept = _locked(file_id)
    kept.fingerprint = fingerprint
    _save(kept, step=Step.READ, reading=_sealed(reading, READING), **told)
    RowProblem.objects.bulk_create(
        [
            RowProblem(
                file=kept,
                row=found.row,
                column=found.column.replace("\0", "")[:60],
                level=found.finding.level,
                code=found.finding.code,
                values={key: value[:200] for key, value in found.finding.values.items()},
            )
            for found in findings[:_MOST_FINDINGS]
            if found.finding.level is not Level.INFO
        ],
        batch_size=1000,
    )
    record("file.read", target=kept, by=by, at=at, row_count=told.get("rows", 0))


@operation
def keep_correction(
    *, file_id: int, row: int, typed: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Keep what one row should say, beside the original, which stays as it came in."""
    kept = _locked(file_id)
    said = corrections_of(kept.report) | {row: dict(typed)}
    written = json.dumps({str(number): cells for number, cells in said.items()})
    _save(kept, corrections=_sealed(written.encode(), CORRECTIONS))
    record("file.row_corrected", target=kept, by=by, at=at, row=row)


@operation
def take_rows(
    *,
    file_id: int,
    candidates: Sequence[Candidate],
    open_rows: Sequence[int],
    seen: int,
    by: Actor,
    at: datetime,
) -> int:
    """
    Take over the good rows of an upload, all or none; return how many registrations are new.

    :param open_rows: the rows that stay open, to be corrected and accepted later.
    :param seen: how many acceptances this decision knows of.
    :raises AlreadyTaken: somebody accepted rows of this upload meanwhile.
    :raises ContentAlreadyApplied: the same content took effect through another upload.
    """
    kept = _locked(file_id)
    takings = list(kept.report.get("takings", ()))
    if len(takings) != seen:
        raise AlreadyTaken(taking_of(takings[-1]))
    if kept.state != State.APPLIED:
        _mark(kept, by, at)
    ids = register_all(
        regency_id=int(kept.regency_id or 0),
        candidates=candidates,
        evidence="sheet",
        file_id=file_id,
        by=by,
        at=at,
    )
    takings.append({"at": at.isoformat(), "name": by.name, "rows": len(candidates)})
    kept.refresh_from_db(fields=["state", "report"])
    _save(kept, takings=takings, open_rows=sorted(open_rows))
    record("file.rows_taken", target=kept, by=by, at=at, row_count=len(ids))
    return len(ids)


def _mark(kept: ReceivedFile, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            mark_applied(file_id=kept.pk, by=by, at=at)
    except ContentAlreadyApplied as failure:
        raise ContentAlreadyApplied(kept.fingerprint) from failure


def _locked(file_id: int) -> ReceivedFile:
    return ReceivedFile.objects.select_for_update().defer("original").get(pk=file_id)


def _save(kept: ReceivedFile, **told: Any) -> None:
    kept.report = {**kept.report, **told}
    kept.save(update_fields=["state", "fingerprint", "report"])


def _sealed(content: bytes, place: str) -> str:
    """Return bytes as sealed text, fit for a report, which is JSON."""
    text = base64.b64encode(content).decode("ascii")
    return base64.b64encode(sealer().seal(text, place)).decode("ascii")
