"""Slips whose receipt says another amount, and what was said about it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach


@dataclass(frozen=True, kw_only=True)
class SlipDifference:
    """
    One slip and its receipt. `places` are the offices and months the slip pays for.

    A viewer confined to an office sees only slips that pay for nobody else's.
    """

    difference_id: int
    bank: str
    number: str
    paid_on: date
    slip_idr: int
    receipt: str
    received_on: date
    receipt_idr: int
    places: tuple[tuple[str, Month], ...]
    words: str
    given_back: bool | None
    given_at: datetime | None

    @property
    def missing_idr(self) -> int:
        """What the branch did not get; below zero, what it got more."""
        return self.slip_idr - self.receipt_idr

    @property
    def is_open(self) -> bool:
        return not self.words


def slip_differences(*, viewer: Viewer, skip: int = 0, most: int = 26) -> list[SlipDifference]:
    """Return the differences, those without a reason first, then the newest."""
    return _found(viewer, None, skip, most)


def slip_difference(*, viewer: Viewer, difference_id: int) -> SlipDifference | None:
    """Return one difference; None beyond the view."""
    return next(iter(_found(viewer, difference_id, 0, 1)), None)


def _found(viewer: Viewer, only: int | None, skip: int, most: int) -> list[SlipDifference]:
    condition, values = reach(viewer, "a")
    asked = {**values, "only": only, "skip": skip, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES.format(reach=condition), asked)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [SlipDifference(**{**row, "places": _places(row["places"])}) for row in rows]


def _places(told: list[list[str]]) -> tuple[tuple[str, Month], ...]:
    return tuple((agency, Month.of(date.fromisoformat(month))) for agency, month in told)


_DIFFERENCES = """
SELECT d.id AS difference_id, s.bank, s.number, s.paid_on, d.slip_idr, r.number AS receipt,
       r.received_on, d.receipt_idr, part.places, coalesce(e.words, '') AS words, e.given_back,
       e.given_at
FROM remittance_difference d
JOIN remittance_match m ON m.id = d.match_id
JOIN remittance_slip s ON s.id = m.slip_id
JOIN remittance_receipt r ON r.id = m.receipt_id
JOIN LATERAL (
    SELECT json_agg(json_build_array(a.name, l.month) ORDER BY l.month, a.name)
               FILTER (WHERE {reach}) AS places,
           coalesce(bool_and({reach}), false) AS is_all
    FROM remittance_slipline l LEFT JOIN registry_agency a ON a.id = l.agency_id
    WHERE l.slip_id = s.id
) part ON part.is_all AND s.amount_idr = (
    SELECT sum(z.amount_idr) FROM remittance_slipline z WHERE z.slip_id = s.id)
LEFT JOIN remittance_differencereason e ON e.difference_id = d.id
WHERE %(only)s::bigint IS NULL OR d.id = %(only)s
ORDER BY e.id IS NOT NULL, d.id DESC OFFSET %(skip)s LIMIT %(most)s
"""
