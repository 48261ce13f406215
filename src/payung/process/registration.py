"""The branch's answer: registrations become accepted, and their spells open, in one step."""

from collections.abc import Sequence
from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.enrolment.files import keep_reply, open_reply
from payung.stages.enrolment.operations import answer_batch
from payung.stages.enrolment.sums.replies import BatchAnswer, ReplyRow
from payung.stages.intake.operations import mark_applied
from payung.stages.membership.operations import open_spells


@operation
def apply_reply(
    *,
    batch_id: int,
    replies: Sequence[ReplyRow],
    replied_on: date,
    file_id: int | None = None,
    by: Actor,
    at: datetime,
) -> BatchAnswer:
    """
    Record the branch's answer, and open a spell for each worker who got a number.

    :param replied_on: the day of acceptance; it decides the first contribution month.
    :raises FileRefused: no rows, rows of another batch, or rows that were shifted.
    """
    answer = answer_batch(
        batch_id=batch_id, replies=replies, replied_on=replied_on, file_id=file_id, by=by, at=at
    )
    if answer.accepted_ids:
        open_spells(sponsorship_ids=answer.accepted_ids, starts_on=replied_on, by=by, at=at)
    return answer


@operation
def apply_reply_file(
    *,
    content: bytes,
    name: str,
    replied_on: date,
    batch_id: int | None = None,
    by: Actor,
    at: datetime,
) -> BatchAnswer:
    """
    Apply the branch's sheet and keep it as it came in. The same sheet again changes nothing.

    :param batch_id: the batch whose page it was uploaded on; the sheet itself says which it is.
    :raises FileRefused: not our template, of another batch, or with rows that were shifted.
    """
    reply = open_reply(content, name, batch_id=batch_id)
    file_id = keep_reply(reply=reply, content=content, name=name, by=by, at=at)
    if file_id is None:
        record("batch.same_answer_again", by=by, at=at, batch=reply.batch_id)
        return BatchAnswer((), (), (), unchanged=len(reply.rows))
    answer = apply_reply(
        batch_id=reply.batch_id,
        replies=reply.rows,
        replied_on=replied_on,
        file_id=file_id,
        by=by,
        at=at,
    )
    mark_applied(file_id=file_id, by=by, at=at)
    return answer
