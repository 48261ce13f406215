"""What is due in a month, and who may see it."""

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.membership import operations, queries
from payung.stages.membership.models import Spell
from tests.factories.enrolment import office
from tests.factories.membership import protected

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("month", "due"),
    [(Month(2026, 12), 0), (Month(2027, 1), 1), (Month(2027, 2), 1), (Month(2027, 3), 0)],
)
def test_due_from_the_first_month_to_the_last(at, month, due):
    home = office()
    number = protected(home, 1, at)
    operations.stop_payer(sponsorship_id=number, until_month=Month(2027, 3), by=home.officer, at=at)

    assert len(queries.open_due(viewer=home.officer.viewer, month=month)) == due
    assert queries.due_counts(viewer=Viewer.system(), month=month).get(home.agency_id, 0) == due


def test_another_office_owes_and_sees_nothing(at):
    home = office()
    protected(home, 1, at)
    worker_id = Spell.objects.get().worker_id

    for viewer, count in ((home.officer.viewer, 1), (home.other_officer.viewer, 0)):
        assert len(queries.open_due(viewer=viewer, month=Month(2027, 1))) == count
        assert len(queries.spells_of(viewer=viewer, worker_id=worker_id)) == count
        assert len(queries.payers_of(viewer=viewer, worker_id=worker_id)) == count


def test_the_month_of_an_end_is_due_when_a_day_of_it_was_covered(at):
    home = office()
    protected(home, 1, at)
    operations.end_spells(
        worker_ids=[Spell.objects.get().worker_id],
        ends_on=date(2027, 2, 2),
        reason="died",
        by=home.officer,
        at=at,
    )

    months = [Month(2027, 1), Month(2027, 2), Month(2027, 3)]
    due = [len(queries.open_due(viewer=home.officer.viewer, month=month)) for month in months]
    assert due == [1, 1, 0]
