"""What an answer of the branch means, compared with the batch it answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from payung.kernel.findings import Finding
from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.enrolment.checks.reply_gives_number_or_reason import (
    reply_gives_number_or_reason,
)
from payung.stages.enrolment.models import Batch
from payung.stages.enrolment.states import State
from payung.stages.enrolment.sums.keys import row_key
from payung.stages.enrolment.sums.replies import ReplyRow, plain_reason
from payung.stages.intake.problems import FileRefused

CARD, REASON = "Nomor Peserta (KPJ)", "Alasan"
KPJ_TAKEN = "kpj_of_another_worker"
_LINES = """
    SELECT l."row", l.id, l.sponsorship_id, s.worker_id, s.state, w.died_on, r.card_number, r.reason
    FROM enrolment_batchline l
    JOIN enrolment_sponsorship s ON s.id = l.sponsorship_id
    JOIN registry_worker w ON w.id = s.worker_id
    LEFT JOIN enrolment_reply r ON r.line_id = l.id
    WHERE l.batch_id = %s ORDER BY l."row"
"""
_OWNERS = """
    SELECT card_number, worker_id, id FROM enrolment_sponsorship
    WHERE card_number = ANY(%s) AND card_number <> ''
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a batch, and what was answered to it, if anything."""

    row: int
    line_id: int
    sponsorship_id: int
    worker_id: int
    state: str
    died_on: date | None
    card_number: str | None
    reason: str | None

    @property
    def awaits(self) -> bool:
        return self.state == State.SUBMITTED and self.card_number is None


@dataclass(slots=True)
class Judged:
    """What is to be kept of an answer. `flags` gives sponsorships by the code to flag them with."""

    accepted: list[tuple[Line, str]] = field(default_factory=list)
    returned: list[tuple[Line, str]] = field(default_factory=list)
    refused: list[RowFinding] = field(default_factory=list)
    flags: dict[str, set[int]] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def answered(self) -> list[Line]:
        return [line for line, _ in (*self.accepted, *self.returned)]


def lines_of(*, viewer: Viewer, batch_id: int) -> dict[int, Line]:
    """Return the rows of a batch the viewer may see, by row number."""
    if not Batch.objects.visible_to(viewer).filter(pk=batch_id).exists():
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [batch_id])
        return {row: Line(row, *rest) for row, *rest in cursor}


def check_belonging(
    *, viewer: Viewer, batch_id: int, lines: Mapping[int, Line], replies: Sequence[ReplyRow]
) -> None:
    """
    Refuse the whole answer where one row is not this batch's, or not in its place.

    Each key was made for one row of one batch, so a sheet that was sorted, shifted or mixed with
    another cannot give a number to the wrong worker.
    """
    if viewer.regency_id is not None and not lines:
        raise FileRefused("reply.other_batch", row="1")
    if not replies:
        raise FileRefused("reply.empty")
    once = Counter(reply.row for reply in replies)
    seal = sealer()
    for reply in replies:
        line = lines.get(reply.row)
        if line is None:
            raise FileRefused("reply.other_batch", row=str(reply.row))
        if once[reply.row] > 1:
            raise FileRefused("reply.row_twice", row=str(reply.row))
        expected = row_key(
            seal, batch_id=batch_id, row=reply.row, sponsorship_id=line.sponsorship_id
        )
        if reply.key.strip().lower() != expected:
            raise FileRefused("reply.rows_shifted", row=str(reply.row))


def judge(*, viewer: Viewer, lines: Mapping[int, Line], replies: Sequence[ReplyRow]) -> Judged:
    """Return what each row means. Numbers are compared with every office's, whoever is looking."""
    del viewer  # whose number it is must be known beyond the viewer's reach, and is never shown
    read = [
        (reply, *reply_gives_number_or_reason(reply.card_number, reply.reason)) for reply in replies
    ]
    cards = Counter(card for _, card, _ in read if card)
    owners = _owners(list(cards))
    judged = Judged()
    for reply, card, unreadable in read:
        line = lines[reply.row]
        finding = unreadable or _about_card(line, card, cards, owners, judged)
        reason = "" if card else plain_reason(reply.reason)
        _place(judged, line, card, reason, finding)
    return judged


def _owners(cards: list[str]) -> dict[str, list[tuple[int, int]]]:
    owners: dict[str, list[tuple[int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_OWNERS, [cards])
        for card, worker_id, sponsorship_id in cursor:
            owners.setdefault(card, []).append((worker_id, sponsorship_id))
    return owners


def _about_card(
    line: Line,
    card: str,
    cards: Counter[str],
    owners: Mapping[str, list[tuple[int, int]]],
    judged: Judged,
) -> Finding | None:
    """Return why this number cannot be this worker's, and flag whoever else has it."""
    if not card:
        return None
    if cards[card] > 1:
        return Finding.reject("kpj_repeated_in_reply")
    others = [number for worker_id, number in owners.get(card, []) if worker_id != line.worker_id]
    if others:
        judged.flags.setdefault(KPJ_TAKEN, set()).update((*others, line.sponsorship_id))
        return Finding.reject(KPJ_TAKEN)
    return None


def _place(judged: Judged, line: Line, card: str, reason: str, finding: Finding | None) -> None:
    column = CARD if card or finding else REASON
    if finding is None and line.card_number is not None:
        if (line.card_number, line.reason) == (card, reason) or not (card or reason):
            judged.unchanged += 1
            return
        finding = Finding.reject("reply_differs_from_before")
    elif finding is None and not (card or reason):
        return
    elif finding is None and line.state != State.SUBMITTED:
        finding = Finding.reject("reply_not_awaited")
    elif finding is None and card and line.died_on is not None:
        finding = Finding.reject("reply_for_dead_worker")
    if finding is not None:
        judged.refused.append(RowFinding(line.row, column, finding))
    elif card:
        judged.accepted.append((line, card))
    else:
        judged.returned.append((line, reason))
