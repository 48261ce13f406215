"""`payung import`: a spreadsheet first looked at, then taken over."""

import argparse
from collections.abc import Iterator
from datetime import datetime, time

from payung.jobs.acting import acting, explain, now, system
from payung.jobs.file_lines import file_lines
from payung.jobs.places import joined, joining, office
from payung.jobs.printing import complain, show
from payung.jobs.problems import Refused
from payung.kernel.clock import WIB
from payung.kernel.people import Actor, Role
from payung.kernel.reporting import FileReport
from payung.kernel.wording import say
from payung.stages.enrolment.files import import_registrations, marked_copy
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.files import import_staff


def run(wanted: argparse.Namespace) -> int:
    """Exit with 1 when a row or the whole file is refused; the good rows are taken all the same."""
    content = wanted.file.read_bytes()
    try:
        report = (
            _staff(wanted, content) if wanted.step == "staff" else _registrations(wanted, content)
        )
    except Refused as refused:
        return explain(refused, wanted)
    except FileRefused as refused:
        complain(refused.finding.message(wanted.lang))
        return 1
    answer = report.as_json(wanted.lang)
    show(wanted, answer, _lines(report, wanted))
    return 1 if report.refused else 0


def _staff(wanted: argparse.Namespace, content: bytes) -> FileReport:
    by, at = system(), now()
    place = joining(wanted.regency, by=by, at=at)
    if wanted.by:
        by = acting(wanted, Role.SECRETARIAT, regency_id=place.regency_id, place=place.name)
    return import_staff(
        content=content,
        name=wanted.file.name,
        regency_id=place.regency_id,
        apply=wanted.apply,
        by=by,
        at=at,
    )


def _registrations(wanted: argparse.Namespace, content: bytes) -> FileReport:
    place = joined(wanted.regency)
    at = datetime.combine(wanted.on, time(9), tzinfo=WIB) if wanted.on else now()
    agency_id = office(wanted.agency, wanted.regency).agency_id if wanted.agency else None
    by: Actor = system()
    if wanted.by:
        by = acting(
            wanted, Role.OFFICER, regency_id=place.regency_id, agency_id=agency_id, place=place.name
        )
    report = import_registrations(
        content=content,
        name=wanted.file.name,
        regency_id=place.regency_id,
        agency_id=agency_id,
        apply=wanted.apply,
        by=by,
        at=at,
    )
    if wanted.marked:
        wanted.marked.write_bytes(
            marked_copy(content=content, name=wanted.file.name, report=report, lang=wanted.lang)
        )
    return report


def _lines(report: FileReport, wanted: argparse.Namespace) -> Iterator[str]:
    yield from file_lines(report, wanted, code="cli.rows_taken" if wanted.apply else "cli.rows")
    if getattr(wanted, "marked", None):
        yield say("cli.marked", wanted.lang, name=wanted.marked.name)
    if not wanted.apply:
        yield say("cli.look_only", wanted.lang)
