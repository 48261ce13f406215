import pytest

from payung.foundation.ledger.kinds import Kind
from payung.foundation.ledger.posting import BookClosed, Cause, begin_entry, post
from payung.stages.reconciliation import operations, queries
from payung.stages.reconciliation.models import Reason, Result, ResultLine
from payung.stages.reconciliation.problems import (
    MoneyPassedOn,
    NotALatestDifference,
    NotYourList,
    ReasonUnknown,
)
from tests.factories.deductions import DECEMBER, gives, locked, office
from tests.factories.reconciliation import answer, books, closed, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return office()


@pytest.fixture
def kept(here, at):
    gives(here, at=at)
    gives(here, at=at)
    return locked(here, at=at)


def missing(here, kept, at):
    answer(kept, here, rows_of(kept, here)[1:], at=at)
    return ResultLine.objects.get(outcome="missing").pk


class TestReason:
    def test_a_missing_person_gets_a_reason(self, here, kept, at):
        line_id = missing(here, kept, at)

        operations.give_reason(result_line_ids=[line_id], code="leave", by=here.treasurer, at=at)

        assert Reason.objects.get().code == "leave"
        assert not queries.differences(
            viewer=here.viewer, list_id=kept.pk, only_without_reason=True
        )

    @pytest.mark.parametrize(("code", "words"), [("holiday", ""), ("other", ""), ("other", " ")])
    def test_only_a_reason_of_the_list_counts(self, here, kept, at, code, words):
        line_id = missing(here, kept, at)

        with pytest.raises(ReasonUnknown):
            operations.give_reason(
                result_line_ids=[line_id], code=code, words=words, by=here.treasurer, at=at
            )

    def test_what_went_as_asked_needs_none(self, here, kept, at):
        missing(here, kept, at)
        line_id = ResultLine.objects.get(outcome="cut").pk

        with pytest.raises(NotALatestDifference):
            operations.give_reason(
                result_line_ids=[line_id], code="leave", by=here.treasurer, at=at
            )

    def test_a_replaced_difference_needs_none(self, here, kept, at):
        line_id = missing(here, kept, at)
        answer(kept, here, rows_of(kept, here), at=at, seq=2)

        with pytest.raises(NotALatestDifference):
            operations.give_reason(
                result_line_ids=[line_id], code="leave", by=here.treasurer, at=at
            )

    def test_not_after_the_close(self, here, kept, at):
        line_id = missing(here, kept, at)
        closed(here, at=at)

        with pytest.raises(BookClosed):
            operations.give_reason(
                result_line_ids=[line_id], code="leave", by=here.treasurer, at=at
            )

    def test_not_by_another_office(self, here, kept, at):
        line_id = missing(here, kept, at)

        with pytest.raises(NotYourList):
            operations.give_reason(
                result_line_ids=[line_id], code="leave", by=office("Lain").treasurer, at=at
            )


class TestMoneyThatWentOn:
    def remit(self, here, at, amount_idr):
        entry = begin_entry(Cause(ref="uji:slip", cause="uji"), by=here.treasurer, at=at)
        post(
            entry,
            Kind.REMIT,
            agency_id=here.agency_id,
            month=DECEMBER,
            amount_idr=amount_idr,
            slip_id=1,
        )

    def test_a_correction_cannot_take_back_what_was_paid_on(self, here, kept, at):
        answer(kept, here, rows_of(kept, here), at=at)
        self.remit(here, at, 16_800)

        with pytest.raises(MoneyPassedOn):
            answer(kept, here, rows_of(kept, here)[1:], at=at, seq=2)

        assert (Result.objects.count(), books(here).cut_idr) == (1, 16_800)

    def test_what_is_still_held_can_be_taken_back(self, here, kept, at):
        answer(kept, here, rows_of(kept, here), at=at)
        self.remit(here, at, 8_400)

        done = answer(kept, here, rows_of(kept, here)[1:], at=at, seq=2)

        assert done.reversed_idr == 8_400

    def test_one_in_and_one_out_does_not_find_the_money_short(self, here, kept, at):
        answer(kept, here, rows_of(kept, here)[1:], at=at)
        self.remit(here, at, 8_400)

        done = answer(kept, here, rows_of(kept, here)[:1], at=at, seq=2)

        assert (done.posted_idr, done.reversed_idr, books(here).held_idr) == (8_400, 8_400, 0)

    def test_money_given_back_is_not_taken_back_again(self, here, kept, at):
        answer(kept, here, rows_of(kept, here), at=at)
        line = ResultLine.objects.order_by("line__sponsor_id").first().line
        entry = begin_entry(Cause(ref="uji:refund", cause="uji"), by=here.treasurer, at=at)
        post(
            entry,
            Kind.REFUND,
            agency_id=here.agency_id,
            month=DECEMBER,
            amount_idr=8_400,
            sponsor_id=line.sponsor_id,
            worker_id=line.worker_id,
        )

        with pytest.raises(MoneyPassedOn):
            answer(kept, here, rows_of(kept, here)[1:], at=at, seq=2)
