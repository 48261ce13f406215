"""Registrations on a sheet such as offices send: any layout, any of the usual formats."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import IntegrityError

from payung.foundation.audit.scope import beyond
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_time
from payung.kernel.findings import Level
from payung.kernel.people import Actor, Viewer
from payung.kernel.reporting import FileReport, RowFinding
from payung.kernel.wording import say
from payung.stages.enrolment.files.office import Office, office_of_sheet
from payung.stages.enrolment.operations import ONE_SPONSOR, TakenFile, take_file
from payung.stages.enrolment.queries.assessment import assess, staff
from payung.stages.enrolment.queries.reading import EntryReader
from payung.stages.enrolment.queries.surroundings import surroundings
from payung.stages.enrolment.sums.entries import COLUMNS, TITLES, Candidate
from payung.stages.intake.gateway import mark, read_table
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.intake.queries import applied_before
from payung.stages.intake.sums import REGISTRATIONS, Layout, Table

LAYOUT: Final = Layout(COLUMNS)
TRIES: Final = 3


def import_registrations(
    *,
    content: bytes,
    name: str,
    regency_id: int,
    agency_id: int | None = None,
    apply: bool,
    by: Actor,
    at: datetime,
) -> FileReport:
    """
    Read a sheet of registrations, and take over its good rows where `apply` says so.

    Without `apply` nothing is written. The same content again changes nothing and says when and
    by whom it was accepted; a corrected sheet takes only what is new.

    :param agency_id: the office that sends it; without it, as the sheet's title or else most of
        its sponsors say.
    :raises FileRefused: the file as a whole is not taken.
    """
    # Whether a sponsor or a worker is another office's is asked beyond one's own, and not shown.
    with _collector_at_rest(), beyond("is this sponsor or worker another office's?"):
        return _import(content, name, regency_id, agency_id, apply, by, at)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """
    Let the garbage collector wait: a sheet makes a hundred thousand small values and no cycles.

    It would look through all of them again and again, for a fifth of the whole time.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _import(
    content: bytes,
    name: str,
    regency_id: int,
    agency_id: int | None,
    apply: bool,
    by: Actor,
    at: datetime,
) -> FileReport:
    table = read_table(content, name=name, wanted=LAYOUT, limits=REGISTRATIONS)
    accepted_before = _accepted_before(table, regency_id)
    if accepted_before is not None:
        return accepted_before
    office, candidates = _assess(table, regency_id, agency_id, by, at)
    report = _report(table, office, candidates)
    if not apply:
        return report
    file = TakenFile(
        kind=Kind.REGISTRATIONS,
        name=name,
        content=content,
        fingerprint=table.fingerprint,
        sha256=table.sha256,
        regency_id=regency_id,
        agency_id=office.agency_id,
    )
    for attempt in range(TRIES):
        try:
            take_file(file=file, candidates=candidates, report=report, by=by, at=at)
            break
        except ContentAlreadyApplied:
            return _accepted_before(table, regency_id) or report
        except IntegrityError as collision:
            # Another upload registered one of these workers a moment ago: look again.
            if ONE_SPONSOR not in str(collision) or attempt == TRIES - 1:
                raise
            office, candidates = _assess(table, regency_id, agency_id, by, at)
            report = _report(table, office, candidates)
    return report


def marked_copy(content: bytes, name: str, report: FileReport, lang: str = "id") -> bytes:
    """Return the same sheet with a column that says, row by row, what is to be put right."""
    table = read_table(content, name=name, wanted=LAYOUT, limits=REGISTRATIONS)
    notes: dict[int, list[str]] = {}
    for problem in report.problems:
        if problem.finding.level is not Level.INFO:
            notes.setdefault(problem.row, []).append(problem.finding.message(lang))
    return mark(content, name, table, notes, limits=REGISTRATIONS, lang=lang)


def _assess(
    table: Table, regency_id: int, agency_id: int | None, by: Actor, at: datetime
) -> tuple[Office, Sequence[Candidate]]:
    around = surroundings(viewer=Viewer.system(), regency_id=regency_id)
    reader = EntryReader(
        columns=table.columns,
        on=today_in_wib(at),
        regency_code=around.regency_code,
        areas=around.areas,
        districts=around.districts,
    )
    candidates = [reader.read(row.number, row.cells) for row in table.rows]
    # Whether a NIP is another office's is asked beyond the officer's own view, and not shown.
    beyond = Viewer.system()
    sponsors = staff(viewer=beyond, regency_id=regency_id, candidates=candidates)
    office = office_of_sheet(
        titles=table.title_lines,
        sponsors=sponsors.values(),
        regency_id=regency_id,
        given=agency_id or by.agency_id,
    )
    assess(
        viewer=beyond,
        regency_id=regency_id,
        agency_id=office.agency_id,
        candidates=candidates,
        sponsors=sponsors,
    )
    return office, candidates


def _report(table: Table, office: Office, candidates: Sequence[Candidate]) -> FileReport:
    refused = Counter(each.reason for each in candidates if each.is_refused)
    taken = [each for each in candidates if not each.is_refused]
    new = [each for each in taken if each.known_as is None]
    held = sum(each.held for each in new)
    corrected = sum(each.corrects for each in taken)
    counts = {
        "held": held,
        "corrected": corrected,
        "unchanged": len(taken) - len(new) - corrected,
        "warned": sum(each.is_warned for each in new),
    }
    facts = {"agency": office.name, "agency_found": office.how}
    return FileReport(
        rows=len(candidates),
        accepted=len(new) - held,
        refused=dict(sorted(refused.items())),
        problems=tuple(_problems(candidates, _headers(table))),
        counts=counts,
        facts=facts,
    )


def _problems(candidates: Sequence[Candidate], headers: Mapping[str, str]) -> list[RowFinding]:
    return [
        RowFinding(each.row, headers[column], finding)
        for each in candidates
        for column, finding in each.findings
    ]


def _headers(table: Table) -> dict[str, str]:
    """Return each column as the sheet itself calls it."""
    own = {key: table.headers[place].strip() for key, place in table.columns.items()}
    return TITLES | own


def _accepted_before(table: Table, regency_id: int) -> FileReport | None:
    before = applied_before(
        viewer=Viewer.system(),
        kind=Kind.REGISTRATIONS,
        regency_id=regency_id,
        fingerprint=table.fingerprint,
    )
    if before is None:
        return None
    when = f"{render_date(today_in_wib(before.received_at))} {render_time(before.received_at)}"
    said = say("enrolment.file_accepted_before", when=when, name=before.received_by)
    return FileReport(
        rows=len(table.rows),
        accepted=0,
        counts={"held": 0, "corrected": 0, "unchanged": len(table.rows), "warned": 0},
        facts={"accepted_before": said},
    )
