"""Payroll's answer as a file: read strictly and taken over whole, or refused with what to do."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from payung.foundation.ledger.posting import BookClosed
from payung.kernel.canonical import digest
from payung.kernel.dates import render_month
from payung.kernel.findings import Level
from payung.kernel.keyring import header_key
from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Actor, Viewer
from payung.kernel.reporting import FileReport, RowFinding
from payung.kernel.wording import say
from payung.stages.deductions import files as list_files
from payung.stages.deductions.queries import ListSummary, list_of
from payung.stages.intake.gateway import read_template
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import keep_file, mark_applied
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Table
from payung.stages.reconciliation import operations, queries
from payung.stages.reconciliation.checks import header_names_this_list, row_can_be_read
from payung.stages.reconciliation.operations.scope import held_list
from payung.stages.reconciliation.problems import AnswerRefused
from payung.stages.reconciliation.sums import Matching, NotCut, Outcome, ResultRow, match

UNREADABLE = "unreadable"
"""Why a line is missing whose row could not be read."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A file that is payroll's answer to this list; its content may still be refused row by row."""

    asked: ListSummary
    seq: int
    rows: tuple[ResultRow, ...]
    findings: tuple[RowFinding, ...]
    fingerprint: str
    sha256: str
    facts: Mapping[str, str]


class _Received(Exception):  # takes back what was kept of a file that came twice
    """The same content stands already."""


def result_form(*, viewer: Viewer, list_id: int) -> bytes:
    """
    Return the payroll file that asks for the next answer: the first, or a correction.

    :raises NoSuchList: there is none, or not for this viewer.
    """
    last = queries.result_of(viewer=viewer, list_id=list_id)
    seq = last.seq + 1 if last else 1
    return list_files.payroll_file(viewer=viewer, list_id=list_id, seq=seq)


def read_result(
    *, content: bytes, name: str, viewer: Viewer, agency_id: int, month: Month
) -> Answer:
    """
    Read a file as the answer of this office for this month.

    :raises FileRefused: it is not our form, not signed, or of another office, month or list.
    """
    asked = list_of(viewer=viewer, agency_id=agency_id, month=month)
    if asked is None:
        raise FileRefused("reconciliation.no_list", month=render_month(month))
    signed = read_template(content, name=name, key=header_key(), layout=list_files.LAYOUT)
    wanted = list_files.header_fields(asked, 1)
    seq = header_names_this_list.check(signed.fields, wanted)
    rows, findings = _rows(signed.table)
    return Answer(
        asked=asked,
        seq=seq,
        rows=rows,
        findings=findings,
        # The rows alone may be the same in two months; the same answer is the same list, too.
        fingerprint=digest([dict(signed.fields), signed.table.fingerprint]),
        sha256=signed.table.sha256,
        facts=_facts(signed.table),
    )


@contextmanager
def refusals_noted(
    *, agency_id: int, month: Month, content: bytes, by: Actor, at: datetime
) -> Iterator[None]:
    """
    Note what refuses this file inside, then let it pass.

    Stands around the transaction that the refusal takes back, never within it.
    """
    try:
        yield
    except (FileRefused, AnswerRefused) as refusal:
        operations.note_refusal(
            agency_id=agency_id,
            month=month,
            code=refusal.finding.code,
            sha256=sha256(content).hexdigest(),
            by=by,
            at=at,
        )
        raise


def import_result(
    *,
    content: bytes,
    name: str,
    agency_id: int,
    month: Month,
    apply: bool,
    by: Actor,
    at: datetime,
) -> FileReport:
    """
    Compare payroll's answer with the list, and with `apply` let it take effect.

    Everything is kept in one transaction, or nothing; `refusals_noted` keeps the trace of that.

    :raises FileRefused, AnswerRefused: it is not taken; NewerResult with the differences.
    """
    answer = read_result(
        content=content, name=name, viewer=by.viewer, agency_id=agency_id, month=month
    )
    list_id = answer.asked.list_id
    if queries.is_closed(viewer=by.viewer, list_id=list_id):
        raise FileRefused("reconciliation.month_closed", month=render_month(month))
    last = queries.result_of(viewer=by.viewer, list_id=list_id)
    if last is not None and last.fingerprint == answer.fingerprint:
        return _unchanged(answer, by.viewer)
    if last is not None and answer.seq <= last.seq:
        raise queries.newer_result(
            viewer=by.viewer, list_id=list_id, rows=answer.rows, is_same=answer.seq == last.seq
        )
    matched = match(answer.rows, queries.asked_lines(viewer=by.viewer, list_id=list_id))
    report = _report(answer, matched)
    if not apply:
        return report
    try:
        return _applied(content, name, answer, report, by, at)
    except BookClosed as closed:
        raise FileRefused("reconciliation.month_closed", month=render_month(month)) from closed
    except _Received:
        return _unchanged(answer, by.viewer)


@transaction.atomic
def _applied(
    content: bytes, name: str, answer: Answer, report: FileReport, by: Actor, at: datetime
) -> FileReport:
    # The book before the chain of events, as everybody: else two who answer wait for each other.
    held_list(answer.asked.list_id, by)
    file_id = keep_file(
        kind=Kind.PAYROLL_RESULT,
        name=name,
        content=content,
        fingerprint=answer.fingerprint,
        sha256=answer.sha256,
        regency_id=answer.asked.regency_id,
        agency_id=answer.asked.agency_id,
        month=answer.asked.month,
        report=report.as_json(),
        findings=report.problems,
        by=by,
        at=at,
    )
    done = operations.report_result(
        list_id=answer.asked.list_id,
        rows=answer.rows,
        file_id=file_id,
        fingerprint=answer.fingerprint,
        seq=answer.seq,
        by=by,
        at=at,
    )
    if done.already:
        raise _Received
    mark_applied(file_id=file_id, by=by, at=at)
    posted = {"posted_idr": done.posted_idr, "reversed_idr": done.reversed_idr}
    return FileReport(
        rows=report.rows,
        accepted=report.accepted,
        refused=report.refused,
        problems=report.problems,
        counts={**report.counts, **posted},
        facts=report.facts,
    )


def _rows(table: Table) -> tuple[tuple[ResultRow, ...], tuple[RowFinding, ...]]:
    rows: list[ResultRow] = []
    findings: list[RowFinding] = []
    for row in table.rows:
        read = row_can_be_read.read(table, row, cut=list_files.CUT, not_cut=list_files.NOT_CUT)
        reason, words = _reason(table.text(row, "reason"))
        findings += read.findings
        rows.append(
            ResultRow(
                row=row.number,
                nip=read.nip,
                name=table.text(row, "name"),
                count=read.count,
                amount=read.amount_idr,
                cut=read.is_cut,
                reason=reason,
                words=words,
                refused=UNREADABLE if read.findings else "",
            )
        )
    return tuple(rows), tuple(findings)


def _reason(text: str) -> tuple[str, str]:
    """Return the code of a reason as people write it, and the words after "Lainnya"."""
    told = fold(text)
    for code in NotCut:
        known = fold(say(f"reconciliation.reason.{code}"))
        if told == known:
            return code, ""
        if code is NotCut.OTHER and told.startswith(known):
            return code, text.strip()[len(known) :].strip(" :-").strip()
    return "", ""


def _facts(table: Table) -> dict[str, str]:
    """Tell what the eye did not see in the sheet (P22): it was read like everything else."""
    facts: dict[str, str] = {}
    if table.hidden:
        facts["hidden"] = say(
            "reconciliation.hidden",
            rows=str(table.hidden.rows),
            columns=str(table.hidden.columns),
            sheets=str(len(table.hidden.sheets)),
        )
    if table.other_sheets:
        names = ", ".join(sheet[:40] for sheet in table.other_sheets[:5])
        facts["other_sheets"] = say("reconciliation.other_sheets", sheet=table.sheet, names=names)
    return facts


def _report(answer: Answer, matched: Matching) -> FileReport:
    findings = sorted((*answer.findings, *matched.findings), key=lambda found: found.row)
    rejected = {
        (found.row, found.finding.code) for found in findings if found.finding.level is Level.REJECT
    }
    counts = {outcome.value: matched.count(outcome) for outcome in Outcome}
    cut_idr = sum(line.reported_idr for line in matched.lines if line.outcome is Outcome.CUT)
    return FileReport(
        rows=len(answer.rows),
        accepted=matched.accepted,
        refused=dict(Counter(code for _, code in sorted(rejected))),
        problems=tuple(findings),
        counts={**counts, "parked": len(matched.parked), "cut_idr": cut_idr},
        facts=answer.facts,
    )


def _unchanged(answer: Answer, viewer: Viewer) -> FileReport:
    said = queries.told_by(viewer=viewer, list_id=answer.asked.list_id)
    told = say("content_already_applied", **said)
    return FileReport(
        rows=len(answer.rows), accepted=0, facts={**answer.facts, "already_applied": told}
    )
