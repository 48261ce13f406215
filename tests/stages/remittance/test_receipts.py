"""The receipt of the branch, in any order, and what was paid too much."""

from datetime import date
from itertools import permutations

import pytest
from django.db import connection

from payung.kernel.month import Month
from payung.stages.remittance import operations
from payung.stages.remittance.models import Difference, Match, PaidMonth, Slip
from payung.stages.remittance.problems import (
    NotYourMoney,
    ReceiptKnown,
    ReceivedBeforePaid,
    SameRecorder,
)
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR
from tests.stages.remittance.books import _books, _cut

pytestmark = pytest.mark.django_db


class TestRecordReceipt:
    def test_pays_every_workers_month_with_exactly_the_tariff(self):
        of = made.office()
        given = _cut(of, 3)
        number = made.slip(of, 3 * TARIFF_IDR)

        made.receipt(of, number, 3 * TARIFF_IDR)

        rows = PaidMonth.objects.order_by("id").values_list(
            "worker_id", "amount_idr", "received_on"
        )
        assert list(rows) == [(one.worker_id, TARIFF_IDR, date(2026, 12, 10)) for one in given]
        assert _books(of).unallocated_idr == 0

    def test_leaves_out_who_was_not_cut(self):
        of = made.office()
        given = made.giving(of, 3)
        made.listed(of)
        made.report(of, not_cut={given[1].worker_id: "gaji_kurang"})
        number = made.slip(of, 2 * TARIFF_IDR)

        made.receipt(of, number, 2 * TARIFF_IDR)

        paid = set(PaidMonth.objects.values_list("worker_id", flat=True))
        assert paid == {given[0].worker_id, given[2].worker_id}

    def test_refuses_the_person_who_recorded_the_slip(self):
        of = made.office()
        _cut(of, 1)
        number = made.slip(of, TARIFF_IDR)

        with pytest.raises(SameRecorder):
            operations.record_receipt(
                number="R1",
                bank="Bank Jateng",
                slip_number=number,
                amount_idr=TARIFF_IDR,
                received_on=date(2026, 12, 10),
                by=of.treasurer,
                at=AT,
            )

        assert PaidMonth.objects.count() == 0

    def test_the_same_receipt_again_changes_nothing(self):
        of = made.office()
        _cut(of, 1)
        number = made.slip(of, TARIFF_IDR)
        first = made.receipt(of, number, TARIFF_IDR)

        again = made.receipt(of, number.lower(), TARIFF_IDR)

        assert again == first
        assert PaidMonth.objects.count() == 1

    def test_refuses_a_second_receipt_for_the_same_slip(self):
        of = made.office()
        _cut(of, 1)
        number = made.slip(of, TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR)

        with pytest.raises(ReceiptKnown):
            made.receipt(of, number, TARIFF_IDR - 1)

    def test_refuses_money_received_before_it_was_paid(self):
        of = made.office()
        _cut(of, 1)
        number = made.slip(of, TARIFF_IDR, paid_on=date(2026, 12, 9))

        with pytest.raises(ReceivedBeforePaid):
            made.receipt(of, number, TARIFF_IDR, received_on=date(2026, 12, 8))

    def test_less_than_the_slip_pays_whole_tariffs_only_and_leaves_a_difference(self):
        of = made.office()
        given = _cut(of, 3)
        number = made.slip(of, 3 * TARIFF_IDR)

        made.receipt(of, number, 3 * TARIFF_IDR - 1)

        difference = Difference.objects.get()
        assert (difference.slip_idr, difference.receipt_idr) == (25_200, 25_199)
        paid = list(PaidMonth.objects.order_by("id").values_list("worker_id", flat=True))
        assert paid == [given[0].worker_id, given[1].worker_id]
        books = _books(of)
        assert (books.transit_idr, books.unallocated_idr) == (1, TARIFF_IDR - 1)

    def test_more_than_the_slip_never_counts_more_than_was_sent(self):
        of = made.office()
        _cut(of, 1)
        number = made.slip(of, TARIFF_IDR)

        made.receipt(of, number, TARIFF_IDR + 5)

        assert Difference.objects.count() == 1
        assert _books(of).received_idr == TARIFF_IDR

    def test_of_another_regency_is_refused(self):
        of = made.office()
        _cut(of, 1)
        number = made.slip(of, TARIFF_IDR)
        elsewhere = made.office(code="33.10")

        with pytest.raises(NotYourMoney):
            made.receipt(elsewhere, number, TARIFF_IDR)


@pytest.mark.parametrize("order", list(permutations(["result", "slip", "receipt"])))
def test_result_slip_and_receipt_end_the_same_in_any_order(order):
    of = made.office()
    made.giving(of, 4)
    made.listed(of)
    steps = {
        "result": lambda: (
            made.report(of),
            operations.settle(agency_ids=[of.agency_id], month=DECEMBER, by=of.treasurer, at=AT),
        ),
        "slip": lambda: made.slip(of, 4 * TARIFF_IDR, number="X1"),
        "receipt": lambda: made.receipt(of, "X1", 4 * TARIFF_IDR),
    }

    for step in order:
        steps[step]()

    books = _books(of)
    assert books.is_whole
    assert (books.held_idr, books.transit_idr, books.unallocated_idr) == (0, 0, 0)
    assert PaidMonth.objects.filter(received_on=date(2026, 12, 10)).count() == 4
    assert Match.objects.count() == 1


class TestOverPayment:
    def test_is_kept_for_the_worker_and_used_for_the_next_month(self):
        of = made.office()
        first, _ = made.giving(of, 2)
        made.listed(of)
        made.report(of, over_idr={first.worker_id: TARIFF_IDR})
        number = made.slip(of, 3 * TARIFF_IDR)
        made.receipt(of, number, 3 * TARIFF_IDR)
        assert _books(of).prepaid_idr == TARIFF_IDR

        january = Month(2027, 1)
        at = AT.replace(year=2027, month=1)
        made.listed(of, january, amount_idr=16_800, credits_idr={first.worker_id: 8_400}, at=at)
        made.report(of, january, at=at)
        number = made.slip(of, 25_200, january, paid_on=date(2027, 1, 9), at=at)
        made.receipt(of, number, 25_200, received_on=date(2027, 1, 10), at=at)

        books = _books(of, january)
        assert (books.allocated_idr, books.drawn_idr) == (25_200, 8_400)
        assert set(
            PaidMonth.objects.filter(month=january.first_day).values_list("amount_idr", flat=True)
        ) == {16_800}

    def test_pays_a_whole_month_without_a_slip(self):
        of = made.office()
        (only,) = made.giving(of, 1)
        made.listed(of)
        made.report(of, over_idr={only.worker_id: 16_800})
        number = made.slip(of, 25_200)
        made.receipt(of, number, 25_200)

        january = Month(2027, 1)
        at = AT.replace(year=2027, month=1)
        made.listed(of, january, amount_idr=16_800, credits_idr={only.worker_id: 16_800}, at=at)
        made.report(of, january, at=at)
        operations.settle(agency_ids=[of.agency_id], month=january, by=of.treasurer, at=at)

        paid = PaidMonth.objects.get(month=january.first_day)
        assert (paid.amount_idr, paid.match_id) == (16_800, None)
        assert paid.received_on == date(2026, 12, 10)


def test_the_database_refuses_a_match_by_one_person():
    of = made.office()
    _cut(of, 1)
    number = made.slip(of, TARIFF_IDR)
    slip = Slip.objects.get(number=number)

    with pytest.raises(Exception, match="one person recorded both"), connection.cursor() as cursor:
        cursor.execute(
            """WITH r AS (INSERT INTO remittance_receipt (number, bank, slip_number, amount_idr,
                received_on, recorded_by_id, recorded_at)
            VALUES ('R', 'BANK JATENG', %s, 8400, '2026-12-10', %s, now()) RETURNING id)
            INSERT INTO remittance_match (slip_id, receipt_id, matched_at)
            SELECT %s, id, now() FROM r""",
            [slip.number, slip.recorded_by_id, slip.pk],
        )
