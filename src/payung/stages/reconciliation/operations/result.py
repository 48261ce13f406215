"""Payroll's answer row by row: matched, kept, and posted in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from payung.foundation.audit.bulk import copying
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.posting import Cause, begin_entry
from payung.kernel.people import Actor
from payung.kernel.reporting import RowFinding
from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation import queries
from payung.stages.reconciliation.models import ParkedRow, Result, ResultLine
from payung.stages.reconciliation.operations.scope import held_list
from payung.stages.reconciliation.operations.settling import Settled, settle
from payung.stages.reconciliation.sums import Matching, Outcome, ResultRow, match

_WORDS = """
INSERT INTO reconciliation_reason (result_line_id, code, words, given_by_id, given_at)
SELECT r.id, r.reason, w.words, %(by)s, %(at)s
FROM reconciliation_resultline r
JOIN unnest(%(lines)s::bigint[], %(words)s::text[]) AS w (line_id, words) ON w.line_id = r.line_id
WHERE r.result_id = %(result)s
"""


@dataclass(frozen=True, kw_only=True)
class ResultReport:
    """What came of one answer. `lines` counts the list's lines by outcome."""

    result_id: int
    seq: int
    already: bool = False
    accepted: int = 0
    lines: Mapping[Outcome, int] = field(default_factory=dict)
    parked: int = 0
    posted_idr: int = 0
    reversed_idr: int = 0
    findings: tuple[RowFinding, ...] = ()


@operation
def report_result(
    *,
    list_id: int,
    rows: Sequence[ResultRow],
    file_id: int | None,
    fingerprint: str,
    seq: int = 1,
    by: Actor,
    at: datetime,
) -> ResultReport:
    """
    Record what payroll did with the list, and bring the books to it.

    A first answer posts what was cut. A correction (`seq` above the last) posts the difference:
    REVERSE for what was not cut after all, CUT for what was; the answer before it stays.

    :param seq: printed in the list that was filled in; which answer to the list this is.
    :raises NotYourList: it is not the actor's to answer.
    :raises BookClosed: the month is closed.
    :raises NewerResult: an answer with this or a higher `seq` stands, with other content.
    :raises MoneyPassedOn: the correction takes back what is no longer held.
    """
    asked = held_list(list_id, by)
    last = Result.objects.filter(list=asked).order_by("-seq").first()
    if last is not None and fingerprint and last.fingerprint == fingerprint:
        record("reconciliation.repeated", by=by, at=at, target=last, row_count=0)
        return ResultReport(result_id=last.pk, seq=last.seq, already=True)
    if last is not None and seq <= last.seq:
        raise queries.newer_result(
            viewer=by.viewer, list_id=list_id, rows=rows, is_same=seq == last.seq
        )
    matched = match(rows, queries.asked_lines(viewer=by.viewer, list_id=list_id))
    result = _keep(asked, matched, file_id, fingerprint, seq, by, at)
    cause = Cause(ref=f"result:{asked.pk}:{seq}", cause="reconciliation.result", cause_id=result.pk)
    entry = begin_entry(cause, by=by, at=at, content=fingerprint)
    settled = settle(entry, result.pk, asked)
    return _reported(result, matched, settled, by, at)


def _keep(
    asked: DeductionList,
    matched: Matching,
    file_id: int | None,
    fingerprint: str,
    seq: int,
    by: Actor,
    at: datetime,
) -> Result:
    cut = [line for line in matched.lines if line.outcome is Outcome.CUT]
    result = Result.objects.create(
        list=asked,
        seq=seq,
        file_id=file_id,
        as_listed=False,
        fingerprint=fingerprint,
        cut_count=len(cut),
        cut_idr=sum(line.reported_idr for line in cut),
        reported_at=at,
        reported_by_id=by.person_id,
    )
    _copy_lines(result, matched)
    _park(result, matched, asked, by)
    spoken = [line for line in matched.lines if line.words]
    with connection.cursor() as cursor:
        cursor.execute(
            _WORDS,
            {
                "result": result.pk,
                "lines": [line.line_id for line in spoken],
                "words": [line.words[:200] for line in spoken],
                "by": by.person_id,
                "at": at,
            },
        )
    return result


def _copy_lines(result: Result, matched: Matching) -> None:
    columns = ("result_id", "line_id", "outcome", "reported_idr", "reason")
    with copying(ResultLine._meta.db_table, columns) as copy:
        for line in matched.lines:
            copy.write_row(
                (result.pk, line.line_id, line.outcome.value, line.reported_idr, line.reason)
            )


def _park(result: Result, matched: Matching, asked: DeductionList, by: Actor) -> None:
    why = queries.why_not_listed(
        viewer=by.viewer, list_id=asked.pk, nips=[row.nip for row in matched.parked]
    )
    ParkedRow.objects.bulk_create(
        ParkedRow(
            result=result,
            row=row.row,
            nip=row.nip,
            amount_idr=row.amount,
            reason=why.get(row.nip, "not_of_office"),
        )
        for row in matched.parked
    )


def _reported(
    result: Result, matched: Matching, settled: Settled, by: Actor, at: datetime
) -> ResultReport:
    counts = {outcome: matched.count(outcome) for outcome in Outcome}
    record(
        "reconciliation.corrected" if result.seq > 1 else "reconciliation.reported",
        by=by,
        at=at,
        target=result,
        row_count=len(matched.lines),
        total_idr=result.cut_idr,
        digest=result.fingerprint,
        seq=result.seq,
        parked=len(matched.parked),
        posted_idr=settled.posted_idr,
        reversed_idr=settled.reversed_idr,
        lines={outcome.value: count for outcome, count in counts.items()},
    )
    return ResultReport(
        result_id=result.pk,
        seq=result.seq,
        accepted=matched.accepted,
        lines=counts,
        parked=len(matched.parked),
        posted_idr=settled.posted_idr,
        reversed_idr=settled.reversed_idr,
        findings=matched.findings,
    )
