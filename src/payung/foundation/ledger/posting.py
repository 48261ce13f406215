"""Posts money: one transfer, or a set of them as one statement. A `ref` posts once, ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.ledger.kinds import SIDES, Account, Kind
from payung.foundation.ledger.models import Book, BookState, Entry
from payung.kernel.canonical import Json, digest
from payung.kernel.month import Month
from payung.kernel.people import Actor


class BookClosed(Exception):
    """The office's month is closed; it must be reopened by two people first."""


class RefUsed(Exception):
    """This `ref` was posted before with other content. Nothing was done."""


class AlreadyPosted(Exception):
    """This `ref` was posted before with the same content. Nothing was done, nothing is missing."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What an entry is for: `ref` is unique for ever, `cause` and `cause_id` point to the fact."""

    ref: str
    cause: str
    cause_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Posted:
    entry_id: int
    rows: int
    total_idr: int


def open_books(agency_ids: Sequence[int], month: Month) -> None:
    """Make sure each office has its book of `month`; an existing one stays as it is."""
    Book.objects.bulk_create(
        [Book(agency_id=agency_id, month=month.first_day) for agency_id in sorted(agency_ids)],
        ignore_conflicts=True,
    )


def lock_books(agency_ids: Sequence[int], month: Month) -> None:
    """
    Hold the books of these offices until the transaction ends.

    :raises BookClosed: one of them is closed.
    """
    books = Book.objects.filter(agency_id__in=agency_ids, month=month.first_day)
    for book in books.order_by("id").select_for_update():
        if book.state == BookState.CLOSED:
            raise BookClosed(f"{book.agency_id} {month}")


def begin_entry(cause: Cause, *, by: Actor, at: datetime, content: Json = None) -> Entry:
    """
    Write the entry that transfers will hang on.

    :raises AlreadyPosted: the same `ref` with the same content was posted before.
    :raises RefUsed: the same `ref` with other content was posted before.
    """
    told = digest([cause.cause, cause.cause_id, content])
    written = _write_entry(cause, told, by=by, at=at)
    kept = Entry.objects.get(ref=cause.ref)
    if written == kept.pk:
        return kept
    if kept.digest == told:
        raise AlreadyPosted(cause.ref)
    raise RefUsed(cause.ref)


def _write_entry(cause: Cause, told: str, *, by: Actor, at: datetime) -> int | None:
    """Return the new entry's id, or None where the `ref` was there before."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO ledger_entry
                (ref, digest, cause, cause_id, reason, actor_id, role, request_id, at)
            VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
            ON CONFLICT (ref) DO NOTHING RETURNING id
            """,
            [
                cause.ref,
                told,
                cause.cause,
                cause.cause_id,
                cause.reason[:300],
                by.person_id,
                by.role,
                by.request_id,
                at,
            ],
        )
        found = cursor.fetchone()
    return None if found is None else int(found[0])


def post_set(entry: Entry, kind: Kind, select: str, values: dict[str, Any]) -> Posted:
    """
    Post every row of `select` as one transfer of `kind`, in one statement.

    `select` yields agency_id, month, amount_idr, sponsor_id, worker_id, slip_id, attempt. The
    transfers are numbered per book in the order sponsor, worker.
    """
    debit, credit = SIDES[kind]
    return _insert(
        f"""
        SELECT %(entry)s::bigint, %(kind)s, %(debit)s, %(credit)s, agency_id, month, amount_idr,
               sponsor_id, worker_id, slip_id, attempt, NULL::bigint AS reverses_id
        FROM ({select}) AS wanted
        """,
        {**values, "entry": entry.pk, "kind": kind, "debit": debit, "credit": credit},
        entry,
    )


def post(
    entry: Entry,
    kind: Kind,
    *,
    agency_id: int,
    month: Month,
    amount_idr: int,
    slip_id: int | None = None,
    sponsor_id: int | None = None,
    worker_id: int | None = None,
) -> Posted:
    """Post one transfer of `kind` for an office and month."""
    select = """SELECT %(agency)s::bigint AS agency_id, %(month)s::date AS month,
        %(amount)s::bigint AS amount_idr, %(sponsor)s::bigint AS sponsor_id,
        %(worker)s::bigint AS worker_id, %(slip)s::bigint AS slip_id, 0::smallint AS attempt"""
    return post_set(
        entry,
        kind,
        select,
        {
            "agency": agency_id,
            "month": month.first_day,
            "amount": amount_idr,
            "sponsor": sponsor_id,
            "worker": worker_id,
            "slip": slip_id,
        },
    )


def adjust(
    entry: Entry,
    *,
    debit: Account,
    credit: Account,
    agency_id: int,
    month: Month,
    amount_idr: int,
    slip_id: int | None = None,
) -> Posted:
    """Move an unexplained amount to or from SUSPENSE; the entry's reason says why."""
    return _insert(
        """SELECT %(entry)s::bigint, 'ADJUST', %(debit)s::text, %(credit)s::text,
           %(agency)s::bigint AS agency_id, %(month)s::date AS month,
           %(amount)s::bigint AS amount_idr, NULL::bigint AS sponsor_id,
           NULL::bigint AS worker_id, %(slip)s::bigint, 0::smallint, NULL::bigint""",
        {
            "entry": entry.pk,
            "debit": debit,
            "credit": credit,
            "agency": agency_id,
            "month": month.first_day,
            "amount": amount_idr,
            "slip": slip_id,
        },
        entry,
    )


def reverse_set(entry: Entry, select_ids: str, values: dict[str, Any]) -> Posted:
    """Reverse every transfer whose id `select_ids` yields; each may be reversed once (M10)."""
    return _insert(
        f"""
        SELECT %(entry)s::bigint, 'REVERSE', o.credit, o.debit, o.agency_id, o.month, o.amount_idr,
               o.sponsor_id, o.worker_id, o.slip_id, 0::smallint, o.id
        FROM ledger_transfer o WHERE o.id IN ({select_ids})
        """,
        {**values, "entry": entry.pk},
        entry,
    )


# The books are locked by the statement itself, so that two posters number one after the other.
_INSERT = """
WITH wanted (entry_id, kind, debit, credit, agency_id, month, amount_idr, sponsor_id, worker_id,
             slip_id, attempt, reverses_id) AS MATERIALIZED ({rows}),
books AS MATERIALIZED (
    SELECT id, agency_id, month, last_seq FROM ledger_book
    WHERE (agency_id, month) IN (SELECT agency_id, month FROM wanted) ORDER BY id FOR UPDATE
),
done AS (
    INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month, amount_idr,
        sponsor_id, worker_id, slip_id, attempt, reverses_id, seq)
    SELECT w.*, b.last_seq + row_number() OVER (
               PARTITION BY w.agency_id, w.month
               ORDER BY w.sponsor_id, w.worker_id, w.slip_id, w.reverses_id)
    FROM wanted w LEFT JOIN books b ON b.agency_id = w.agency_id AND b.month = w.month
    RETURNING amount_idr
)
SELECT count(*), coalesce(sum(amount_idr), 0) FROM done
"""


def _insert(rows: str, values: dict[str, Any], entry: Entry) -> Posted:
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(rows=rows), values)
        count, total = cursor.fetchone()
    return Posted(entry_id=entry.pk, rows=int(count), total_idr=int(total))
