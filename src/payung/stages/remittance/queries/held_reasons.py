"""S49: why money is still held. What a row says is said; the rest waits to be paid on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach
from payung.stages.remittance.queries.standing import STANDING, WHY, Why

Place = tuple[int, Month]


@dataclass(frozen=True, kw_only=True)
class HeldPart:
    """A part of what an office holds for one month. `people`: civil servants, 0 where none."""

    why: Why
    amount_idr: int
    people: int


@dataclass(frozen=True, kw_only=True)
class HeldMonth:
    """The parts of what one office holds for one month; they add up to the balance."""

    book_id: int
    parts: tuple[HeldPart, ...]


def held_parts(*, viewer: Viewer, places: Sequence[Place]) -> dict[Place, HeldMonth]:
    """
    Return what is held, part by part, by office and month.

    A slip takes no named person's money, so a part is never more than what is held in all: who
    died, stopped or waits for a refund comes first, because their money may not be paid on.
    """
    condition, values = reach(viewer, "a")
    asked: dict[str, Any] = {
        **values,
        "agencies": [agency_id for agency_id, _ in places],
        "months": [month.first_day for _, month in places],
    }
    with (
        beyond("what was cut here is settled here, wherever its people went"),
        connection.cursor() as cursor,
    ):
        cursor.execute(_PARTS.format(reach=condition), asked)
        rows = cursor.fetchall()
    found: dict[Place, dict[str, tuple[int, int]]] = {}
    held: dict[Place, tuple[int, int]] = {}
    for book_id, agency_id, month, held_idr, why, amount_idr, people in rows:
        place = (agency_id, Month.of(month))
        held[place] = (book_id, int(held_idr))
        if why is not None:
            found.setdefault(place, {})[why] = (int(amount_idr), int(people))
    return {
        place: HeldMonth(book_id=book_id, parts=tuple(_shared(held_idr, found.get(place, {}))))
        for place, (book_id, held_idr) in held.items()
        if held_idr > 0
    }


def _shared(held_idr: int, found: Mapping[str, tuple[int, int]]) -> Iterable[HeldPart]:
    left_idr = held_idr
    for why in Why:
        amount_idr, people = found.get(why, (0, 0))
        share_idr = left_idr if why is Why.NOT_REMITTED else min(amount_idr, left_idr)
        if share_idr > 0:
            yield HeldPart(why=why, amount_idr=share_idr, people=people)
        left_idr -= share_idr


_PARTS = f"""
WITH place AS (
    SELECT b.id, b.agency_id, b.month FROM ledger_book b
    JOIN unnest(%(agencies)s::bigint[], %(months)s::date[]) AS p (agency_id, month)
        ON p.agency_id = b.agency_id AND p.month = b.month
    JOIN registry_agency a ON a.id = b.agency_id
    WHERE {{reach}}
),
{STANDING},
part AS (
    SELECT g.agency_id, g.month, {WHY} AS why, g.sponsor_id,
           CASE WHEN g.approval_id IS NOT NULL THEN least(g.asked_idr, g.idr)
                WHEN g.has_died OR g.has_stopped OR g.has_moved THEN g.idr
                WHEN g.over_idr > 0 THEN g.over_idr ELSE g.idr END AS idr
    FROM given_up g
    UNION ALL
    SELECT t.agency_id, t.month, 'given_back', NULL, t.amount_idr
    FROM ledger_transfer t JOIN place p ON p.agency_id = t.agency_id AND p.month = t.month
    JOIN ledger_entry e ON e.id = t.entry_id AND e.cause = 'remittance.given_back'
    WHERE t.debit = 'HELD'
)
SELECT p.id, p.agency_id, p.month, ledger_balance(p.agency_id, p.month, 'HELD'), s.why, s.idr,
       s.people
FROM place p LEFT JOIN (
    SELECT agency_id, month, why, sum(idr) AS idr, count(DISTINCT sponsor_id) AS people
    FROM part GROUP BY agency_id, month, why
) s ON s.agency_id = p.agency_id AND s.month = p.month
"""
