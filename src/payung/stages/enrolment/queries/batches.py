"""Questions about batches and their rows."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.nik import Nik
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Batch, BatchLine, Reply
from payung.stages.registry.queries import identities


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """One batch as a list shows it."""

    batch_id: int
    agency_id: int
    agency_name: str
    number: int
    state: str
    sent_on: date
    row_count: int
    answered_on: date | None
    regency_id: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One registration as the branch needs it. `nik`, `phone` and `address` are opened numbers."""

    row: int
    sponsorship_id: int
    state: str
    nik: Nik
    name: str
    birth_place: str
    born_on: date | None
    sex: str
    occupation: str
    phone: str
    address: str
    sponsor_name: str
    card_number: str
    reason: str


_FIELDS = (
    *("pk", "agency_id", "agency__name", "number", "state", "sent_on", "row_count"),
    *("answered_on", "agency__regency_id"),
)
_ROW = (
    *("row", "sponsorship_id", "sponsorship__state", "sponsorship__worker_id"),
    *("sponsorship__worker__name", "sponsorship__worker__birth_place"),
    *("sponsorship__worker__born_on", "sponsorship__worker__sex"),
    *("sponsorship__worker__occupation", "sponsorship__sponsor__name", "pk"),
)


def batches(*, viewer: Viewer, state: str | None = None, most: int = 50) -> list[BatchSummary]:
    """Return the latest batches the viewer may see, newest first."""
    rows = Batch.objects.visible_to(viewer).order_by("-sent_on", "-pk")
    if state is not None:
        rows = rows.filter(state=state)
    return [BatchSummary(*row) for row in rows.values_list(*_FIELDS)[:most]]


def batch_of(*, viewer: Viewer, batch_id: int) -> BatchSummary:
    """Return one batch. :raises Batch.DoesNotExist: none, or not for this viewer."""
    return BatchSummary(*Batch.objects.visible_to(viewer).values_list(*_FIELDS).get(pk=batch_id))


def rows_of_batch(*, viewer: Viewer, batch_id: int) -> list[BatchRow]:
    """Return the rows of a batch in their order, with identity numbers opened, and any answer."""
    if not Batch.objects.visible_to(viewer).filter(pk=batch_id).exists():
        return []
    lines = BatchLine.objects.filter(batch_id=batch_id).order_by("row").values_list(*_ROW)
    found = list(lines)
    opened = identities(viewer=viewer, worker_ids=[row[3] for row in found])
    answers = _answers(batch_id)
    rows = []
    for row, sponsorship_id, state, worker_id, name, place, born, sex, work, sponsor, line in found:
        who, (card_number, reason) = opened[worker_id], answers.get(line, ("", ""))
        person = (who.nik, name, place, born, sex, work, who.phone, who.address, sponsor)
        rows.append(BatchRow(row, sponsorship_id, state, *person, card_number, reason))
    return rows


def _answers(batch_id: int) -> dict[int, tuple[str, str]]:
    """Return (number, reason) by line."""
    replies = Reply.objects.filter(line__batch_id=batch_id)
    found = replies.values_list("line_id", "card_number", "reason")
    return {line_id: (card_number, reason) for line_id, card_number, reason in found}
