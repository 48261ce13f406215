"""Correcting rows of an upload in place, and accepting the good ones; the faulty ones wait."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError

from payung.kernel.findings import Finding
from payung.kernel.people import Actor
from payung.stages.enrolment.files.reviewing import Outcome, Review, ReviewRow, review_of
from payung.stages.enrolment.operations import ONE_SPONSOR
from payung.stages.enrolment.operations.uploads import keep_correction, take_rows
from payung.stages.enrolment.sums.entries import KEYS
from payung.stages.enrolment.sums.uploads import ReviewChanged
from payung.stages.intake.queries import NoSuchFile

TRIES: Final = 3
LONGEST: Final = 300
"""How much of one typed cell is kept."""
_TAKEN: Final = (Outcome.GOOD, Outcome.DOUBT)


class RowStillWrong(Exception):
    """A correction that the rules still refuse; `findings` are (column key, finding)."""

    def __init__(self, findings: Sequence[tuple[str, Finding]]) -> None:
        super().__init__(", ".join(finding.code for _, finding in findings))
        self.findings = tuple(findings)


class RowIsSettled(Exception):
    """The row was accepted already; what it says can no longer be changed here."""


def row_of(review: Review, row: int) -> ReviewRow:
    """Return one row of a review. :raises NoSuchFile: the sheet has no such row."""
    for found in review.rows:
        if found.row == row:
            return found
    raise NoSuchFile(row)


def correct_row(
    *, file_id: int, row: int, typed: Mapping[str, str], by: Actor, at: datetime
) -> Review:
    """
    Keep what a row should say, if the rules now accept it; return the review with it.

    :raises RowStillWrong: the rules still refuse it; nothing was kept.
    :raises RowIsSettled: the row was accepted before.
    :raises NoSuchFile: there is no such upload or row, or it is not the actor's to see.
    """
    cells = {key: str(typed.get(key, ""))[:LONGEST] for key in KEYS}
    review = review_of(viewer=by.viewer, file_id=file_id, at=at, trying=(row, cells))
    found = row_of(review, row)
    if found.outcome is Outcome.TAKEN:
        raise RowIsSettled(row)
    if found.is_faulty:
        raise RowStillWrong(found.findings)
    keep_correction(file_id=file_id, row=row, typed=cells, by=by, at=at)
    return review


def accept_rows(*, file_id: int, expected: int, by: Actor, at: datetime) -> int:
    """
    Take over the good rows of an upload; return how many rows that were.

    The faulty ones stay open: corrected, they can be accepted later in the same way.

    :param expected: how many rows the page offered to take.
    :raises ReviewChanged: there are more or fewer good rows by now; nothing was taken.
    :raises AlreadyTaken: somebody else accepted them a moment before.
    :raises ContentAlreadyApplied: the same content took effect through another upload.
    """
    for attempt in range(TRIES):
        review = review_of(viewer=by.viewer, file_id=file_id, at=at)
        try:
            return _take(review, expected, by, at)
        except IntegrityError as collision:
            # Another upload registered one of these workers a moment ago: look again.
            if ONE_SPONSOR not in str(collision) or attempt == TRIES - 1:
                raise
    raise ReviewChanged(file_id)


def _take(review: Review, expected: int, by: Actor, at: datetime) -> int:
    rows = [row.row for row in review.rows if row.outcome in _TAKEN]
    upload = review.upload
    if len(rows) != expected or not rows:
        raise ReviewChanged(upload.file_id)
    take_rows(
        file_id=upload.file_id,
        candidates=[review.candidates[row] for row in sorted(rows)],
        open_rows=[row.row for row in review.rows if row.is_faulty],
        seen=len(upload.takings),
        by=by,
        at=at,
    )
    return len(rows)
