"""The branch's sheet as an upload: kept first, looked at, and applied when the branch says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from payung.foundation.audit.operation import operation
from payung.kernel.findings import Finding
from payung.kernel.people import Actor, Viewer
from payung.stages.enrolment.files.batches import OpenedReply, open_reply
from payung.stages.enrolment.queries.batches import batch_of
from payung.stages.enrolment.queries.replying import check_reply
from payung.stages.enrolment.sums.replies import ReplyRow
from payung.stages.intake.models import Kind, ReceivedFile
from payung.stages.intake.operations import keep_file
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.queries import AppliedFile, applied_before, original
from payung.stages.intake.states import State
from payung.stages.intake.sums import STAFF

MOST_REFUSED_A_DAY: Final = 100
"""So many refused sheets of a regency are kept in 24 hours; more is a runaway, not a branch."""


class AppliedBefore(Exception):
    """The same content took effect before; `file` says from which upload."""

    def __init__(self, file: AppliedFile) -> None:
        super().__init__(str(file.file_id))
        self.file = file


@dataclass(frozen=True, slots=True)
class KeptReply:
    """An uploaded sheet of the branch, read again from what was kept."""

    file_id: int
    batch_id: int
    name: str
    received_at: datetime
    is_applied: bool
    rows: Sequence[ReplyRow]


@operation
def keep_upload(*, reply: OpenedReply, content: bytes, name: str, by: Actor, at: datetime) -> int:
    """
    Keep a read sheet before anything of it takes effect; return its id.

    :raises FileRefused: no rows, rows of another batch, or rows that were shifted.
    :raises AppliedBefore: the same content took effect before; nothing is kept.
    :raises Batch.DoesNotExist: the batch is not for this actor.
    """
    batch = batch_of(viewer=by.viewer, batch_id=reply.batch_id)
    before = applied_before(
        viewer=by.viewer,
        kind=Kind.BRANCH_REPLY,
        regency_id=batch.regency_id,
        fingerprint=reply.fingerprint,
    )
    if before is not None:
        raise AppliedBefore(before)
    findings = check_reply(viewer=by.viewer, batch_id=reply.batch_id, replies=reply.rows)
    return keep_file(
        kind=Kind.BRANCH_REPLY,
        name=name,
        content=content,
        fingerprint=reply.fingerprint,
        sha256=reply.sha256,
        regency_id=batch.regency_id,
        agency_id=batch.agency_id,
        report={"rows": len(reply.rows), "batch": reply.batch_id},
        findings=findings,
        by=by,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class ReceivedReply:
    """A sheet in the list of the branch. `refusal` says why it was refused whole."""

    file_id: int
    name: str
    state: str
    received_at: datetime
    received_by_id: int | None
    refusal: Finding | None


def refuse_reply(
    *, content: bytes, name: str, why: FileRefused, by: Actor, at: datetime
) -> int | None:
    """
    Keep a sheet that was refused as a whole, with who sent it and why; return its id.

    One too large is kept without its content. The same sheet refused again for the same reason
    is that one; None: too many came today.
    """
    digest = sha256(content).hexdigest()
    refused = ReceivedFile.objects.visible_to(by.viewer).filter(
        kind=Kind.BRANCH_REPLY, state=State.REFUSED
    )
    again = refused.filter(sha256=digest, report__refusal=why.code, received_by_id=by.person_id)
    found = again.values_list("pk", flat=True).first()
    if found is not None:
        return int(found)
    if refused.filter(received_at__gt=at - timedelta(days=1)).count() >= MOST_REFUSED_A_DAY:
        return None
    return keep_file(
        kind=Kind.BRANCH_REPLY,
        name=name,
        content=content if len(content) <= STAFF.content_bytes else b"",
        fingerprint="",
        sha256=digest,
        regency_id=by.regency_id,
        report={"refusal": why.code, "refusal_values": dict(why.finding.values)},
        findings=(),
        refused=True,
        by=by,
        at=at,
    )


def received_replies(*, viewer: Viewer, most: int) -> list[ReceivedReply]:
    """Return the latest sheets of the branch, newest first, the refused ones among them."""
    rows = ReceivedFile.objects.visible_to(viewer).filter(kind=Kind.BRANCH_REPLY)
    fields = ("pk", "name", "state", "received_at", "received_by_id", "report")
    return [
        ReceivedReply(pk, name, state, at, by, _refusal(report))
        for pk, name, state, at, by, report in rows.order_by("-received_at", "-pk").values_list(
            *fields
        )[:most]
    ]


def _refusal(report: dict[str, object]) -> Finding | None:
    code, values = report.get("refusal"), report.get("refusal_values")
    if not isinstance(code, str):
        return None
    return Finding.reject(code, **(values if isinstance(values, dict) else {}))


def kept_reply(*, viewer: Viewer, file_id: int) -> KeptReply | None:
    """Return an uploaded sheet that the viewer may see, read apart once more; None where none."""
    found = (
        ReceivedFile.objects.visible_to(viewer)
        .filter(pk=file_id, kind=Kind.BRANCH_REPLY)
        .exclude(state=State.REFUSED)
        .values_list("name", "state", "received_at")
        .first()
    )
    if found is None:
        return None
    name, state, received_at = found
    reply = open_reply(original(viewer=viewer, file_id=file_id), name, apart=True)
    return KeptReply(file_id, reply.batch_id, name, received_at, state == State.APPLIED, reply.rows)
