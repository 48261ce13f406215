"""Batches to the branch, and its answers, row by row."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.canonical import digest
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Batch
from payung.stages.enrolment.queries.answers import Judged, Line, check_belonging, judge, lines_of
from payung.stages.enrolment.states import BATCH_MOVES, MOVES, BatchState, State
from payung.stages.enrolment.sums.replies import BatchAnswer, ReplyRow
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.models import Agency

_ONE_AT_A_TIME: Final = (
    "SELECT pg_advisory_xact_lock(hashtextextended('enrolment:batch:' || %s::text, 0))"
)
_VERIFIED: Final = """
    SELECT id FROM enrolment_sponsorship WHERE agency_id = %s AND state = %s ORDER BY id FOR UPDATE
"""
_LINES: Final = """
    INSERT INTO enrolment_batchline (batch_id, "row", sponsorship_id)
    SELECT %s, place, id FROM unnest(%s::bigint[]) WITH ORDINALITY AS u (id, place)
"""
_SUBMIT: Final = "UPDATE enrolment_sponsorship SET state = %s WHERE id = ANY(%s)"
_ACCEPT: Final = """
    UPDATE enrolment_sponsorship s SET state = %s, card_number = r.card, accepted_on = %s
    FROM unnest(%s::bigint[], %s::text[]) r (id, card) WHERE s.id = r.id
"""
_REPLIES: Final = """
    INSERT INTO enrolment_reply (line_id, file_id, card_number, reason, replied_on)
    SELECT line, %s, card, reason, %s FROM unnest(%s::bigint[], %s::text[], %s::text[])
        r (line, card, reason)
"""
_FLAG: Final = """
    INSERT INTO enrolment_flag (sponsorship_id, level, code, "values")
    SELECT u.id, 'warning', %s, '{}' FROM unnest(%s::bigint[]) AS u (id)
    WHERE NOT EXISTS (SELECT FROM enrolment_flag f WHERE f.sponsorship_id = u.id AND f.code = %s)
"""


@operation
def send_batch(*, agency_id: int, by: Actor, at: datetime) -> int | None:
    """
    Send all verified registrations of the office to the branch; return the batch, or None.

    Two people who press at once make one batch: the second finds nothing left to send.

    :raises Agency.DoesNotExist: there is no such office, or it is not the actor's.
    """
    offices = Agency.objects.filter(pk=agency_id)
    if by.regency_id is not None:
        offices = offices.filter(regency_id=by.regency_id)
    if not by.viewer.sees_all_agencies:
        offices = offices.filter(pk=by.agency_id or 0)
    agency = offices.get()
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [agency_id])
        cursor.execute(_VERIFIED, [agency_id, State.VERIFIED])
        ids = [number for (number,) in cursor]
    if not ids:
        record("batch.nothing_to_send", target=agency, by=by, at=at)
        return None
    batch = Batch.objects.create(
        agency=agency,
        number=Batch.objects.filter(agency=agency).count() + 1,
        state=BATCH_MOVES.to("send", ""),
        sent_on=today_in_wib(at),
        sent_by_id=by.person_id,
        row_count=len(ids),
        digest=digest(ids),
    )
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [batch.pk, ids])
        cursor.execute(_SUBMIT, [MOVES.to("submit", State.VERIFIED), ids])
    record("batch.sent", target=batch, by=by, at=at, row_count=len(ids), digest=batch.digest)
    return int(batch.pk)


@operation
def answer_batch(
    *,
    batch_id: int,
    replies: Sequence[ReplyRow],
    replied_on: date,
    file_id: int | None = None,
    by: Actor,
    at: datetime,
) -> BatchAnswer:
    """
    Record the branch's answer to a batch: a participant number (KPJ) or a reason per row.

    A row said before changes nothing; one that contradicts what was said before is refused. The
    batch is answered when none of its rows waits any more.

    :raises FileRefused: no rows, rows of another batch, or rows that were shifted; nothing is kept.
    :raises Batch.DoesNotExist: there is no such batch, or it is not for this actor.
    """
    batch = _locked(batch_id, by)
    if not batch.sent_on <= replied_on <= today_in_wib(at):
        raise FileRefused("reply.day_impossible", sent=render_date(batch.sent_on))
    lines = lines_of(viewer=by.viewer, batch_id=batch_id)
    check_belonging(viewer=by.viewer, batch_id=batch_id, lines=lines, replies=replies)
    judged = judge(viewer=by.viewer, lines=lines, replies=replies)
    _keep(judged, file_id, replied_on)
    waiting = sum(line.awaits for line in lines.values()) - len(judged.answered)
    if waiting == 0 and batch.state == BatchState.SENT:
        _close(batch, replied_on)
    answer = _answer(judged, waiting)
    record(
        "batch.answered",
        target=batch,
        by=by,
        at=at,
        row_count=len(judged.answered),
        returned=len(answer.returned_ids),
        refused=len(answer.refused),
        waiting=waiting,
    )
    return answer


def _locked(batch_id: int, by: Actor) -> Batch:
    return Batch.objects.visible_to(by.viewer).select_for_update(of=("self",)).get(pk=batch_id)


def _close(batch: Batch, answered_on: date) -> None:
    batch.state = BATCH_MOVES.to("answer", BatchState.SENT)
    batch.answered_on = answered_on
    batch.save(update_fields=["state", "answered_on"])


def _answer(judged: Judged, waiting: int) -> BatchAnswer:
    return BatchAnswer(
        accepted_ids=tuple(line.sponsorship_id for line, _ in judged.accepted),
        returned_ids=tuple(line.sponsorship_id for line, _ in judged.returned),
        refused=tuple(judged.refused),
        unchanged=judged.unchanged,
        waiting=waiting,
    )


def _keep(judged: Judged, file_id: int | None, replied_on: date) -> None:
    """Write the answers: rows with a number are accepted, rows with a reason come back."""
    accepted: list[tuple[Line, str, str]] = [(line, card, "") for line, card in judged.accepted]
    returned = [(line, "", reason) for line, reason in judged.returned]
    both = [*accepted, *returned]
    with connection.cursor() as cursor:
        cursor.execute(
            _REPLIES,
            [
                file_id,
                replied_on,
                [line.line_id for line, _, _ in both],
                [card for _, card, _ in both],
                [reason for _, _, reason in both],
            ],
        )
        cursor.execute(
            _ACCEPT,
            [
                MOVES.to("accept", State.SUBMITTED),
                replied_on,
                [line.sponsorship_id for line, _ in judged.accepted],
                [card for _, card in judged.accepted],
            ],
        )
        ids = [line.sponsorship_id for line, _ in judged.returned]
        cursor.execute(_SUBMIT, [MOVES.to("return", State.SUBMITTED), ids])
        for code, flagged in judged.flags.items():
            cursor.execute(_FLAG, [code, sorted(flagged), code])
