"""The reason for a difference, said by a person after the file."""

from collections.abc import Sequence
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.reconciliation.models import Reason, Result, ResultLine
from payung.stages.reconciliation.operations.scope import held_list
from payung.stages.reconciliation.problems import NotALatestDifference, ReasonUnknown
from payung.stages.reconciliation.sums import DIFFERENCES, NotCut


@operation
def give_reason(
    *, result_line_ids: Sequence[int], code: str, words: str = "", by: Actor, at: datetime
) -> None:
    """
    Say why these deductions of one list did not go as asked.

    :param code: one of NotCut; "other" needs words.
    :raises ReasonUnknown: another code, or "other" without words.
    :raises NotALatestDifference: a line went as asked, has payroll's own reason already, or a
        newer result has taken its place.
    :raises NotYourList: the list is not the actor's.
    :raises BookClosed: the month is closed.
    """
    if code not in set(NotCut) or (code == NotCut.OTHER and not words.strip()):
        raise ReasonUnknown
    lines = _latest_differences(result_line_ids, by)
    Reason.objects.bulk_create(
        Reason(
            result_line=line,
            code=code,
            words=words.strip()[:200],
            given_by_id=by.person_id,
            given_at=at,
        )
        for line in lines
    )
    record(
        "reconciliation.reason_given",
        by=by,
        at=at,
        target=lines[0].result,
        row_count=len(lines),
        code=code,
    )


def _latest_differences(result_line_ids: Sequence[int], by: Actor) -> list[ResultLine]:
    """Return the lines, their list's book held, all of one result that still stands."""
    wanted = set(result_line_ids)
    lines = list(ResultLine.objects.filter(pk__in=wanted).select_related("result"))
    results = {line.result for line in lines}
    if len(lines) != len(wanted) or len(results) != 1:
        raise NotALatestDifference
    (result,) = results
    held_list(result.list_id, by)
    is_latest = not Result.objects.filter(list_id=result.list_id, seq__gt=result.seq).exists()
    if not is_latest or any(line.outcome not in DIFFERENCES for line in lines):
        raise NotALatestDifference
    return lines
