"""An office's month as its books stood at an earlier moment, for who asks what has changed."""

from dataclasses import dataclass
from datetime import datetime

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The parts of the line that always adds up (M1): cut is the sum of the others."""

    cut_idr: int
    received_idr: int
    transit_idr: int
    held_idr: int
    returned_idr: int
    suspense_idr: int


def figures_at(*, viewer: Viewer, agency_id: int, month: Month, at: datetime) -> Figures:
    """Return the sums of what was posted up to `at`, that moment included."""
    values = {**scope(viewer), "office": agency_id, "month": month.first_day, "at": at}
    (row,) = fetch(_FIGURES, values)
    return Figures(**row)


_FIGURES = f"""WITH {SEEN}, moved AS (
    SELECT t.debit, t.credit, t.amount_idr FROM ledger_transfer t
    JOIN seen ON seen.id = t.agency_id
    JOIN ledger_entry e ON e.id = t.entry_id
    WHERE t.agency_id = %(office)s AND t.month = %(month)s AND e.at <= %(at)s
), net AS (
    SELECT account, sum(amount) AS idr FROM (
        SELECT debit AS account, amount_idr AS amount FROM moved
        UNION ALL SELECT credit, -amount_idr FROM moved) AS both_sides
    GROUP BY account
)
SELECT coalesce(-sum(idr) FILTER (WHERE account = 'ASN'), 0)::bigint AS cut_idr,
       coalesce(sum(idr) FILTER (WHERE account IN ('BPJS', 'COVER', 'PREPAID')), 0)::bigint
           AS received_idr,
       coalesce(sum(idr) FILTER (WHERE account = 'TRANSIT'), 0)::bigint AS transit_idr,
       coalesce(sum(idr) FILTER (WHERE account = 'HELD'), 0)::bigint AS held_idr,
       coalesce(sum(idr) FILTER (WHERE account = 'RETURNED'), 0)::bigint AS returned_idr,
       coalesce(sum(idr) FILTER (WHERE account = 'SUSPENSE'), 0)::bigint AS suspense_idr
FROM net"""
