"""An uploaded sheet under the officer's eyes: every row's outcome as it would be now."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final

from payung.kernel.findings import Finding
from payung.kernel.people import Actor, Viewer
from payung.kernel.reporting import FileReport, RowFinding
from payung.stages.enrolment.files.assessing import assessed
from payung.stages.enrolment.files.registrations import marked_copy
from payung.stages.enrolment.queries.uploads import reading_of, upload_of
from payung.stages.enrolment.sums.entries import KEYS, TITLES, Candidate
from payung.stages.enrolment.sums.uploads import Upload
from payung.stages.intake.gateway.transport import table_from_json
from payung.stages.intake.queries import original
from payung.stages.intake.sums import Row, Table

TWIN: Final = "nik_repeated_in_file"


class Outcome(IntEnum):
    """What would become of a row, in the order in which the page shows them."""

    FIX = 0
    TWIN = 1
    DOUBT = 2
    """Good, with something the officer should see."""
    GOOD = 3
    KNOWN = 4
    """Registered already; accepting it changes nothing."""
    TAKEN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One row. `values` are its cells as read or corrected; `findings` what is to say about it."""

    row: int
    values: Mapping[str, str]
    findings: tuple[tuple[str, Finding], ...]
    outcome: Outcome
    is_corrected: bool

    @property
    def is_faulty(self) -> bool:
        return self.outcome in (Outcome.FIX, Outcome.TWIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One upload, row by row, those that need work first."""

    upload: Upload
    rows: tuple[ReviewRow, ...]
    candidates: Mapping[int, Candidate]

    def count(self, *outcomes: Outcome) -> int:
        return sum(row.outcome in outcomes for row in self.rows)

    @property
    def ready(self) -> int:
        """How many rows an acceptance would take now."""
        return self.count(Outcome.GOOD, Outcome.DOUBT)

    @property
    def faulty(self) -> int:
        return self.count(Outcome.FIX, Outcome.TWIN)


def review_of(
    *,
    viewer: Viewer,
    file_id: int,
    at: datetime,
    trying: tuple[int, Mapping[str, str]] | None = None,
) -> Review:
    """
    Return the rows of an upload as they would be taken now.

    :param trying: a row and its cells as somebody wants to correct them, which nobody kept yet.
    :raises NoSuchFile: there is none, not for this viewer, or it has not been read.
    """
    upload = upload_of(viewer=viewer, file_id=file_id)
    reading, corrections = reading_of(viewer=viewer, file_id=file_id)
    if trying is not None:
        corrections = corrections | {trying[0]: dict(trying[1])}
    table = table_from_json(zlib.decompress(reading).decode("utf-8", "surrogatepass"))
    candidates, _ = assessed(
        table,
        corrections,
        regency_id=upload.regency_id,
        agency_id=upload.agency_id,
        at=at,
    )
    rows = [
        _row(candidate, _texts(table, row), corrections.get(row.number), upload)
        for candidate, row in zip(candidates, table.rows, strict=True)
    ]
    rows.sort(key=lambda row: (row.outcome, row.row))
    return Review(
        upload=upload, rows=tuple(rows), candidates={each.row: each for each in candidates}
    )


def marked(*, by: Actor, file_id: int, at: datetime, lang: str = "id") -> bytes:
    """Return the sheet as it came in, with a column that says what to put right in each row."""
    review = review_of(viewer=by.viewer, file_id=file_id, at=at)
    problems = tuple(
        RowFinding(row.row, TITLES[column], finding)
        for row in review.rows
        if row.is_faulty
        for column, finding in row.findings
    )
    report = FileReport(rows=len(review.rows), accepted=review.ready, problems=problems)
    content = original(viewer=by.viewer, file_id=file_id)
    return marked_copy(content, review.upload.name, report, lang)


def _row(
    candidate: Candidate,
    texts: dict[str, str],
    corrected: Mapping[str, str] | None,
    upload: Upload,
) -> ReviewRow:
    return ReviewRow(
        row=candidate.row,
        values=texts | dict(corrected or {}),
        findings=tuple(candidate.findings),
        outcome=_outcome(candidate, upload),
        is_corrected=corrected is not None,
    )


def _texts(table: Table, row: Row) -> dict[str, str]:
    return {key: table.text(row, key) for key in KEYS}


def _outcome(candidate: Candidate, upload: Upload) -> Outcome:
    if upload.open_rows is not None and candidate.row not in upload.open_rows:
        return Outcome.TAKEN
    if candidate.is_refused:
        return Outcome.TWIN if candidate.reason == TWIN else Outcome.FIX
    if candidate.known_as is not None and not candidate.corrects:
        return Outcome.KNOWN
    return Outcome.DOUBT if candidate.is_warned else Outcome.GOOD
