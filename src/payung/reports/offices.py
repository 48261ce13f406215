"""What each office did in one month, in one statement, whatever the number of offices."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from payung.kernel.clock import WIB
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import COVERED, SEEN, fetch, scope

GRACE = timedelta(days=10)
"""An office is on time when it closes within these days after the month's last (N7)."""
SIZES = ((500, "500 ASN atau lebih"), (100, "100 sampai 499 ASN"), (30, "30 sampai 99 ASN"))
SMALL = "di bawah 30 ASN"
UNRANKED_BELOW = 10


@dataclass(frozen=True, kw_only=True)
class OfficeMonth:
    """One office in one month. Counts are people, amounts whole rupiah."""

    agency_id: int
    name: str
    asn: int
    joined: int
    covered: int
    due: int
    """Workers whose contribution of the month is due from this office."""
    is_listed: bool
    is_reported: bool
    billed_idr: int
    cut_idr: int
    held_idr: int
    transit_idr: int
    closed_on: date | None
    month: Month

    @property
    def is_assigned(self) -> bool:
        """Whether the office has something to report; one without a worker is not late."""
        return self.is_listed or self.due > 0

    @property
    def is_on_time(self) -> bool:
        return self.closed_on is not None and self.closed_on <= self.month.last_day + GRACE

    @property
    def size(self) -> str:
        return next((words for least, words in SIZES if self.asn >= least), SMALL)

    @property
    def is_ranked(self) -> bool:
        """A closed month of an office of ten or more; an open month is never ranked."""
        return self.asn >= UNRANKED_BELOW and self.closed_on is not None


_STAFF = """later AS (
    SELECT DISTINCT ON (h.civil_servant_id) h.civil_servant_id, h.kind, h.from_agency_id
    FROM registry_staffchange h
    WHERE h.at >= %(after)s AND h.kind IN ('new', 'back', 'gone', 'moved')
    ORDER BY h.civil_servant_id, h.at, h.id),
staff AS (
    SELECT coalesce(l.from_agency_id, c.agency_id) AS agency_id, count(*) AS asn
    FROM registry_civilservant c LEFT JOIN later l ON l.civil_servant_id = c.id
    WHERE (%(regency)s::bigint IS NULL OR c.regency_id = %(regency)s)
      AND CASE WHEN l.kind IS NULL THEN c.gone_on IS NULL OR c.gone_on > %(last_day)s
               ELSE l.kind IN ('gone', 'moved') END
    GROUP BY 1)"""
"""The staff list as it stood at the month's end: today's, with every later change undone."""

_PAID = f"""paid AS (
    SELECT p.agency_id, count(*) AS covered FROM remittance_paidmonth p
    JOIN seen ON seen.id = p.agency_id WHERE p.month = %(month)s AND {COVERED}
    GROUP BY p.agency_id)"""

_MONEY = """money AS (
    SELECT t.agency_id,
        count(DISTINCT t.sponsor_id) FILTER (WHERE t.kind IN ('CUT', 'DRAW') AND r.id IS NULL)
            AS joined,
        sum(CASE WHEN t.credit = 'ASN' THEN t.amount_idr WHEN t.debit = 'ASN' THEN -t.amount_idr
            ELSE 0 END) AS cut_idr,
        sum(CASE WHEN t.debit = 'HELD' THEN t.amount_idr WHEN t.credit = 'HELD' THEN -t.amount_idr
            ELSE 0 END) AS held_idr,
        sum(CASE WHEN t.debit = 'TRANSIT' THEN t.amount_idr
            WHEN t.credit = 'TRANSIT' THEN -t.amount_idr ELSE 0 END) AS transit_idr
    FROM ledger_transfer t JOIN seen ON seen.id = t.agency_id
    LEFT JOIN ledger_transfer r ON r.reverses_id = t.id
    WHERE t.month = %(month)s GROUP BY t.agency_id)"""

_DUE = """due AS (
    SELECT c.agency_id, count(*) AS due FROM membership_payer p
    JOIN registry_civilservant c ON c.id = p.sponsor_id JOIN seen ON seen.id = c.agency_id
    WHERE p.from_month <= %(month)s AND (p.until_month IS NULL OR p.until_month > %(month)s)
    GROUP BY c.agency_id)"""

_STATEMENT = f"""WITH {SEEN}, {_STAFF}, {_PAID}, {_MONEY}, {_DUE}
SELECT seen.id AS agency_id, seen.name, coalesce(staff.asn, 0) AS asn,
    coalesce(money.joined, 0) AS joined, coalesce(paid.covered, 0) AS covered,
    coalesce(due.due, 0) AS due, l.id IS NOT NULL AS is_listed,
    EXISTS (SELECT 1 FROM reconciliation_result r WHERE r.list_id = l.id) AS is_reported,
    coalesce(l.total_idr, 0) AS billed_idr, coalesce(money.cut_idr, 0)::bigint AS cut_idr,
    coalesce(money.held_idr, 0)::bigint AS held_idr,
    coalesce(money.transit_idr, 0)::bigint AS transit_idr,
    (closing.closed_at AT TIME ZONE 'Asia/Jakarta')::date AS closed_on
FROM seen
LEFT JOIN staff ON staff.agency_id = seen.id
LEFT JOIN paid ON paid.agency_id = seen.id
LEFT JOIN money ON money.agency_id = seen.id
LEFT JOIN due ON due.agency_id = seen.id
LEFT JOIN deductions_deductionlist l ON l.agency_id = seen.id AND l.month = %(month)s
LEFT JOIN LATERAL (SELECT c.closed_at FROM remittance_close c
    WHERE c.agency_id = seen.id AND c.month = %(month)s
      AND NOT EXISTS (SELECT 1 FROM remittance_reopening o WHERE o.close_id = c.id)
    ORDER BY c.version DESC LIMIT 1) closing ON true
ORDER BY seen.name, seen.id"""


def offices_in(*, viewer: Viewer, month: Month) -> list[OfficeMonth]:
    """Return every office `viewer` sees with what it did in `month`, by name."""
    values = {
        **scope(viewer),
        "month": month.first_day,
        "last_day": month.last_day,
        "after": datetime.combine(month.next.first_day, time(), WIB),
    }
    return [OfficeMonth(**row, month=month) for row in fetch(_STATEMENT, values)]
