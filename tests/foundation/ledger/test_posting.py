"""Posting money, and every wall that the database puts around it."""

import pytest
from django.db import connection, transaction

from payung.foundation.ledger.balances import prepaid_idr
from payung.foundation.ledger.kinds import Account, Kind
from payung.foundation.ledger.models import Book, Entry, Transfer
from payung.foundation.ledger.posting import (
    AlreadyPosted,
    RefUsed,
    adjust,
    post_set,
    reverse_set,
)
from tests.foundation.ledger.conftest import MONTH, OFFICE, _books, _entry, _post, _refused

pytestmark = pytest.mark.django_db


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
