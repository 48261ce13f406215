"""
Posts what has become possible: slips, confirmed receipts, and each worker's paid month.

Result, slip and receipt may come in any order (P28, P29). Whatever comes, the same question is
asked of the rows that are there, so the end is the same, and asking again posts nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.models import Entry
from payung.foundation.ledger.posting import Cause, Posted, begin_entry, post_set
from payung.kernel.canonical import digest
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.remittance.operations import statements

Place = tuple[int, Month]
"""An office and a month: one book."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What one settlement posted, in rupiah and rows."""

    remitted_idr: int = 0
    received_idr: int = 0
    allocated: int = 0
    allocated_idr: int = 0


@dataclass(frozen=True, kw_only=True)
class _Books:
    """The open books of one settlement, held until the transaction ends."""

    by: Actor
    at: datetime
    places: list[tuple[int, date]]
    mark: str

    def only(self, month: date) -> dict[str, Any]:
        return {
            "agencies": [agency for agency, on in self.places if on == month],
            "months": [month for _, on in self.places if on == month],
            "month": month,
            "today": today_in_wib(self.at),
        }

    @property
    def all(self) -> dict[str, Any]:
        return {
            "agencies": [agency for agency, _ in self.places],
            "months": [month for _, month in self.places],
        }

    def cause(self, what: str, suffix: object = "") -> Cause:
        ref = f"{what}:{self.mark}:{suffix}" if suffix else f"{what}:{self.mark}"
        return Cause(ref=ref, cause=f"remittance.{what}")


@operation
def settle(*, agency_ids: Collection[int], month: Month, by: Actor, at: datetime) -> Settled:
    """
    Post what waited for these offices' result of `month`: slips and receipts that came before it.

    Call it after every payroll result. Harmless at any time; closed months are left alone.
    """
    done = settle_places({(agency_id, month) for agency_id in agency_ids}, by=by, at=at)
    record(
        "month.settled",
        by=by,
        at=at,
        row_count=done.allocated,
        total_idr=done.allocated_idr,
        month=str(month),
        offices=len(agency_ids),
    )
    return done


def settle_places(places: Collection[Place], *, by: Actor, at: datetime) -> Settled:
    """Post slips, receipts, paid months and over-payments of these books, in that order."""
    books = _hold(places, by=by, at=at)
    if not books.places:
        return Settled()
    remitted = _post(books, Kind.REMIT, statements.SLIPS_THAT_FIT)
    received = _post(books, Kind.RECEIPT, statements.CONFIRMED_PARTS)
    paid = [_pay(books, month) for month in sorted({month for _, month in books.places})]
    return Settled(
        remitted_idr=remitted.total_idr,
        received_idr=received.total_idr,
        allocated=sum(posted.rows for posted in paid),
        allocated_idr=sum(posted.total_idr for posted in paid),
    )


def hold_books(places: Collection[Place]) -> list[tuple[int, int, date, str, int]]:
    """
    Hold these books until the transaction ends: id, office, month, state, last number.

    Books before the audit chain, always: whoever records first and holds later can be stuck.
    """
    values: dict[str, Any] = {
        "agencies": [agency_id for agency_id, _ in places],
        "months": [month.first_day for _, month in places],
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.HOLD_BOOKS, values)
        return list(cursor.fetchall())


def _hold(places: Collection[Place], *, by: Actor, at: datetime) -> _Books:
    found = hold_books(places)
    opened = [row for row in found if row[3] == "open"]
    # No two settlements of these books start from the same numbers, so no two share a mark.
    mark = digest([[book_id, last_seq] for book_id, _, _, _, last_seq in opened])[:32]
    held = [(agency_id, first_day) for _, agency_id, first_day, _, _ in opened]
    return _Books(by=by, at=at, places=held, mark=mark)


def _post(books: _Books, kind: Kind, select: str) -> Posted:
    """Post the rows of `select`; no rows, no entry."""
    with transaction.atomic():
        entry = begin_entry(books.cause(kind.lower()), by=books.by, at=books.at)
        posted = post_set(entry, kind, select, books.all)
        if not posted.rows:
            transaction.set_rollback(True)
    return posted


def _pay(books: _Books, month: date) -> Posted:
    """Allocate what the branch holds for `month`, worker by worker, each the whole tariff."""
    values = books.only(month)
    with transaction.atomic():
        cause = books.cause("allocate", month)
        entry = begin_entry(cause, by=books.by, at=books.at)
        allocated = post_set(entry, Kind.ALLOCATE, statements.LINES_PAID_FOR, values)
        drawn = post_set(
            entry, Kind.DRAW, statements.CREDITS_USED, {**values, "allocated": entry.pk}
        )
        paid = _keep_paid_months(entry, values)
        prepaid = post_set(entry, Kind.PREPAY, statements.OVER_PAYMENTS, values)
        if not allocated.rows + drawn.rows + prepaid.rows:
            transaction.set_rollback(True)
    return Posted(entry_id=entry.pk, rows=paid, total_idr=allocated.total_idr + drawn.total_idr)


def _keep_paid_months(entry: Entry, values: dict[str, Any]) -> int:
    """Write the paid months of what `entry` allocated; the ledger row comes first, always."""
    with connection.cursor() as cursor:
        cursor.execute(statements.PAID_MONTHS, {**values, "allocated": entry.pk})
        return int(cursor.rowcount)
