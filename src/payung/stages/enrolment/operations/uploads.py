"""The life of an uploaded sheet on the web: kept, read, corrected row by row, and accepted."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.findings import Level
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.kernel.reporting import RowFinding
from payung.stages.enrolment.models import Acceptance, Reading, RowCorrection
from payung.stages.enrolment.operations.registering import register_all
from payung.stages.enrolment.queries.uploads import CORRECTION, READING, taking_of
from payung.stages.enrolment.sums.entries import Candidate
from payung.stages.enrolment.sums.uploads import AlreadyTaken, Step
from payung.stages.intake.models import Kind, ReceivedFile
from payung.stages.intake.operations import (
    ContentAlreadyApplied,
    keep_file,
    mark_applied,
    note_read,
)
from payung.stages.intake.states import State

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
def keep_reading(
    *,
    file_id: int,
    fingerprint: str,
    rows: bytes,
    told: Mapping[str, object],
    findings: Sequence[RowFinding],
    by: Actor,
    at: datetime,
) -> None:
    """
    Keep what was read from a sheet, sealed, with the findings as they were on that day.

    :param rows: the rows as read; the original is never opened again to show them.
    :param told: counts of rows, and when the template was made, for lists.
    """
    note_read(
        file_id=file_id,
        fingerprint=fingerprint,
        told={"step": Step.READ, **told},
        findings=[each for each in findings if each.finding.level is not Level.INFO][
            :_MOST_FINDINGS
        ],
        by=by,
        at=at,
    )
    text = base64.b64encode(rows).decode("ascii")
    Reading.objects.create(file_id=file_id, rows_sealed=sealer().seal(text, READING), read_at=at)


@operation
def keep_correction(
    *, file_id: int, row: int, typed: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Keep what one row should say, beside the original, which stays as it came in."""
    kept = RowCorrection.objects.create(
        file_id=file_id,
        row=row,
        cells_sealed=sealer().seal(json.dumps(dict(typed)), CORRECTION),
        corrected_by_id=by.person_id,
        corrected_at=at,
    )
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
    kept = ReceivedFile.objects.select_for_update().defer("original").get(pk=file_id)
    _nobody_was_faster(file_id, seen)
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
    Acceptance.objects.create(
        file_id=file_id,
        number=seen + 1,
        rows=len(candidates),
        open_rows=sorted(open_rows),
        accepted_by_id=by.person_id,
        accepted_by_name=by.name[:150],
        accepted_at=at,
    )
    record("file.rows_taken", target=kept, by=by, at=at, row_count=len(ids))
    return len(ids)


def _nobody_was_faster(file_id: int, seen: int) -> None:
    last = Acceptance.objects.filter(file_id=file_id).order_by("number").last()
    if last is not None and last.number != seen:
        raise AlreadyTaken(taking_of(last))


def _mark(kept: ReceivedFile, by: Actor, at: datetime) -> None:
    try:
        with transaction.atomic():
            mark_applied(file_id=kept.pk, by=by, at=at)
    except ContentAlreadyApplied as failure:
        raise ContentAlreadyApplied(kept.fingerprint) from failure
