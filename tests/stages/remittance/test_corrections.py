"""Refunds, months taken back and paid again, differences explained."""

import pytest

from payung.foundation.approvals.operations import NobodyDecides, SamePerson
from payung.foundation.ledger.balances import balances
from payung.kernel.people import Actor
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Difference, PaidMonth, Refund, Unpaid
from payung.stages.remittance.problems import (
    MoreThanHeld,
    NoDifference,
    NothingToPay,
    NotPaid,
    ReasonMissing,
)
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.django_db


def _books(of):
    return balances([of.agency_id], DECEMBER)[of.agency_id]


def _cut(how_many=2, **how):
    of = made.office()
    given = made.giving(of, how_many)
    made.listed(of)
    made.report(of, **how)
    return of, given


def _ask_refund(of, given, amount_idr=TARIFF_IDR, by=None):
    return operations.ask_refund(
        agency_id=of.agency_id,
        month=DECEMBER,
        sponsor_id=given.sponsor_id,
        worker_id=given.worker_id,
        amount_idr=amount_idr,
        reason="berhenti sebelum disetor",
        by=by or of.treasurer,
        at=AT,
    )


def _seen(of):
    (waiting,) = queries.open_requests(viewer=of.head.viewer)
    return waiting.seen_digest


class TestRefund:
    def test_gives_held_money_back_by_two_people(self):
        of, (one, _) = _cut()
        asked = _ask_refund(of, one)

        operations.refund(approval_id=asked, seen_digest=_seen(of), by=of.head, at=AT)

        books = _books(of)
        assert (books.held_idr, books.returned_idr) == (TARIFF_IDR, TARIFF_IDR)
        assert Refund.objects.get().worker_id == one.worker_id

    def test_never_pays_the_month_it_gave_back(self):
        of, (one, other) = _cut()
        asked = _ask_refund(of, one)
        operations.refund(approval_id=asked, seen_digest=_seen(of), by=of.head, at=AT)

        number = made.slip(of, TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR)

        assert PaidMonth.objects.get().worker_id == other.worker_id

    def test_refuses_the_person_who_asked(self):
        of, (one, _) = _cut()
        asked = _ask_refund(of, one)

        with pytest.raises(SamePerson):
            operations.refund(approval_id=asked, seen_digest=_seen(of), by=of.treasurer, at=AT)

        assert _books(of).returned_idr == 0

    @pytest.mark.parametrize("amount_idr", [0, -1, TARIFF_IDR + 1])
    def test_refuses_more_than_is_held_for_this_person(self, amount_idr):
        of, (one, _) = _cut()

        with pytest.raises(MoreThanHeld):
            _ask_refund(of, one, amount_idr)

    def test_refuses_what_was_paid_on(self):
        of, (one, _) = _cut()
        made.slip(of, 2 * TARIFF_IDR)

        with pytest.raises(MoreThanHeld):
            _ask_refund(of, one)

    def test_refuses_what_was_paid_on_after_it_was_asked(self):
        of, (one, _) = _cut()
        asked = _ask_refund(of, one)
        seen = _seen(of)
        made.slip(of, 2 * TARIFF_IDR)

        with pytest.raises(MoreThanHeld):
            operations.refund(approval_id=asked, seen_digest=seen, by=of.head, at=AT)

    def test_refuses_the_same_money_twice(self):
        of, (one, _) = _cut()
        asked = _ask_refund(of, one)
        operations.refund(approval_id=asked, seen_digest=_seen(of), by=of.head, at=AT)

        with pytest.raises(MoreThanHeld):
            _ask_refund(of, one)

    def test_is_asked_by_people_only(self):
        of, (one, _) = _cut()

        with pytest.raises(NobodyDecides):
            _ask_refund(of, one, by=Actor.system("uji"))


class TestUnpay:
    def test_takes_the_month_back_and_keeps_it_visible(self):
        of, _ = _cut()
        number = made.slip(of, 2 * TARIFF_IDR)
        made.receipt(of, number, 2 * TARIFF_IDR)
        wrong, right = made.paid_months(of)

        operations.unpay(paid_month_id=wrong, reason="salah orang", by=of.treasurer, at=AT)

        assert Unpaid.objects.get().reason == "salah orang"
        assert list(PaidMonth.objects.standing().values_list("pk", flat=True)) == [right]
        assert _books(of).unallocated_idr == TARIFF_IDR

    def test_refuses_a_second_time_and_without_a_reason(self):
        of, _ = _cut(1)
        number = made.slip(of, TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR)
        (paid,) = made.paid_months(of)

        with pytest.raises(ReasonMissing):
            operations.unpay(paid_month_id=paid, reason="", by=of.treasurer, at=AT)
        operations.unpay(paid_month_id=paid, reason="salah", by=of.treasurer, at=AT)
        with pytest.raises(NotPaid):
            operations.unpay(paid_month_id=paid, reason="salah", by=of.treasurer, at=AT)

    def test_the_money_is_not_given_back_by_itself_but_on_demand(self):
        of, (one,) = _cut(1)
        number = made.slip(of, TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR)
        (paid,) = made.paid_months(of)
        operations.unpay(paid_month_id=paid, reason="salah", by=of.treasurer, at=AT)
        operations.settle(agency_ids=[of.agency_id], month=DECEMBER, by=of.treasurer, at=AT)
        assert not PaidMonth.objects.standing().exists()

        operations.pay_again(
            worker_id=one.worker_id,
            month=DECEMBER,
            reason="ternyata benar",
            by=of.treasurer,
            at=AT,
        )

        assert PaidMonth.objects.standing().get().attempt == 1
        assert _books(of).unallocated_idr == 0

    def test_pays_nobody_twice(self):
        of, (one,) = _cut(1)
        number = made.slip(of, TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR)

        with pytest.raises(NothingToPay):
            operations.pay_again(
                worker_id=one.worker_id, month=DECEMBER, reason="lagi", by=of.treasurer, at=AT
            )


class TestDifference:
    def _short(self):
        of, _ = _cut(2)
        number = made.slip(of, 2 * TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR)
        return of, Difference.objects.get().pk

    def test_given_back_by_the_bank_is_held_again(self):
        of, difference = self._short()

        operations.explain_difference(
            difference_id=difference,
            words="bank mengembalikan separuh",
            given_back=True,
            by=of.treasurer,
            at=AT,
        )

        books = _books(of)
        assert (books.held_idr, books.transit_idr, books.suspense_idr) == (TARIFF_IDR, 0, 0)
        assert books.is_whole

    def test_explained_stays_in_transit_and_no_longer_blocks(self):
        of, difference = self._short()

        operations.explain_difference(
            difference_id=difference, words="sisanya besok", given_back=False, by=of.head, at=AT
        )

        state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
        assert {block.code for block in state.blocks} == {"transit"}

    def test_refuses_a_second_reason(self):
        of, difference = self._short()
        operations.explain_difference(
            difference_id=difference, words="x", given_back=False, by=of.head, at=AT
        )

        with pytest.raises(NoDifference):
            operations.explain_difference(
                difference_id=difference, words="y", given_back=False, by=of.head, at=AT
            )
