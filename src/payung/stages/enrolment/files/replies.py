"""The branch's sheet as an upload: kept first, looked at, and applied when the branch says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor, Viewer
from payung.stages.enrolment.files.batches import OpenedReply, open_reply
from payung.stages.enrolment.queries.batches import batch_of
from payung.stages.enrolment.queries.replying import check_reply
from payung.stages.enrolment.sums.replies import ReplyRow
from payung.stages.intake.models import Kind, ReceivedFile
from payung.stages.intake.operations import keep_file
from payung.stages.intake.queries import AppliedFile, applied_before, original
from payung.stages.intake.states import State


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


def kept_reply(*, viewer: Viewer, file_id: int) -> KeptReply | None:
    """Return an uploaded sheet that the viewer may see, read apart once more; None where none."""
    found = (
        ReceivedFile.objects.visible_to(viewer)
        .filter(pk=file_id, kind=Kind.BRANCH_REPLY)
        .values_list("name", "state", "received_at")
        .first()
    )
    if found is None:
        return None
    name, state, received_at = found
    reply = open_reply(original(viewer=viewer, file_id=file_id), name, apart=True)
    return KeptReply(file_id, reply.batch_id, name, received_at, state == State.APPLIED, reply.rows)
