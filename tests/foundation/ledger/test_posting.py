"""Posting money, and every wall that the database puts around it."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from payung.foundation.ledger.balances import balances, prepaid_idr
from payung.foundation.ledger.kinds import Account, Kind
from payung.foundation.ledger.models import Book, Entry, Transfer
from payung.foundation.ledger.posting import (
    AlreadyPosted,
    BookClosed,
    Cause,
    RefUsed,
    adjust,
    begin_entry,
    lock_books,
    open_books,
    post,
    post_set,
    reverse_set,
)
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from tests.factories.remittance import as_operation

pytestmark = pytest.mark.django_db

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)
BY = Actor(1, "Uji", Role.TREASURER, 33, 7, "uji")
OFFICE, MONTH = 7, Month(2026, 12)


@pytest.fixture(autouse=True)
def book():
    with as_operation(AT):
        open_books([OFFICE], MONTH)


def _entry(ref="a", **content):
    return begin_entry(Cause(ref=ref, cause="test"), by=BY, at=AT, content=content or None)


def _post(kind, amount_idr=100, ref=None, **tags):
    people = {"sponsor_id": 1, "worker_id": 2} if kind not in (Kind.REMIT, Kind.RECEIPT) else {}
    slip = {"slip_id": 5} if kind in (Kind.REMIT, Kind.RECEIPT) else {}
    entry = _entry(ref or f"{kind}-{Entry.objects.count()}")
    tags = {"agency_id": OFFICE, "month": MONTH, **people, **slip, **tags}
    return post(entry, kind, amount_idr=amount_idr, **tags)


def _refused(match):
    return pytest.raises(DatabaseError, match=match)


def _books():
    return balances([OFFICE], MONTH)[OFFICE]


class TestPost:
    def test_moves_the_amount_from_one_account_to_the_other(self):
        posted = _post(Kind.CUT)

        assert (posted.rows, posted.total_idr) == (1, 100)
        assert (_books().held_idr, _books().cut_idr) == (100, 100)

    def test_follows_a_rupiah_from_the_cut_to_the_covered_month(self):
        for kind in (Kind.CUT, Kind.REMIT, Kind.RECEIPT, Kind.ALLOCATE):
            _post(kind)

        books = _books()
        assert books.is_whole
        assert (books.received_idr, books.allocated_idr, books.unallocated_idr) == (100, 100, 0)

    def test_numbers_the_transfers_of_a_book_without_gaps(self):
        for worker in (2, 3, 4):
            _post(Kind.CUT, worker_id=worker)

        assert list(Transfer.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
        assert Book.objects.get().last_seq == 3

    def test_keeps_over_payments_by_worker_until_they_are_drawn(self):
        for kind in (Kind.CUT, Kind.REMIT, Kind.RECEIPT):
            _post(kind)
        _post(Kind.PREPAY, 60)

        _post(Kind.DRAW, 40)

        assert prepaid_idr(OFFICE) == 20
        assert _books().is_whole

    def test_an_unexplained_amount_goes_through_suspense(self):
        _post(Kind.CUT)
        for debit, credit in (
            (Account.SUSPENSE, Account.HELD),
            (Account.HELD, Account.SUSPENSE),
        ):
            adjust(
                _entry(f"{debit}"), debit=debit, credit=credit,
                agency_id=OFFICE, month=MONTH, amount_idr=30,
            )  # fmt: skip

        assert (_books().suspense_idr, _books().held_idr) == (0, 100)


class TestRef:
    def test_posts_once(self):
        _entry("same", amount=1)

        with pytest.raises(AlreadyPosted):
            _entry("same", amount=1)

        assert Entry.objects.count() == 1

    def test_with_other_content_is_refused(self):
        _entry("same", amount=1)

        with pytest.raises(RefUsed):
            _entry("same", amount=2)

    def test_with_other_content_leaves_the_transaction_usable(self):
        _entry("same", amount=1)
        with pytest.raises(RefUsed):
            _entry("same", amount=2)

        assert _post(Kind.CUT).rows == 1


class TestGuards:
    def test_a_closed_book_takes_nothing(self):
        Book.objects.update(state="closed")

        with _refused("closed, missing or out of sequence"):
            _post(Kind.CUT)

    def test_locking_a_closed_book_says_so_by_name(self):
        Book.objects.update(state="closed")

        with pytest.raises(BookClosed):
            lock_books([OFFICE], MONTH)

    def test_a_missing_book_takes_nothing(self):
        with _refused("seq"):
            _post(Kind.CUT, month=MONTH.next)

    def test_a_gap_in_the_numbers_is_refused(self):
        entry = _entry("gap")

        with _refused("out of sequence"), connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month,
                    seq, amount_idr, sponsor_id, worker_id, attempt)
                VALUES (%s, 'CUT', 'HELD', 'ASN', 7, '2026-12-01', 2, 100, 1, 2, 0)""",
                [entry.pk],
            )

    @pytest.mark.parametrize("change", ["last_seq = 5", "agency_id = 8", "month = '2027-01-01'"])
    def test_a_book_is_not_numbered_or_moved_by_hand(self, change):
        with _refused("counts itself"), connection.cursor() as cursor:
            cursor.execute(f"UPDATE ledger_book SET {change}")

    @pytest.mark.parametrize(
        ("kinds", "too_much"),
        [
            ([Kind.CUT], Kind.REMIT),
            ([Kind.CUT], Kind.REFUND),
            ([Kind.CUT, Kind.REMIT, Kind.RECEIPT], Kind.ALLOCATE),
            ([Kind.CUT, Kind.REMIT, Kind.RECEIPT], Kind.PREPAY),
            ([Kind.CUT, Kind.REMIT], Kind.RECEIPT),
        ],
    )
    def test_no_account_goes_below_zero(self, kinds, too_much):
        for kind in kinds:
            _post(kind)

        with _refused("would be -1"):
            _post(too_much, 101)

    def test_no_worker_draws_more_than_was_over_paid(self):
        for kind in (Kind.CUT, Kind.REMIT, Kind.RECEIPT):
            _post(kind)
        _post(Kind.PREPAY, 60)

        with _refused("less prepaid than is drawn"):
            _post(Kind.DRAW, 10, worker_id=3)

    def test_no_slip_receives_more_than_it_sent(self):
        _post(Kind.CUT, 200)
        _post(Kind.REMIT, 100, slip_id=5)
        _post(Kind.REMIT, 100, slip_id=6)

        with _refused("received more than it sent"):
            _post(Kind.RECEIPT, 150, slip_id=5)

    @pytest.mark.parametrize("amount_idr", [0, -1, 500_000_001])
    def test_an_amount_is_within_range(self, amount_idr):
        with _refused("ledger_amount"):
            _post(Kind.CUT, amount_idr)

    @pytest.mark.parametrize(
        ("kind", "tag"),
        [
            (Kind.CUT, "worker_id"),
            (Kind.CUT, "sponsor_id"),
            (Kind.REMIT, "slip_id"),
            (Kind.ALLOCATE, "worker_id"),
        ],
    )
    def test_money_names_its_person_or_slip(self, kind, tag):
        with _refused("ledger_traced"):
            _post(kind, **{tag: None})

    def test_sides_belong_to_the_kind(self):
        entry = _entry("sides")

        with _refused("ledger_sides"), connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO ledger_transfer (entry_id, kind, debit, credit, agency_id, month,
                    seq, amount_idr, sponsor_id, worker_id, attempt)
                VALUES (%s, 'CUT', 'COVER', 'ASN', 7, '2026-12-01', 1, 100, 1, 2, 0)""",
                [entry.pk],
            )


class TestOnce:
    def test_a_civil_servant_is_cut_once_for_a_worker_and_month(self):
        _post(Kind.CUT)

        with _refused("ledger_cut_once"):
            _post(Kind.CUT)

    def test_a_workers_month_is_allocated_once(self):
        for kind in (Kind.CUT, Kind.REMIT, Kind.RECEIPT):
            _post(kind, 200)
        _post(Kind.ALLOCATE)

        with _refused("ledger_cover_once"):
            _post(Kind.ALLOCATE, sponsor_id=9)

    def test_a_slip_pays_for_a_book_once(self):
        _post(Kind.CUT, 300)
        _post(Kind.REMIT)

        with _refused("ledger_slip_part_once"):
            _post(Kind.REMIT)

    def test_a_month_is_allocated_and_drawn_together(self):
        for kind in (Kind.CUT, Kind.REMIT, Kind.RECEIPT):
            _post(kind, 200)
        _post(Kind.PREPAY, 50)

        _post(Kind.ALLOCATE, 100)
        _post(Kind.DRAW, 50)

        assert _books().drawn_idr == 50


class TestReverse:
    def _reverse(self, where="kind = 'CUT'", ref="r"):
        return reverse_set(_entry(ref), f"SELECT id FROM ledger_transfer WHERE {where}", {})

    def test_mirrors_its_original(self):
        _post(Kind.CUT)

        self._reverse()

        reversal = Transfer.objects.get(kind="REVERSE")
        assert (reversal.debit, reversal.credit, reversal.amount_idr) == ("ASN", "HELD", 100)
        assert _books().cut_idr == 0

    def test_happens_once(self):
        _post(Kind.CUT)
        self._reverse()

        with _refused("ledger_reversed_once"):
            self._reverse(ref="again")

    def test_of_a_reversal_is_refused(self):
        _post(Kind.CUT)
        self._reverse()

        with _refused("does not mirror"):
            self._reverse("kind = 'REVERSE'", ref="again")

    @pytest.mark.parametrize("change", ["amount_idr = 99", "worker_id = 3", "debit = 'HELD'"])
    def test_that_differs_from_its_original_is_refused(self, change):
        _post(Kind.CUT)
        column, value = change.split(" = ")
        row = {
            "debit": "'ASN'", "credit": "'HELD'", "amount_idr": "100", "sponsor_id": "1",
            "worker_id": "2", column: value,
        }  # fmt: skip

        with _refused("mirror|two_accounts"), connection.cursor() as cursor:
            cursor.execute(
                f"""INSERT INTO ledger_transfer (entry_id, kind, agency_id, month, seq, attempt,
                    reverses_id, {", ".join(row)})
                SELECT entry_id, 'REVERSE', agency_id, month, 2, 0, id, {", ".join(row.values())}
                FROM ledger_transfer"""
            )

    def test_of_money_paid_on_is_refused(self):
        _post(Kind.CUT)
        _post(Kind.REMIT)

        with _refused("HELD of office 7"):
            self._reverse()

    def test_lets_the_cut_be_made_again_as_the_next_attempt(self):
        _post(Kind.CUT)
        self._reverse()
        select = """SELECT 7::bigint AS agency_id, DATE '2026-12-01' AS month, 90::bigint AS
            amount_idr, 1::bigint AS sponsor_id, 2::bigint AS worker_id, NULL::bigint AS slip_id,
            {attempt}::smallint AS attempt"""

        with _refused("repeats a transfer that was not reversed"), transaction.atomic():
            post_set(_entry("third"), Kind.CUT, select.format(attempt=2), {})
        post_set(_entry("second"), Kind.CUT, select.format(attempt=1), {})

        assert _books().cut_idr == 90


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_transfer"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_nothing_posted_can_be_changed(table, change):
    with _refused("permission denied"), connection.cursor() as cursor:
        cursor.execute(change.format(table))
