"""The branch's answer from the web: an uploaded sheet that was looked at, or typed row by row."""

from collections.abc import Mapping
from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.process.registration import apply_reply
from payung.stages.enrolment.files import KeptReply
from payung.stages.enrolment.queries import reply_rows
from payung.stages.enrolment.sums.replies import BatchAnswer
from payung.stages.intake.operations import mark_applied


@operation
def apply_kept_reply(*, reply: KeptReply, replied_on: date, by: Actor, at: datetime) -> BatchAnswer:
    """
    Let an uploaded sheet take effect; one that did already changes nothing.

    :raises FileRefused: an impossible day, or rows that are not this batch's any more.
    :raises ContentAlreadyApplied: the same content took effect from another upload meanwhile.
    """
    if reply.is_applied:
        record("batch.same_answer_again", by=by, at=at, batch=reply.batch_id)
        return BatchAnswer((), (), (), unchanged=len(reply.rows))
    answer = apply_reply(
        batch_id=reply.batch_id,
        replies=reply.rows,
        replied_on=replied_on,
        file_id=reply.file_id,
        by=by,
        at=at,
    )
    mark_applied(file_id=reply.file_id, by=by, at=at)
    return answer


@operation
def answer_on_screen(
    *,
    batch_id: int,
    answers: Mapping[int, tuple[str, str]],
    replied_on: date,
    by: Actor,
    at: datetime,
) -> BatchAnswer:
    """
    Record what the branch typed beside the rows: a participant number, or a reason.

    :param answers: (number, reason) by the row of the batch; an empty pair says nothing yet.
    :raises FileRefused: nothing was typed, or the day cannot be.
    """
    replies = reply_rows(viewer=by.viewer, batch_id=batch_id, answers=answers)
    return apply_reply(batch_id=batch_id, replies=replies, replied_on=replied_on, by=by, at=at)
