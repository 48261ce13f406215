"""What the database refuses to post, whoever asks, and what is posted once."""

import pytest
from django.db import connection

from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.models import Book
from payung.foundation.ledger.posting import (
    BookClosed,
    lock_books,
)
from tests.foundation.ledger.conftest import MONTH, OFFICE, _books, _entry, _post, _refused

pytestmark = pytest.mark.django_db


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
