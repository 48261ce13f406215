"""From a result to the books: what is newly cut, what is taken back, nothing twice."""

from dataclasses import dataclass

from django.db import connection

from payung.foundation.ledger.balances import balances
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.models import Entry
from payung.foundation.ledger.posting import post_set, reverse_set
from payung.kernel.month import Month
from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation.problems import MoneyPassedOn

_STANDING = """
SELECT t.id FROM ledger_transfer t
WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
  AND t.sponsor_id = l.sponsor_id
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id)
"""
_NEW_CUTS = f"""
SELECT d.agency_id, l.month, l.amount_idr, l.sponsor_id, l.worker_id, NULL::bigint AS slip_id,
       (SELECT count(*) FROM ledger_transfer t
        WHERE t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
          AND t.sponsor_id = l.sponsor_id)::smallint AS attempt
FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN deductions_deductionlist d ON d.id = l.list_id
WHERE r.result_id = %(result)s AND r.outcome = 'cut' AND l.amount_idr > 0
  AND NOT EXISTS ({_STANDING})
"""
# An over-cut that two people allowed stays where the correction reports the same amount again.
_TAKEN_BACK = """
SELECT t.id FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN ledger_transfer t ON t.kind = 'CUT' AND t.worker_id = l.worker_id AND t.month = l.month
    AND t.sponsor_id = l.sponsor_id
WHERE r.result_id = %(result)s
  AND NOT (r.outcome = 'cut' AND t.amount_idr = l.amount_idr)
  AND NOT (r.outcome = 'over' AND t.amount_idr = r.reported_idr)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = t.id)
"""
_PASSED_ON = f"""
SELECT coalesce(sum(t.amount_idr), 0), count(p.id)
FROM ledger_transfer t
LEFT JOIN ledger_transfer p ON p.worker_id = t.worker_id AND p.month = t.month
    AND p.agency_id = t.agency_id AND p.kind IN ('ALLOCATE', 'DRAW', 'REFUND')
    AND NOT EXISTS (SELECT 1 FROM ledger_transfer v WHERE v.reverses_id = p.id)
WHERE t.id IN ({_TAKEN_BACK})
"""


@dataclass(frozen=True, kw_only=True)
class Settled:
    posted_idr: int
    reversed_idr: int


def settle(entry: Entry, result_id: int, asked: DeductionList) -> Settled:
    """
    Bring the books of the list to what the result says; the list's book is held by the caller.

    New cuts go first, so that a correction in both directions does not find the money short.

    :raises MoneyPassedOn: more would be taken back than is still with the treasurer.
    """
    values = {"result": result_id}
    first = post_set(entry, Kind.CUT, _NEW_CUTS, values)
    _check_still_held(asked, values)
    back = reverse_set(entry, _TAKEN_BACK, values)
    again = post_set(entry, Kind.CUT, _NEW_CUTS, values) if back.rows else back
    posted = first.total_idr + (again.total_idr if back.rows else 0)
    return Settled(posted_idr=posted, reversed_idr=back.total_idr)


def _check_still_held(asked: DeductionList, values: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PASSED_ON, values)
        taken_back_idr, passed_on = cursor.fetchone()
    held = balances([asked.agency_id], Month.of(asked.month))[asked.agency_id].held_idr
    if passed_on or taken_back_idr > held:
        raise MoneyPassedOn
