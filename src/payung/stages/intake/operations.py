"""Keeping what came in: the original under seal, the findings, and that it took effect once."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from payung.foundation.audit.bulk import copying
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import ReceivedFile, RowProblem
from payung.stages.intake.queries import ORIGINAL
from payung.stages.intake.states import MOVES, State

ONCE = "intake_content_applied_once"


class ContentAlreadyApplied(Exception):
    """The same content took effect before; nothing was changed now. Carries the fingerprint."""


@operation
def keep_file(
    *,
    kind: str,
    name: str,
    content: bytes,
    fingerprint: str,
    sha256: str,
    regency_id: int | None,
    agency_id: int | None = None,
    month: Month | None = None,
    report: Mapping[str, object],
    findings: Sequence[RowFinding],
    refused: bool = False,
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep one received file, with its findings, as checked or as refused; return its id.

    The original is sealed as Base64, because the seal takes text. Nothing is taken over from it.
    """
    action = "refuse_at_once" if refused else "check"
    kept = ReceivedFile.objects.create(
        kind=kind,
        regency_id=regency_id,
        agency_id=agency_id,
        month=month.first_day if month else None,
        name=name.replace("\0", "")[:200],
        sha256=sha256,
        fingerprint=fingerprint,
        size=len(content),
        original=sealer().seal(base64.b64encode(content).decode("ascii"), ORIGINAL),
        state=MOVES.to(action, ""),
        report=dict(report),
        received_by_id=by.person_id,
        received_at=at,
    )
    _keep_findings(kept.pk, findings)
    record("file.kept", target=kept, by=by, at=at, row_count=len(findings), kind=kind)
    return int(kept.pk)


@operation
def mark_applied(*, file_id: int, by: Actor, at: datetime) -> None:
    """
    Say that the file's content took effect; to be called in the transaction of that effect.

    :raises ContentAlreadyApplied: this content took effect before, from this or another upload.
    :raises MoveNotAllowed: the file was refused.
    """
    kept = _locked(file_id)
    if kept.state == State.APPLIED:
        raise ContentAlreadyApplied(kept.fingerprint)
    kept.state = MOVES.to("apply", kept.state)
    kept.applied_at = at
    try:
        with transaction.atomic():
            kept.save(update_fields=["state", "applied_at"])
    except IntegrityError as failure:
        if ONCE not in str(failure):
            raise
        raise ContentAlreadyApplied(kept.fingerprint) from failure
    record("file.applied", target=kept, by=by, at=at, digest=kept.fingerprint, kind=kept.kind)


@operation
def note_step(*, file_id: int, step: str, by: Actor, at: datetime) -> None:
    """Say how far the reading of a file has come, for the page that waits for it."""
    kept = _locked(file_id)
    _tell(kept, step=step)
    record("file.step", target=kept, by=by, at=at, step=step)


@operation
def note_read(
    *,
    file_id: int,
    fingerprint: str,
    told: Mapping[str, object],
    findings: Sequence[RowFinding],
    by: Actor,
    at: datetime,
) -> None:
    """
    Complete a file that was kept before it was read.

    :param told: what the reading says of the file as a whole, such as counts of rows.
    """
    kept = _locked(file_id)
    kept.fingerprint = fingerprint
    _tell(kept, **told)
    _keep_findings(kept.pk, findings)
    record("file.read", target=kept, by=by, at=at, row_count=len(findings))


@operation
def refuse(*, file_id: int, code: str, values: Mapping[str, str], by: Actor, at: datetime) -> None:
    """
    Refuse a kept file as a whole, with its reason.

    :raises MoveNotAllowed: rows of it were accepted.
    """
    kept = _locked(file_id)
    kept.state = MOVES.to("refuse", kept.state)
    _tell(kept, refusal=code, refusal_values=dict(values))
    record("file.refused", target=kept, by=by, at=at, code=code)


def _locked(file_id: int) -> ReceivedFile:
    return ReceivedFile.objects.select_for_update().defer("original").get(pk=file_id)


def _tell(kept: ReceivedFile, **told: object) -> None:
    kept.report = {**kept.report, **told}
    kept.save(update_fields=["state", "fingerprint", "report"])


def _keep_findings(file_id: int, findings: Sequence[RowFinding]) -> None:
    if not findings:
        return
    columns = ("file_id", "row", "column", "level", "code", "values")
    with copying(RowProblem._meta.db_table, columns) as copy:
        for found in findings:
            level, code, values = found.finding.level, found.finding.code, found.finding.values
            column = found.column.replace("\0", "")[:60]
            written = _values(values) if values else "{}"
            copy.write_row((file_id, found.row, column, level.value, code, written))


def _values(values: Mapping[str, str]) -> str:
    written = json.dumps({key: value[:200] for key, value in values.items()})
    return written.replace("\\u0000", "")
