"""`payung month result`: payroll's answer, as a file or "all as listed"."""

import argparse
from collections.abc import Iterator

from payung.jobs.acting import now
from payung.jobs.file_lines import file_lines
from payung.jobs.printing import show
from payung.jobs.problems import Refused
from payung.kernel.people import Actor
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.process.payroll import take_as_listed, take_result
from payung.stages.deductions.queries import ListSummary
from payung.stages.reconciliation.files import refusals_noted
from payung.stages.reconciliation.problems import NewerResult


def take(wanted: argparse.Namespace, asked: ListSummary, by: Actor) -> int:
    """Exit with 1 when rows of the file are refused; the others are taken all the same."""
    if wanted.file is None and not wanted.all_as_listed:
        raise Refused("cli.result_how")
    return _as_listed(wanted, asked, by) if wanted.file is None else _file(wanted, asked, by)


def compared(refused: NewerResult, lang: str) -> Iterator[str]:
    """Yield why the file came too late, then each person in whom it differs from what stands."""
    yield refused.finding.message(lang)
    for one in refused.compared:
        yield say(
            "cli.compared",
            lang,
            nip=one.nip,
            standing=render_rupiah(one.standing_idr),
            in_file=render_rupiah(one.in_file_idr),
        )


def _as_listed(wanted: argparse.Namespace, asked: ListSummary, by: Actor) -> int:
    done = take_as_listed(
        list_id=asked.list_id, agency_id=asked.agency_id, month=asked.month, by=by, at=now()
    )
    answer = {
        "agency": asked.agency,
        "cut": done.cut_count,
        "cut_idr": done.cut_idr,
        "already": done.already,
    }
    told = say(
        "cli.as_listed",
        wanted.lang,
        agency=asked.agency,
        count=str(done.cut_count),
        amount=render_rupiah(done.cut_idr),
    )
    show(wanted, answer, [told])
    return 0


def _file(wanted: argparse.Namespace, asked: ListSummary, by: Actor) -> int:
    if not wanted.file.is_file():
        raise Refused("cli.file_missing", name=wanted.file.name)
    content, at = wanted.file.read_bytes(), now()
    agency_id, month = asked.agency_id, asked.month
    with refusals_noted(agency_id=agency_id, month=month, content=content, by=by, at=at):
        report = take_result(
            content=content, name=wanted.file.name, agency_id=agency_id, month=month, by=by, at=at
        )
    show(wanted, report.as_json(wanted.lang), file_lines(report, wanted, code="cli.rows_taken"))
    return 1 if report.refused else 0
