""" "All as listed": payroll withheld exactly what was asked, for one list or for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.posting import Cause, begin_entry, post_set
from payung.kernel.canonical import digest
from payung.kernel.people import Actor
from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation.models import Result
from payung.stages.reconciliation.operations.scope import held_lists
from payung.stages.reconciliation.problems import ResultExists
from payung.stages.reconciliation.queries import told_by

_RESULTS = """
INSERT INTO reconciliation_result
    (list_id, seq, as_listed, fingerprint, cut_count, cut_idr, reported_at, reported_by_id)
SELECT id, 1, true, '', line_count, total_idr, %(at)s, %(by)s
FROM deductions_deductionlist WHERE id = ANY(%(lists)s) ORDER BY id
RETURNING id
"""
_LINES = """
INSERT INTO reconciliation_resultline (result_id, line_id, outcome, reported_idr, reason)
SELECT r.id, l.id, 'cut', l.amount_idr, ''
FROM reconciliation_result r
JOIN deductions_deductionline l ON l.list_id = r.list_id
WHERE r.id = ANY(%(results)s)
"""
_CUTS = """
SELECT d.agency_id, l.month, l.amount_idr, l.sponsor_id, l.worker_id, NULL::bigint AS slip_id,
       0::smallint AS attempt
FROM reconciliation_result r
JOIN deductions_deductionlist d ON d.id = r.list_id
JOIN deductions_deductionline l ON l.list_id = d.id
WHERE r.id = ANY(%(results)s) AND l.amount_idr > 0
"""


@dataclass(frozen=True, kw_only=True)
class AsListed:
    """`already` tells that these lists had been answered so before; nothing was changed."""

    result_ids: tuple[int, ...]
    already: bool
    cut_count: int
    cut_idr: int


@operation
def report_as_listed(*, list_id: int, by: Actor, at: datetime) -> AsListed:
    """
    Record that payroll withheld everything on the list, and post it.

    :raises NotYourList: it is not the actor's to answer.
    :raises BookClosed: the month is closed.
    :raises ResultExists: the list was answered otherwise; a correction file is the way.
    """
    return _answer([list_id], by, at)


@operation
def report_lists_as_listed(*, list_ids: Sequence[int], by: Actor, at: datetime) -> AsListed:
    """
    Record the same for many lists of one month in a counted number of statements.

    Raises as `report_as_listed`, and then answers none of them.
    """
    return _answer(list_ids, by, at)


def _answer(list_ids: Sequence[int], by: Actor, at: datetime) -> AsListed:
    lists = held_lists(list_ids, by)
    answered = _answered(lists, by)
    made = [] if answered else _write(lists, by, at)
    done = AsListed(
        result_ids=tuple(answered or made),
        already=bool(answered),
        cut_count=sum(kept.line_count for kept in lists),
        cut_idr=sum(kept.total_idr for kept in lists),
    )
    record(
        "reconciliation.repeated" if answered else "reconciliation.as_listed",
        by=by,
        at=at,
        target=lists[0] if len(lists) == 1 else None,
        row_count=0 if answered else done.cut_count,
        total_idr=0 if answered else done.cut_idr,
        digest=_digest(lists),
        lists=len(lists),
    )
    return done


def _answered(lists: list[DeductionList], by: Actor) -> list[int]:
    """Return the results where every list was answered so before; none where none was."""
    found = Result.objects.filter(list__in=[kept.pk for kept in lists]).order_by("list_id", "seq")
    ids = list(found.values_list("pk", flat=True))
    if not ids:
        return []
    if found.filter(as_listed=False).exists() or len(ids) != len(lists):
        raise ResultExists(**told_by(viewer=by.viewer, list_id=found[0].list_id))
    return ids


def _write(lists: list[DeductionList], by: Actor, at: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            _RESULTS, {"lists": [kept.pk for kept in lists], "at": at, "by": by.person_id}
        )
        made = [int(result_id) for (result_id,) in cursor.fetchall()]
        cursor.execute(_LINES, {"results": made})
    only = len(lists) == 1
    cause = Cause(
        # By the lists themselves: the same people on the lists of two months are two answers.
        ref=f"result:{lists[0].pk}:1" if only else f"results:{digest([kept.pk for kept in lists])}",
        cause="reconciliation.result",
        cause_id=made[0] if only else None,
    )
    entry = begin_entry(cause, by=by, at=at, content=_digest(lists))
    post_set(entry, Kind.CUT, _CUTS, {"results": made})
    return made


def _digest(lists: list[DeductionList]) -> str:
    return lists[0].digest if len(lists) == 1 else digest([kept.digest for kept in lists])
