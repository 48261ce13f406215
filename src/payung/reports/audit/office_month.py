"""One office's month as the trail passes through it: the total, its slips, and line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.audit.places import Piece, Sum, pieces, sums
from payung.reports.audit.slips import Slip, slips_of_month
from payung.reports.scope import SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class Closing:
    """One time that the month was closed, and opened again, each by two people."""

    version: int
    closed_at: datetime
    closed_by: tuple[str, str]
    reason: str
    reopened_at: datetime | None
    reopened_by: tuple[str, str]
    reopened_because: str


@dataclass(frozen=True, kw_only=True)
class OfficeMonth:
    """An office's list of a month with where the money that was cut is now."""

    list_id: int
    book_id: int | None
    agency_id: int
    office: str
    month: Month
    lines: int
    listed_idr: int
    digest: str
    locked_at: datetime
    locked_by: str
    seq: int | None
    reported_at: datetime | None
    reported_by: str
    state: str
    unpaid_idr: int
    """Approved to be given back, and not handed over yet."""
    sums: tuple[Sum, ...] = ()
    slips: tuple[Slip, ...] = ()
    closings: tuple[Closing, ...] = ()

    @property
    def cut_idr(self) -> int:
        return sum(one.amount_idr for one in self.sums)

    @property
    def open_idr(self) -> int:
        return sum(one.amount_idr for one in self.sums if one.place.is_open)


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """One civil servant's line; `without_reason` of its workers were not cut as asked."""

    line_id: int
    sponsor_id: int
    sponsor: str
    nip: str
    workers: int
    asked_idr: int
    cut_idr: int
    without_reason: int
    pieces: tuple[Piece, ...] = ()

    @property
    def open_idr(self) -> int:
        return sum(piece.amount_idr for piece in self.pieces if piece.place.is_open)


_LIST = f"""WITH {SEEN}
SELECT d.id AS list_id, b.id AS book_id, d.agency_id, seen.name AS office, d.month,
    d.line_count AS lines,
    d.total_idr AS listed_idr, d.digest, d.locked_at, coalesce(k.name, '') AS locked_by, r.seq,
    r.reported_at, coalesce(q.name, '') AS reported_by, coalesce(b.state, 'none') AS state,
    (SELECT coalesce(sum(f.amount_idr), 0)::bigint FROM remittance_refund f
     WHERE f.agency_id = d.agency_id AND f.month = d.month AND NOT EXISTS (SELECT 1
        FROM remittance_refundpayment y WHERE y.refund_id = f.id)) AS unpaid_idr
FROM deductions_deductionlist d JOIN seen ON seen.id = d.agency_id
LEFT JOIN access_person k ON k.id = d.locked_by_id
LEFT JOIN LATERAL (SELECT * FROM reconciliation_result x WHERE x.list_id = d.id
    ORDER BY x.seq DESC LIMIT 1) r ON true
LEFT JOIN access_person q ON q.id = r.reported_by_id
LEFT JOIN ledger_book b ON b.agency_id = d.agency_id AND b.month = d.month
WHERE d.id = %(list)s"""

_CLOSINGS = f"""WITH {SEEN}
SELECT c.version, c.closed_at, ARRAY[coalesce(a.name, ''), coalesce(p.name, '')] AS closed_by,
    c.reason, o.reopened_at, ARRAY[coalesce(oa.name, ''), coalesce(op.name, '')] AS reopened_by,
    coalesce(o.reason, '') AS reopened_because
FROM remittance_close c JOIN seen ON seen.id = c.agency_id
LEFT JOIN remittance_reopening o ON o.close_id = c.id
LEFT JOIN access_person a ON a.id = c.asked_by_id
LEFT JOIN access_person p ON p.id = c.approved_by_id
LEFT JOIN access_person oa ON oa.id = o.asked_by_id
LEFT JOIN access_person op ON op.id = o.approved_by_id
WHERE c.agency_id = %(office)s AND c.month = %(month)s ORDER BY c.version"""

_ROWS = f"""WITH {SEEN}, page AS (
    SELECT l.sponsor_id, min(l.id) AS line_id, count(*) AS workers, d.agency_id, d.month,
        sum(l.amount_idr)::bigint AS asked_idr, count(*) FILTER (WHERE x.outcome NOT IN
            ('cut', 'not_cut') AND x.id IS NOT NULL AND NOT EXISTS (SELECT 1
            FROM reconciliation_reason g WHERE g.result_line_id = x.id)) AS without_reason
    FROM deductions_deductionlist d JOIN seen ON seen.id = d.agency_id
    JOIN deductions_deductionline l ON l.list_id = d.id
    LEFT JOIN LATERAL (SELECT r.id FROM reconciliation_result r WHERE r.list_id = d.id
        ORDER BY r.seq DESC LIMIT 1) r ON true
    LEFT JOIN reconciliation_resultline x ON x.result_id = r.id AND x.line_id = l.id
    WHERE d.id = %(list)s GROUP BY l.sponsor_id, d.agency_id, d.month
    ORDER BY l.sponsor_id LIMIT %(most)s OFFSET %(skip)s)
SELECT g.line_id, g.sponsor_id, coalesce(c.name, '') AS sponsor, coalesce(c.nip, '') AS nip,
    g.workers, g.asked_idr, g.without_reason, coalesce(t.cut_idr, 0)::bigint AS cut_idr
FROM page g LEFT JOIN registry_civilservant c ON c.id = g.sponsor_id
LEFT JOIN LATERAL (SELECT sum(CASE WHEN t.credit = 'ASN' THEN t.amount_idr ELSE -t.amount_idr END)
        AS cut_idr FROM ledger_transfer t
    WHERE t.agency_id = g.agency_id AND t.month = g.month AND t.sponsor_id = g.sponsor_id
      AND (t.credit = 'ASN' OR t.debit = 'ASN')) t ON true
ORDER BY g.sponsor_id"""


def office_month(*, viewer: Viewer, list_id: int) -> OfficeMonth | None:
    """Return the office's month in four statements; None where the viewer has no such list."""
    found = fetch(_LIST, {**scope(viewer), "list": list_id})
    if not found:
        return None
    seen = OfficeMonth(**{**found[0], "month": Month.of(found[0]["month"])})
    return replace(
        seen,
        sums=sums(viewer=viewer, agency_id=seen.agency_id, month=seen.month.first_day),
        slips=slips_of_month(viewer=viewer, agency_id=seen.agency_id, month=seen.month.first_day),
        closings=_closings(viewer, seen.agency_id, seen.month.first_day),
    )


def rows_of_month(
    *, viewer: Viewer, month: OfficeMonth, skip: int = 0, most: int = 25
) -> Sequence[LineRow]:
    """Return lines in the order in which months are paid, each with where its money is."""
    values = {**scope(viewer), "list": month.list_id, "skip": skip, "most": most}
    with beyond("what was cut here stays in sight when people move to another regency"):
        found = fetch(_ROWS, values)
    laid = pieces(
        viewer=viewer,
        agency_id=month.agency_id,
        month=month.month.first_day,
        sponsor_ids=[row["sponsor_id"] for row in found],
    )
    by_sponsor: dict[int, list[Piece]] = {}
    for piece in laid:
        by_sponsor.setdefault(piece.sponsor_id, []).append(piece)
    return [LineRow(**row, pieces=tuple(by_sponsor.get(row["sponsor_id"], ()))) for row in found]


def _closings(viewer: Viewer, agency_id: int, month: date) -> tuple[Closing, ...]:
    rows = fetch(_CLOSINGS, {**scope(viewer), "office": agency_id, "month": month})
    pairs = ("closed_by", "reopened_by")
    return tuple(Closing(**{**row, **{name: tuple(row[name]) for name in pairs}}) for row in rows)
