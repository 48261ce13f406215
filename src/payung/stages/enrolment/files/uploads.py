"""Receiving a sheet on the web: read at once when small, by the worker when large."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from payung.kernel.people import Actor, Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.enrolment.files.assessing import assessed
from payung.stages.enrolment.files.registrations import LAYOUT
from payung.stages.enrolment.files.whole_sheet import (
    check_columns,
    check_not_applied,
    check_office,
    check_template,
)
from payung.stages.enrolment.operations.uploads import keep_reading, keep_refused, keep_upload
from payung.stages.enrolment.queries.uploads import upload_of, uploads_since, waiting_twin
from payung.stages.enrolment.sums.entries import TITLES, Candidate
from payung.stages.enrolment.sums.uploads import Step
from payung.stages.intake import operations as intake
from payung.stages.intake.gateway import read_table_apart
from payung.stages.intake.gateway.sniff import check_size, container
from payung.stages.intake.gateway.transport import table_to_json
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.queries import original
from payung.stages.intake.sums import REGISTRATIONS, Table

AT_ONCE_BYTES: Final = 100_000
"""About 500 rows. What is larger is read by the worker while a page shows the progress."""
MOST_A_DAY: Final = 100
"""How many sheets one office may send in 24 hours; more is a runaway, not an office."""


@dataclass(frozen=True, slots=True)
class Received:
    """Where an upload went. `is_waiting`: the worker has to read it. `again`: it was here."""

    file_id: int
    is_waiting: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    table: Table
    candidates: Sequence[Candidate]
    made: str


def receive(
    *, content: bytes, name: str, regency_id: int, agency_id: int, by: Actor, at: datetime
) -> Received:
    """
    Keep an uploaded sheet of registrations; nothing of it counts before it is accepted.

    :raises FileRefused: the sheet as a whole is not taken; nothing was kept.
    """
    check_size(content, REGISTRATIONS)
    if uploads_since(viewer=by.viewer, agency_id=agency_id, at=at) >= MOST_A_DAY:
        raise FileRefused("office.file.too_many_today", most=str(MOST_A_DAY))
    container(content, name)
    digest = sha256(content).hexdigest()
    twin = waiting_twin(viewer=by.viewer, agency_id=agency_id, fingerprint="", sha256=digest)
    if twin is not None:
        return _again(twin, by)
    large = len(content) > AT_ONCE_BYTES
    read = None
    if not large:
        read = _checked(_table(content, name), regency_id, agency_id, viewer=by.viewer, at=at)
        mark = read.table.fingerprint
        twin = waiting_twin(viewer=by.viewer, agency_id=agency_id, fingerprint=mark, sha256="")
        if twin is not None:
            return _again(twin, by)
    file_id = keep_upload(
        name=name,
        content=content,
        sha256=digest,
        regency_id=regency_id,
        agency_id=agency_id,
        by=by,
        at=at,
    )
    if read is not None:
        _keep_read(file_id, read, by, at)
    return Received(file_id, is_waiting=large)


def _again(file_id: int, by: Actor) -> Received:
    """Return an upload that is here already; one that nobody has read yet is read after all."""
    is_read = upload_of(viewer=by.viewer, file_id=file_id).is_read
    return Received(file_id, is_waiting=not is_read, again=True)


def refuse(
    *,
    content: bytes,
    name: str,
    regency_id: int,
    agency_id: int,
    why: FileRefused,
    by: Actor,
    at: datetime,
) -> int:
    """Keep a sheet that `receive` refused, with the reason; one too large without its content."""
    kept = content if len(content) <= REGISTRATIONS.content_bytes else b""
    return keep_refused(
        name=name,
        content=kept,
        sha256=sha256(content).hexdigest() if content else "",
        regency_id=regency_id,
        agency_id=agency_id,
        code=why.code,
        values=why.finding.values,
        by=by,
        at=at,
    )


def read_waiting(*, file_id: int, by: Actor, at: datetime) -> None:
    """Read a kept sheet, step by step for the page that waits; a second call does nothing."""
    system = Viewer.system()
    upload = upload_of(viewer=system, file_id=file_id)
    if upload.step in (Step.READ, Step.REFUSED):
        return
    intake.note_step(file_id=file_id, step=Step.READING, by=by, at=at)
    content = original(viewer=system, file_id=file_id)
    office = Viewer(by.role, by.person_id, upload.regency_id, upload.agency_id)
    try:
        table = _table(content, upload.name)
        intake.note_step(file_id=file_id, step=Step.CHECKING, by=by, at=at)
        read = _checked(table, upload.regency_id, upload.agency_id, viewer=office, at=at)
    except FileRefused as why:
        values = why.finding.values
        intake.refuse(file_id=file_id, code=why.code, values=values, by=by, at=at)
        return
    _keep_read(file_id, read, by, at)


def _table(content: bytes, name: str) -> Table:
    return read_table_apart(content, name=name, wanted=LAYOUT, limits=REGISTRATIONS)


def _checked(
    table: Table, regency_id: int, agency_id: int, *, viewer: Viewer, at: datetime
) -> _Read:
    """Return the rows as understood. :raises FileRefused: the sheet as a whole is not taken."""
    made = check_template(table, viewer=viewer, agency_id=agency_id)
    check_not_applied(table, regency_id=regency_id)
    check_columns(table)
    candidates, sponsors = assessed(table, {}, regency_id=regency_id, agency_id=agency_id, at=at)
    check_office(candidates, sponsors, agency_id=agency_id)
    return _Read(table, candidates, made)


def _keep_read(file_id: int, read: _Read, by: Actor, at: datetime) -> None:
    good = sum(not each.is_refused for each in read.candidates)
    told: dict[str, object] = {"rows": len(read.candidates), "good": good}
    if read.made:
        told["made"] = read.made
    keep_reading(
        file_id=file_id,
        fingerprint=read.table.fingerprint,
        rows=zlib.compress(table_to_json(read.table).encode("utf-8", "surrogatepass")),
        told=told,
        findings=[
            RowFinding(each.row, TITLES[column], finding)
            for each in read.candidates
            for column, finding in each.findings
        ],
        by=by,
        at=at,
    )
