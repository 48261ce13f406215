"""Slips, receipts, and each worker's paid month."""

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.stages.remittance import operations
from payung.stages.remittance.models import Slip
from payung.stages.remittance.operations import Part
from payung.stages.remittance.problems import (
    AmountNotHeld,
    AmountOutOfRange,
    DayAhead,
    NotYourMoney,
    NumberEmpty,
    NumberTooLong,
    PartTwice,
    SlipEmpty,
    SlipKnown,
)
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR
from tests.stages.remittance.books import _books, _cut

pytestmark = pytest.mark.django_db


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
