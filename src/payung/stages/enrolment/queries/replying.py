"""What an answer of the branch would do, row by row, before it takes effect and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from payung.foundation.audit.scope import beyond
from payung.kernel.findings import Finding
from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.kernel.sealing import Sealer
from payung.stages.enrolment.models import Batch, BatchLine
from payung.stages.enrolment.queries.answers import Line, check_belonging, judge, lines_of
from payung.stages.enrolment.sums.keys import row_key
from payung.stages.enrolment.sums.replies import ReplyRow

_NAMES: Final = ("row", "sponsorship__worker__name", "sponsorship__sponsor__name")


class Outcome(StrEnum):
    """What one row of an answer means."""

    CONFLICT = "conflict"
    """Refused: a number of another worker, eleven digits missing, said otherwise before."""
    NUMBER = "number"
    REASON = "reason"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    """Neither number nor reason yet: the row goes on waiting."""


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """One row of the batch beside what the branch wrote. `finding` says why it is a conflict."""

    row: int
    worker_name: str
    sponsor_name: str
    outcome: Outcome
    card_number: str
    reason: str
    finding: Finding | None


def reply_rows(
    *, viewer: Viewer, batch_id: int, answers: Mapping[int, tuple[str, str]]
) -> list[ReplyRow]:
    """Return (number, reason) typed on the screen as rows of this batch; unknown rows are left."""
    seal = sealer()
    lines = lines_of(viewer=viewer, batch_id=batch_id)
    return [
        ReplyRow(row, _key(seal, batch_id, lines[row]), card, reason)
        for row, (card, reason) in sorted(answers.items())
        if row in lines
    ]


def match_reply(*, viewer: Viewer, batch_id: int, replies: Sequence[ReplyRow]) -> list[MatchedRow]:
    """
    Return every row of the batch with what the answer means for it; conflicts come first.

    :raises FileRefused: no rows, rows of another batch, or rows that were shifted.
    """
    lines = lines_of(viewer=viewer, batch_id=batch_id)
    check_belonging(viewer=viewer, batch_id=batch_id, lines=lines, replies=replies)
    with beyond("whose number it is already, at any office; who that is, is not shown"):
        judged = judge(viewer=viewer, lines=lines, replies=replies)
    outcomes: dict[int, tuple[Outcome, Finding | None]] = {}
    for line, _ in judged.accepted:
        outcomes[line.row] = (Outcome.NUMBER, None)
    for line, _ in judged.returned:
        outcomes[line.row] = (Outcome.REASON, None)
    for refused in judged.refused:
        outcomes[refused.row] = (Outcome.CONFLICT, refused.finding)
    said = {reply.row: reply for reply in replies}
    names = _names(batch_id)
    rows = []
    for row, line in lines.items():
        reply = said.get(row)
        outcome, finding = outcomes.get(row, (_quiet(line), None))
        card = line.card_number or "" if reply is None else reply.card_number
        reason = line.reason or "" if reply is None else reply.reason
        rows.append(MatchedRow(row, *names[row], outcome, card, reason, finding))
    return sorted(rows, key=lambda each: (list(Outcome).index(each.outcome), each.row))


def check_reply(
    *, viewer: Viewer, batch_id: int, replies: Sequence[ReplyRow]
) -> tuple[RowFinding, ...]:
    """
    Return why single rows of an answer cannot be taken.

    :raises FileRefused: no rows, rows of another batch, or rows that were shifted.
    """
    lines = lines_of(viewer=viewer, batch_id=batch_id)
    check_belonging(viewer=viewer, batch_id=batch_id, lines=lines, replies=replies)
    return tuple(judge(viewer=viewer, lines=lines, replies=replies).refused)


def batch_sent_on(*, viewer: Viewer, batch_id: int) -> date | None:
    """Return the day a batch was sent, if the viewer may see it: no answer can be earlier."""
    rows = Batch.objects.visible_to(viewer).filter(pk=batch_id)
    return rows.values_list("sent_on", flat=True).first()


def _quiet(line: Line) -> Outcome:
    """Return what a row means that is neither taken nor refused."""
    answered = line.card_number is not None or line.reason is not None
    return Outcome.UNCHANGED if answered else Outcome.EMPTY


def _names(batch_id: int) -> dict[int, tuple[str, str]]:
    found = BatchLine.objects.filter(batch_id=batch_id).values_list(*_NAMES)
    return {row: (worker, sponsor) for row, worker, sponsor in found}


def _key(seal: Sealer, batch_id: int, line: Line) -> str:
    return row_key(seal, batch_id=batch_id, row=line.row, sponsorship_id=line.sponsorship_id)
