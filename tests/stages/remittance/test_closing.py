"""A month closes when nothing is open, by two people who saw the same figures."""

import pytest
from django.db import DatabaseError

from payung.foundation.approvals.operations import NotAsked, SamePerson, SeenOtherwise
from payung.foundation.ledger.balances import balances
from payung.foundation.ledger.models import Book
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Close, Reopening
from payung.stages.remittance.problems import (
    MonthClosed,
    MonthNotReady,
    NotClosed,
    NotYourMoney,
    ReasonMissing,
)
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.django_db


def _state(of, month=DECEMBER):
    return queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=month)


def _codes(of):
    return {block.code for block in _state(of).blocks}


def _ask(of, reason=""):
    return operations.ask_close(
        agency_id=of.agency_id, month=DECEMBER, reason=reason, by=of.treasurer, at=AT
    )


def _close(of, reason=""):
    asked = _ask(of, reason)
    return operations.close(approval_id=asked, seen_digest=_state(of).digest, by=of.head, at=AT)


def _paid_office(how_many=2):
    of = made.office()
    given = made.giving(of, how_many)
    made.paid(of)
    return of, given


class TestClose:
    def test_keeps_the_balances_and_takes_no_transfer_afterwards(self):
        of, given = _paid_office()

        _close(of)

        closed = Close.objects.get()
        assert closed.balances["allocated_idr"] == 2 * TARIFF_IDR
        assert Book.objects.get(agency_id=of.agency_id).state == "closed"
        with pytest.raises(DatabaseError, match="closed, missing or out of sequence"):
            made.cut_reversed(
                of=of, month=DECEMBER, worker_id=given[0].worker_id, by=of.treasurer, at=AT
            )

    def test_refuses_the_person_who_asked(self):
        of, _ = _paid_office()
        asked = _ask(of)

        with pytest.raises(SamePerson):
            operations.close(
                approval_id=asked, seen_digest=_state(of).digest, by=of.treasurer, at=AT
            )

        assert not Close.objects.exists()

    def test_refuses_figures_that_changed_since_they_were_asked_about(self):
        of, _ = _paid_office()
        asked = _ask(of)
        seen = _state(of).digest
        _take_one_back(of)

        with pytest.raises(SeenOtherwise):
            operations.close(approval_id=asked, seen_digest=seen, by=of.head, at=AT)

    def test_refuses_an_approver_who_saw_something_else(self):
        of, _ = _paid_office()
        asked = _ask(of)

        with pytest.raises(SeenOtherwise):
            operations.close(approval_id=asked, seen_digest="0" * 64, by=of.head, at=AT)

    def test_refuses_a_request_decided_before(self):
        of, _ = _paid_office()
        asked = _ask(of)
        seen = _state(of).digest
        operations.close(approval_id=asked, seen_digest=seen, by=of.head, at=AT)

        with pytest.raises(NotAsked):
            operations.close(approval_id=asked, seen_digest=seen, by=of.secretariat, at=AT)

    def test_asked_again_after_a_change_replaces_the_older_request(self):
        of, _ = _paid_office()
        older = _ask(of)
        _take_one_back(of)

        newer = _ask(of, reason="satu orang menyusul")

        assert newer != older
        operations.close(approval_id=newer, seen_digest=_state(of).digest, by=of.head, at=AT)

    def test_is_for_the_own_office_only(self):
        of, _ = _paid_office()
        other = made.office()

        with pytest.raises(NotYourMoney):
            operations.ask_close(agency_id=of.agency_id, month=DECEMBER, by=other.treasurer, at=AT)


def _take_one_back(of):
    paid = made.paid_months(of)[0]
    operations.unpay(paid_month_id=paid, reason="uang pekerja lain", by=of.treasurer, at=AT)


class TestWhatKeepsAMonthOpen:
    def test_nothing_listed(self):
        of = made.office()

        assert _codes(of) == {"no_list"}
        with pytest.raises(MonthNotReady):
            _ask(of, reason="tetap ditutup")

    def test_no_result_cannot_be_set_aside(self):
        of = made.office()
        made.giving(of, 1)
        made.listed(of)

        with pytest.raises(MonthNotReady) as refused:
            _ask(of, reason="tetap ditutup")

        assert "Hasil potongan belum dilaporkan" in refused.value.message()

    def test_a_slip_before_its_result_cannot_be_set_aside(self):
        of = made.office()
        given = made.giving(of, 2)
        made.listed(of)
        made.slip(of, 2 * TARIFF_IDR)
        made.report(of, not_cut={given[0].worker_id: "gaji_kurang"})

        assert "slip_waits" in _codes(of)
        with pytest.raises(MonthNotReady):
            _ask(of, reason="tetap ditutup")

    def test_held_money(self):
        of = made.office()
        made.giving(of, 1)
        made.listed(of)
        made.report(of)

        assert _codes(of) == {"held"}
        with pytest.raises(MonthNotReady, match="month_not_ready"):
            _ask(of)

    def test_held_money_with_a_reason_that_two_people_sign(self):
        of = made.office()
        made.giving(of, 1)
        made.listed(of)
        made.report(of)

        _close(of, reason="dikembalikan tunai, bukti menyusul")

        assert Close.objects.get().reason == "dikembalikan tunai, bukti menyusul"

    def test_money_in_transit(self):
        of = made.office()
        made.giving(of, 1)
        made.listed(of)
        made.report(of)
        made.slip(of, TARIFF_IDR)

        assert _codes(of) == {"transit"}

    def test_a_difference_without_reason(self):
        of = made.office()
        made.giving(of, 1)
        made.listed(of)
        made.report(of)
        number = made.slip(of, TARIFF_IDR)
        made.receipt(of, number, TARIFF_IDR + 1)

        assert _codes(of) == {"difference"}

    def test_people_not_cut_without_a_reason(self):
        of = made.office()
        given = made.giving(of, 2)
        made.paid(of, not_cut={given[0].worker_id: ""})

        assert _codes(of) == {"reasons"}

    def test_nothing_else(self):
        of, _ = _paid_office()

        assert _state(of).is_closable


class TestReopen:
    def test_takes_two_people_and_a_reason_and_makes_the_next_version(self):
        of, _ = _paid_office()
        _close(of)

        asked = operations.ask_reopen(
            agency_id=of.agency_id, month=DECEMBER, reason="salah orang", by=of.treasurer, at=AT
        )
        operations.reopen(
            approval_id=asked, seen_digest=_state(of).digest, by=of.secretariat, at=AT
        )
        _close(of)

        assert Reopening.objects.get().reason == "salah orang"
        assert list(Close.objects.order_by("version").values_list("version", flat=True)) == [1, 2]

    def test_refuses_the_person_who_asked(self):
        of, _ = _paid_office()
        _close(of)
        asked = operations.ask_reopen(
            agency_id=of.agency_id, month=DECEMBER, reason="salah orang", by=of.treasurer, at=AT
        )

        with pytest.raises(SamePerson):
            operations.reopen(
                approval_id=asked, seen_digest=_state(of).digest, by=of.treasurer, at=AT
            )

    def test_refuses_an_open_month_and_a_missing_reason(self):
        of, _ = _paid_office()

        with pytest.raises(NotClosed):
            operations.ask_reopen(
                agency_id=of.agency_id, month=DECEMBER, reason="x", by=of.treasurer, at=AT
            )
        with pytest.raises(ReasonMissing):
            operations.ask_reopen(
                agency_id=of.agency_id, month=DECEMBER, reason=" ", by=of.treasurer, at=AT
            )


def test_a_closed_month_refuses_slips_and_taking_back():
    of, _ = _paid_office()
    paid = made.paid_months(of)[0]
    _close(of)

    with pytest.raises(MonthClosed):
        made.slip(of, TARIFF_IDR)
    with pytest.raises(MonthClosed):
        operations.unpay(paid_month_id=paid, reason="salah", by=of.treasurer, at=AT)


def test_books_are_whole_after_everything():
    of, _ = _paid_office(3)
    _take_one_back(of)

    books = balances([of.agency_id], DECEMBER)[of.agency_id]

    assert books.is_whole
    assert books.unallocated_idr == TARIFF_IDR
