"""S36, S37, S81, S82: what is ready to be sent, what was sent, and what the branch said."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What an office would send now, under which number, and to whom."""

    office: str
    regency: str
    branch: str
    rows: int
    oldest_on: date | None
    next_number: int


@dataclass(frozen=True, kw_only=True)
class ReadyRow:
    sponsorship_id: int
    worker: str
    occupation: str
    sponsor: str
    registered_on: date


@dataclass(frozen=True, kw_only=True)
class SentBatch:
    """One batch with its answers counted. `last_taken_at`: when a person last downloaded it."""

    batch_id: int
    agency_id: int
    regency_id: int
    office: str
    number: int
    state: str
    sent_on: date
    sent_by: str
    answered_on: date | None
    days: int
    rows: int
    digest: str
    numbers: int
    reasons: int
    to_fix: int
    """Rows with a reason that the office has not taken up again."""
    last_taken_at: datetime | None

    @property
    def waiting(self) -> int:
        return self.rows - self.answered

    @property
    def answered(self) -> int:
        return self.numbers + self.reasons


class RowState(StrEnum):
    """What became of one row of a batch."""

    WAITING = "waiting"
    NUMBER = "number"
    RETURNED = "returned"
    """Refused, and now the office's to correct."""
    AGAIN = "again"
    """Refused, corrected, and on its way again."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class SentRow:
    sponsorship_id: int
    row: int
    worker: str
    sponsor: str
    card_number: str
    reason: str
    state: RowState


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Somebody downloaded the batch's file, with the numbers in clear."""

    name: str
    at: datetime
    reason: str


_READY = f"""WITH {SEEN}
SELECT seen.name AS office, r.name AS regency, r.branch_name AS branch,
    (SELECT count(*) FROM enrolment_sponsorship s
        WHERE s.agency_id = seen.id AND s.state = 'verified') AS rows,
    (SELECT min(s.registered_on) FROM enrolment_sponsorship s
        WHERE s.agency_id = seen.id AND s.state = 'verified') AS oldest_on,
    (SELECT count(*) + 1 FROM enrolment_batch b WHERE b.agency_id = seen.id) AS next_number
FROM seen JOIN registry_regency r ON r.id = seen.regency_id ORDER BY seen.id LIMIT 1"""

_READY_ROWS = f"""WITH {SEEN}
SELECT s.id AS sponsorship_id, w.name AS worker, w.occupation, c.name AS sponsor, s.registered_on
FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
JOIN registry_worker w ON w.id = s.worker_id JOIN registry_civilservant c ON c.id = s.sponsor_id
WHERE s.state = 'verified' ORDER BY s.id OFFSET %(skip)s LIMIT %(most)s"""

_BATCHES = f"""WITH {SEEN}
SELECT b.id AS batch_id, b.agency_id, seen.regency_id, seen.name AS office, b.number, b.state,
    b.sent_on, coalesce(p.name, '') AS sent_by, b.answered_on, %(on)s - b.sent_on AS days,
    b.row_count AS rows, b.digest,
    count(y.id) FILTER (WHERE y.card_number <> '') AS numbers,
    count(y.id) FILTER (WHERE y.reason <> '') AS reasons,
    count(y.id) FILTER (WHERE y.reason <> '' AND s.state = 'returned'
        AND NOT EXISTS (SELECT 1 FROM enrolment_batchline later
            WHERE later.sponsorship_id = l.sponsorship_id AND later.id > l.id)) AS to_fix,
    (SELECT max(k.at) FROM audit_look k WHERE k.subject_type = 'enrolment_batch'
        AND k.subject_id = b.id AND k.what = 'batch.file') AS last_taken_at
FROM enrolment_batch b JOIN seen ON seen.id = b.agency_id
LEFT JOIN access_person p ON p.id = b.sent_by_id
LEFT JOIN enrolment_batchline l ON l.batch_id = b.id
LEFT JOIN enrolment_sponsorship s ON s.id = l.sponsorship_id
LEFT JOIN enrolment_reply y ON y.line_id = l.id
WHERE (%(state)s = '' OR b.state = %(state)s) AND (%(batch)s::bigint IS NULL OR b.id = %(batch)s)
GROUP BY b.id, seen.id, seen.name, seen.regency_id, p.name
ORDER BY {{order}} OFFSET %(skip)s LIMIT %(most)s"""

_ROWS = """
SELECT l.sponsorship_id, l."row", w.name AS worker, c.name AS sponsor,
    coalesce(y.card_number, '') AS card_number, coalesce(y.reason, '') AS reason,
    CASE WHEN y.id IS NULL AND s.state = 'cancelled' THEN 'withdrawn'
        WHEN y.id IS NULL THEN 'waiting' WHEN y.reason = '' THEN 'number'
        WHEN s.state = 'cancelled' THEN 'withdrawn'
        WHEN s.state = 'returned' AND NOT EXISTS (SELECT 1 FROM enrolment_batchline later
            WHERE later.sponsorship_id = l.sponsorship_id AND later.id > l.id) THEN 'returned'
        ELSE 'again' END AS state
FROM enrolment_batchline l JOIN enrolment_sponsorship s ON s.id = l.sponsorship_id
JOIN registry_worker w ON w.id = s.worker_id JOIN registry_civilservant c ON c.id = s.sponsor_id
LEFT JOIN enrolment_reply y ON y.line_id = l.id
WHERE l.batch_id = %(batch)s
ORDER BY coalesce(y.reason, '') = '', l."row" OFFSET %(skip)s LIMIT %(most)s"""

_TAKEN = """
SELECT coalesce(p.name, '') AS name, k.at, k.reason FROM audit_look k
LEFT JOIN access_person p ON p.id = k.person_id
WHERE k.subject_type = 'enrolment_batch' AND k.subject_id = %(batch)s AND k.what = 'batch.file'
ORDER BY k.at DESC, k.id DESC LIMIT 10"""

_OLDEST, _NEWEST, _BY_OFFICE = (
    "b.sent_on, b.id",
    "b.sent_on DESC, b.id DESC",
    "seen.name, b.sent_on, b.id",
)


def ready_to_send(*, viewer: Viewer) -> Ready | None:
    """Return what the viewer's office would send now; None for who has no office."""
    if viewer.sees_all_agencies:
        return None
    found = fetch(_READY, scope(viewer))
    return Ready(**found[0]) if found else None


def ready_rows(*, viewer: Viewer, skip: int, most: int) -> list[ReadyRow]:
    """Return the checked registrations in the order in which they would stand in the batch."""
    values = {**scope(viewer), "skip": skip, "most": most}
    return [ReadyRow(**row) for row in fetch(_READY_ROWS, values)]


def sent_batches(
    *,
    viewer: Viewer,
    on: date,
    state: str = "",
    by_office: bool = False,
    skip: int = 0,
    most: int = 25,
) -> list[SentBatch]:
    """Return batches with their answers counted: newest first, or office by office."""
    values = {**scope(viewer), "on": on, "state": state, "batch": None, "skip": skip, "most": most}
    order = _BY_OFFICE if by_office else _NEWEST
    return [SentBatch(**row) for row in fetch(_BATCHES.format(order=order), values)]


def sent_batch(*, viewer: Viewer, batch_id: int, on: date) -> SentBatch | None:
    """Return one batch, if it is the viewer's to see."""
    values = {**scope(viewer), "on": on, "state": "", "batch": batch_id, "skip": 0, "most": 1}
    found = fetch(_BATCHES.format(order=_OLDEST), values)
    return SentBatch(**found[0]) if found else None


def rows_sent(*, viewer: Viewer, batch_id: int, skip: int, most: int) -> list[SentRow]:
    """Return the rows of a batch, those with a reason first; none that is not the viewer's."""
    if sent_batch(viewer=viewer, batch_id=batch_id, on=date.min) is None:
        return []
    found = fetch(_ROWS, {"batch": batch_id, "skip": skip, "most": most})
    return [SentRow(**{**row, "state": RowState(row["state"])}) for row in found]


def taken_before(*, viewer: Viewer, batch_id: int) -> list[Taken]:
    """Return who downloaded the batch's file, and when, the latest first."""
    if sent_batch(viewer=viewer, batch_id=batch_id, on=date.min) is None:
        return []
    return [Taken(**row) for row in fetch(_TAKEN, {"batch": batch_id})]
