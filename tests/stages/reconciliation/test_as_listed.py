import pytest

from payung.foundation.audit.models import Event
from payung.foundation.ledger.posting import BookClosed
from payung.kernel.month import Month
from payung.stages.reconciliation import operations
from payung.stages.reconciliation.models import Result, ResultLine
from payung.stages.reconciliation.problems import NotYourList, ResultExists
from tests.factories.deductions import gives, locked, office, over_paid
from tests.factories.reconciliation import answer, books, closed, rows_of

pytestmark = pytest.mark.django_db


def report(kept, here, at):
    return operations.report_as_listed(list_id=kept.pk, by=here.treasurer, at=at)


def test_everything_on_the_list_is_cut_and_posted(at):
    here = office()
    gives(here, at=at)
    gives(here, at=at)
    kept = locked(here, at=at)

    done = report(kept, here, at)

    assert (done.cut_count, done.cut_idr, done.already) == (2, 16_800, False)
    assert books(here).held_idr == 16_800
    assert set(ResultLine.objects.values_list("outcome", "reported_idr")) == {("cut", 8_400)}


def test_saying_it_twice_posts_once(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)
    first = report(kept, here, at)

    again = report(kept, here, at)

    assert (again.already, again.result_ids) == (True, first.result_ids)
    assert books(here).cut_idr == 8_400


def test_a_month_wholly_paid_from_credit_posts_nothing(at):
    here = office()
    given = gives(here, at=at)
    over_paid(here, given, month=Month(2026, 11), amount_idr=8_400, at=at)
    kept = locked(here, at=at)

    report(kept, here, at)

    assert books(here).cut_idr == 0
    assert ResultLine.objects.get().outcome == "cut"


def test_the_audit_event_carries_count_total_and_digest(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)

    report(kept, here, at)

    event = Event.objects.get(action="reconciliation.as_listed")
    assert (event.row_count, event.total_idr, event.digest) == (1, 8_400, kept.digest)


def test_many_lists_are_answered_as_one_set(at):
    offices = [office(f"Dinas {name}") for name in "ABC"]
    for here in offices:
        gives(here, at=at)
    lists = [locked(here, at=at).pk for here in offices]

    done = operations.report_lists_as_listed(list_ids=lists, by=offices[0].secretariat, at=at)

    assert (len(done.result_ids), done.cut_idr) == (3, 25_200)
    assert [books(here).held_idr for here in offices] == [8_400] * 3


def test_it_is_refused_after_an_answer_row_by_row(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)
    answer(kept, here, rows_of(kept, here), at=at)

    with pytest.raises(ResultExists):
        report(kept, here, at)


def test_it_is_refused_once_the_month_is_closed(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)
    closed(here, at=at)

    with pytest.raises(BookClosed):
        report(kept, here, at)

    assert not Result.objects.exists()


def test_another_office_cannot_answer(at):
    here, other = office("Dinas A"), office("Dinas B")
    gives(here, at=at)
    kept = locked(here, at=at)

    with pytest.raises(NotYourList):
        report(kept, other, at)


def test_the_same_people_in_two_months_are_two_answers(at):
    offices = [office(f"Dinas {name}") for name in "ABC"]
    for here in offices:
        gives(here, at=at)
    by = offices[0].secretariat
    months = (Month(2026, 12), Month(2027, 1), Month(2027, 2))

    done = [
        operations.report_lists_as_listed(
            list_ids=[locked(here, at=at, month=month).pk for here in offices], by=by, at=at
        )
        for month in months
    ]

    assert len({number for one in done for number in one.result_ids}) == 9
    assert books(offices[0], months[2]).held_idr == 16_800
