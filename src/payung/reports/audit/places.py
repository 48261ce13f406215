"""
Where each rupiah that was cut from pay is now.

Money of one office and month bears no marks. What was given back, paid for a covered month or kept
for a later one names its worker. The rest lies in the office's accounts; it is laid to the cuts in
the order in which months are paid (sponsor, then worker), nearest to the branch first: received,
in transit, unexplained, held. So every rupiah is at exactly one place, and the places add up.
Money of the office itself, paid on beyond the cut, was cut from nobody: it takes the first place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from payung.kernel.people import Viewer
from payung.reports.scope import SEEN, fetch, scope


class Place(StrEnum):
    """Where money can be, the branch's end first."""

    COVERED = "covered"
    PREPAID = "prepaid"
    RETURNED = "returned"
    RECEIVED = "received"
    TRANSIT = "transit"
    SUSPENSE = "suspense"
    HELD = "held"
    LOST = "lost"
    """Nowhere: the books do not add up (M1, M17). It is shown as loudly as can be."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self in (Place.RECEIVED, Place.TRANSIT, Place.SUSPENSE, Place.HELD, Place.LOST)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of what was cut for one worker. `slip_id` where it lies with one slip."""

    sponsor_id: int
    worker_id: int
    place: Place
    amount_idr: int
    slip_id: int | None


@dataclass(frozen=True, kw_only=True)
class Sum:
    """What lies at one place, of one office and month."""

    place: Place
    amount_idr: int
    lines: int


_PIECES = f"""
WITH {SEEN}, legs AS (
    SELECT t.sponsor_id, t.worker_id, t.slip_id, p.account, p.other, p.idr
    FROM ledger_transfer t JOIN seen ON seen.id = t.agency_id
    CROSS JOIN LATERAL (VALUES (t.debit, t.credit, t.amount_idr),
        (t.credit, t.debit, -t.amount_idr)) AS p (account, other, idr)
    WHERE t.agency_id = %(office)s AND t.month = %(month)s
),
named AS (
    SELECT sponsor_id, worker_id,
        coalesce(-sum(idr) FILTER (WHERE account = 'ASN'), 0) AS cut,
        coalesce(sum(idr) FILTER (WHERE account = 'RETURNED'), 0) AS returned,
        coalesce(sum(idr) FILTER (WHERE account = 'COVER' AND other = 'BPJS'), 0) AS covered,
        coalesce(sum(idr) FILTER (WHERE account = 'PREPAID' AND other = 'BPJS'), 0) AS prepaid
    FROM legs WHERE worker_id IS NOT NULL GROUP BY sponsor_id, worker_id
),
office AS (
    SELECT greatest(-coalesce(sum(idr), 0), 0) AS idr FROM legs WHERE account = 'SUSPENSE'
),
rest AS (
    SELECT sponsor_id, worker_id, idr, (SELECT o.idr FROM office o)
        + sum(idr) OVER (ORDER BY sponsor_id, worker_id) AS until
    FROM (SELECT *, cut - returned - covered - prepaid AS idr FROM named) n WHERE idr > 0
),
pool AS (
    SELECT CASE account WHEN 'BPJS' THEN 'received' ELSE lower(account) END AS place,
        CASE account WHEN 'TRANSIT' THEN slip_id END AS slip_id, sum(idr) AS idr
    FROM legs WHERE account IN ('BPJS', 'TRANSIT', 'SUSPENSE', 'HELD')
    GROUP BY 1, 2 HAVING sum(idr) > 0
),
laid AS (
    SELECT place, slip_id, idr, sum(idr) OVER (ORDER BY
        array_position(ARRAY['received', 'transit', 'suspense', 'held'], place), slip_id) AS until
    FROM pool
),
found AS (
    SELECT sponsor_id, worker_id, place, NULL::bigint AS slip_id, idr FROM named
    CROSS JOIN LATERAL (VALUES ('covered', covered), ('prepaid', prepaid), ('returned', returned))
        AS v (place, idr) WHERE idr > 0
    UNION ALL
    SELECT r.sponsor_id, r.worker_id, l.place, l.slip_id,
        least(r.until, l.until) - greatest(r.until - r.idr, l.until - l.idr)
    FROM rest r JOIN laid l ON r.until - r.idr < l.until AND l.until - l.idr < r.until
    UNION ALL
    SELECT r.sponsor_id, r.worker_id, 'lost', NULL,
        r.until - greatest(r.until - r.idr, coalesce((SELECT max(until) FROM laid), 0))
    FROM rest r WHERE r.until > coalesce((SELECT max(until) FROM laid), 0)
)
"""
_OF_WORKERS = f"""{_PIECES}
SELECT sponsor_id, worker_id, place, slip_id, idr::bigint AS amount_idr FROM found
WHERE sponsor_id = ANY(%(sponsors)s)
ORDER BY sponsor_id, worker_id, array_position(ARRAY['covered', 'prepaid', 'returned', 'received',
    'transit', 'suspense', 'held', 'lost'], place), slip_id"""
_SUMS = f"""{_PIECES}
SELECT place, sum(idr)::bigint AS amount_idr, count(DISTINCT (sponsor_id, worker_id)) AS lines
FROM found GROUP BY place"""


def pieces(
    *, viewer: Viewer, agency_id: int, month: date, sponsor_ids: Iterable[int]
) -> list[Piece]:
    """Return where each rupiah is that was cut from these civil servants, worker by worker."""
    values = _values(viewer, agency_id, month) | {"sponsors": list(sponsor_ids)}
    return [Piece(**{**row, "place": Place(row["place"])}) for row in fetch(_OF_WORKERS, values)]


def sums(*, viewer: Viewer, agency_id: int, month: date) -> tuple[Sum, ...]:
    """Return where the office's cut of the month is, the branch's end first; together the cut."""
    rows = fetch(_SUMS, _values(viewer, agency_id, month))
    found = [Sum(**{**row, "place": Place(row["place"])}) for row in rows]
    return tuple(sorted(found, key=lambda one: tuple(Place).index(one.place)))


def _values(viewer: Viewer, agency_id: int, month: date) -> dict[str, Any]:
    return {**scope(viewer), "office": agency_id, "month": month}
