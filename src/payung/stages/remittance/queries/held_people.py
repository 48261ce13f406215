"""Whose money an office still holds for one month, and how much of it can be given back."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach
from payung.stages.remittance.queries.standing import FREE, LIKE, STANDING, WHY, Why


@dataclass(frozen=True, kw_only=True)
class HeldBook:
    """One office's month; `free_idr` is held beyond the slips that wait."""

    book_id: int
    agency_id: int
    agency: str
    month: Month
    held_idr: int
    free_idr: int
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class HeldPerson:
    """
    What one civil servant gave for one worker and is held; nothing about the worker.

    `number` of `lines`: which of the person's cuts of that month it is.
    """

    line_id: int
    book_id: int
    agency_id: int
    agency: str
    month: Month
    sponsor_id: int
    worker_id: int
    nip: str
    name: str
    number: int
    lines: int
    given_idr: int
    over_idr: int
    free_idr: int
    why: Why
    approval_id: int | None
    """The refund that waits for a second person."""
    refunded_idr: int

    @property
    def most_idr(self) -> int:
        """The most that can be given back now."""
        return min(self.given_idr, self.free_idr)

    @property
    def may_ask(self) -> bool:
        return self.most_idr > 0 and self.approval_id is None and not self.refunded_idr


def held_book(*, viewer: Viewer, book_id: int) -> HeldBook | None:
    """Return an office's month; None beyond the view."""
    condition, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_BOOK.format(reach=condition), {**values, "book": book_id})
        row = cursor.fetchone()
    if row is None:
        return None
    pk, agency_id, agency, month, held_idr, free_idr, state = row
    return HeldBook(
        book_id=pk,
        agency_id=agency_id,
        agency=agency,
        month=Month.of(month),
        held_idr=int(held_idr),
        free_idr=int(free_idr),
        is_open=state == "open",
    )


def held_people(
    *, viewer: Viewer, book_id: int, search: str = "", skip: int = 0, most: int = 26
) -> list[HeldPerson]:
    """Return whose money is not paid on yet, those with something to mend first, then by name."""
    typed = search.strip()
    values = {
        "book": book_id,
        "line": None,
        "name": f"%{fold(typed).translate(LIKE)}%",
        "nip": f"%{''.join(typed.split()).translate(LIKE)}%",
        "skip": skip,
        "most": most,
    }
    return _people(viewer, values)


def held_line(*, viewer: Viewer, line_id: int) -> HeldPerson | None:
    """Return one person's held money; None where nothing of it stands, or beyond the view."""
    values = {"book": None, "line": line_id, "name": "%", "nip": "%", "skip": 0, "most": 1}
    return next(iter(_people(viewer, values)), None)


def _people(viewer: Viewer, values: dict[str, Any]) -> list[HeldPerson]:
    condition, places = reach(viewer, "a")
    with (
        beyond("what was cut here is settled here, wherever its people went"),
        connection.cursor() as cursor,
    ):
        cursor.execute(_PEOPLE.format(reach=condition), {**places, **values})
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    whole = ("given_idr", "over_idr", "free_idr", "refunded_idr")
    return [
        HeldPerson(
            **{
                **row,
                **{name: int(row[name]) for name in whole},
                "month": Month.of(row["month"]),
                "why": Why(row["why"]),
            }
        )
        for row in rows
    ]


_BOOK = f"""
SELECT b.id, a.id, a.name, b.month, ledger_balance(b.agency_id, b.month, 'HELD'),
       {FREE.format(place="b")}, b.state
FROM ledger_book b JOIN registry_agency a ON a.id = b.agency_id
WHERE b.id = %(book)s AND {{reach}}
"""

_PEOPLE = f"""
WITH place AS (
    SELECT b.id AS book_id, b.agency_id, b.month, a.name AS agency FROM ledger_book b
    JOIN registry_agency a ON a.id = b.agency_id
    WHERE {{reach}} AND (b.id = %(book)s OR EXISTS (
        SELECT 1 FROM deductions_deductionline l
        JOIN deductions_deductionlist d ON d.id = l.list_id
        WHERE l.id = %(line)s AND d.agency_id = b.agency_id AND l.month = b.month))
),
{STANDING},
room AS MATERIALIZED (SELECT p.*, {FREE.format(place="p")} AS free_idr FROM place p),
numbered AS (
    SELECT g.*, {WHY} AS why,
           row_number() OVER (PARTITION BY g.agency_id, g.month, g.sponsor_id ORDER BY g.line_id)
               AS number,
           count(*) OVER (PARTITION BY g.agency_id, g.month, g.sponsor_id) AS lines
    FROM given_up g
)
SELECT g.line_id, r.book_id, r.agency_id, r.agency, g.month, g.sponsor_id, g.worker_id, c.nip,
       c.name, g.number, g.lines, g.idr AS given_idr, g.over_idr, r.free_idr, g.why,
       g.approval_id, coalesce((SELECT sum(f.amount_idr) FROM remittance_refund f
           WHERE f.worker_id = g.worker_id AND f.month = g.month
             AND f.sponsor_id = g.sponsor_id), 0) AS refunded_idr
FROM numbered g
JOIN room r ON r.agency_id = g.agency_id AND r.month = g.month
JOIN registry_civilservant c ON c.id = g.sponsor_id
WHERE (%(line)s::bigint IS NULL OR g.line_id = %(line)s)
  AND (c.folded LIKE %(name)s OR c.nip LIKE %(nip)s)
ORDER BY g.why = 'not_remitted', c.folded, c.nip, g.line_id
OFFSET %(skip)s LIMIT %(most)s
"""
