"""Slips, receipts, and each worker's paid month."""

from datetime import date
from itertools import permutations

import pytest
from django.db import connection

from payung.foundation.ledger.balances import balances
from payung.kernel.month import Month
from payung.stages.remittance import operations
from payung.stages.remittance.models import Difference, Match, PaidMonth, Slip
from payung.stages.remittance.operations import Part
from payung.stages.remittance.problems import (
    AmountNotHeld,
    AmountOutOfRange,
    DayAhead,
    NotYourMoney,
    NumberEmpty,
    NumberTooLong,
    PartTwice,
    ReceiptKnown,
    ReceivedBeforePaid,
    SameRecorder,
    SlipEmpty,
    SlipKnown,
)
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.django_db


def _books(of, month=DECEMBER):
    return balances([of.agency_id], month)[of.agency_id]


def _cut(of, how_many=3, month=DECEMBER, **how):
    given = made.giving(of, how_many, from_month=month)
    made.listed(of, month)
    made.report(of, month, **how)
    return given


class TestRecordSlip:
    def test_moves_what_is_held_into_transit(self):
        of = made.office()
        _cut(of, 3)

        made.slip(of, 3 * TARIFF_IDR)

        books = _books(of)
        assert (books.held_idr, books.transit_idr) == (0, 3 * TARIFF_IDR)

    def test_recorded_twice_with_the_same_content_is_one_slip(self):
        of = made.office()
        _cut(of, 3)
        made.slip(of, 3 * TARIFF_IDR, number="JTG 0012")

        made.slip(of, 3 * TARIFF_IDR, number=" jtg0012 ")

        assert Slip.objects.count() == 1
        assert _books(of).transit_idr == 3 * TARIFF_IDR

    def test_refuses_a_number_recorded_with_other_content(self):
        of = made.office()
        _cut(of, 3)
        made.slip(of, 3 * TARIFF_IDR, number="A1")

        with pytest.raises(SlipKnown) as refused:
            made.slip(of, TARIFF_IDR, number="a 1")

        assert "Desember 2026" in refused.value.message()

    def test_refuses_an_amount_that_is_not_held_and_not_explained(self):
        of = made.office()
        _cut(of, 3)

        with pytest.raises(AmountNotHeld) as refused:
            made.slip(of, 2 * TARIFF_IDR)

        assert "Rp16.800" in refused.value.message()
        assert "Rp25.200" in refused.value.message()
        assert Slip.objects.count() == 0

    def test_takes_another_amount_with_its_reason(self):
        of = made.office()
        _cut(of, 3)

        made.slip(of, 2 * TARIFF_IDR, reason="sisanya menyusul besok")

        books = _books(of)
        assert (books.held_idr, books.transit_idr) == (TARIFF_IDR, 2 * TARIFF_IDR)

    def test_before_the_result_waits_and_is_posted_when_the_cut_arrives(self):
        of = made.office()
        made.giving(of, 2)
        made.listed(of)
        made.slip(of, 2 * TARIFF_IDR)
        assert _books(of).transit_idr == 0

        made.report(of)
        operations.settle(agency_ids=[of.agency_id], month=DECEMBER, by=of.treasurer, at=AT)

        assert _books(of).transit_idr == 2 * TARIFF_IDR

    def test_pays_for_two_offices_and_two_months_at_once(self):
        one, other = made.office("Dinas A"), made.office("Dinas B")
        for of in (one, other):
            made.giving(of, 2, from_month=Month(2026, 11))
            for month in (Month(2026, 11), DECEMBER):
                made.listed(of, month)
                made.report(of, month)

        operations.record_slip(
            regency_id=one.regency_id,
            bank="BPD",
            number="9",
            paid_on=date(2026, 12, 9),
            parts=[
                Part(agency_id=of.agency_id, month=month, amount_idr=2 * TARIFF_IDR)
                for of in (one, other)
                for month in (Month(2026, 11), DECEMBER)
            ],
            by=one.secretariat,
            at=AT,
        )

        assert Slip.objects.get().amount_idr == 8 * TARIFF_IDR
        assert _books(other, Month(2026, 11)).transit_idr == 2 * TARIFF_IDR

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            ({"number": "  "}, NumberEmpty),
            ({"bank": ""}, NumberEmpty),
            ({"number": "9" * 41}, NumberTooLong),
            ({"parts": []}, SlipEmpty),
            ({"paid_on": date(2026, 12, 11)}, DayAhead),
        ],
    )
    def test_refuses_what_is_no_slip(self, change, refusal):
        of = made.office()
        part = Part(agency_id=of.agency_id, month=DECEMBER, amount_idr=1)
        given = {
            "regency_id": of.regency_id,
            "bank": "BPD",
            "number": "1",
            "paid_on": date(2026, 12, 10),
            "parts": [part],
        }

        with pytest.raises(refusal):
            operations.record_slip(**{**given, **change}, by=of.treasurer, at=AT)

    @pytest.mark.parametrize("amount_idr", [0, -1, 500_000_001])
    def test_refuses_an_amount_out_of_range(self, amount_idr):
        with pytest.raises(AmountOutOfRange):
            made.slip(made.office(), amount_idr)

    def test_refuses_one_office_and_month_twice(self):
        of = made.office()
        part = Part(agency_id=of.agency_id, month=DECEMBER, amount_idr=TARIFF_IDR)

        with pytest.raises(PartTwice):
            operations.record_slip(
                regency_id=of.regency_id,
                bank="BPD",
                number="1",
                paid_on=date(2026, 12, 9),
                parts=[part, part],
                by=of.treasurer,
                at=AT,
            )

    def test_refuses_the_whole_slip_when_one_office_is_not_the_treasurers(self):
        of, other = made.office("Dinas A"), made.office("Dinas B")
        parts = [
            Part(agency_id=place.agency_id, month=DECEMBER, amount_idr=1) for place in (of, other)
        ]

        with pytest.raises(NotYourMoney):
            operations.record_slip(
                regency_id=of.regency_id,
                bank="BPD",
                number="1",
                paid_on=date(2026, 12, 9),
                parts=parts,
                by=of.treasurer,
                at=AT,
            )

        assert Slip.objects.count() == 0


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
