from datetime import date
from decimal import Decimal

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.numbers import Share, headline_month, numbers_of, retention, series
from payung.stages.remittance.models import PaidMonth, Unpaid
from tests.factories.world import World, noon


@pytest.fixture
def leader(world: World) -> Viewer:
    return Viewer(Role.LEADER, 1, world.regency_id, None)


class TestShare:
    def test_shows_the_published_figure_of_kendal_with_two_decimals(self):
        assert Share(part=974, whole=10_345).percent == Decimal("9.42")

    def test_has_no_percentage_where_there_is_nothing_to_divide_by(self):
        assert Share(part=0, whole=0).percent is None

    def test_rounds_half_to_the_even_neighbour(self):
        assert Share(part=1, whole=800).percent == Decimal("0.12")
        assert Share(part=3, whole=800).percent == Decimal("0.38")


class TestHeadlineMonth:
    def test_is_the_month_before_while_an_office_has_the_running_one_open(self, world, leader):
        assert headline_month(viewer=leader, on=world.today) == world.month.previous

    def test_is_none_before_the_branch_confirmed_anything(self, world):
        elsewhere = Viewer(Role.LEADER, 1, world.other_regency_id, None)

        assert headline_month(viewer=elsewhere, on=world.today) is None

    def test_never_speaks_of_a_month_that_has_not_come(self, world, leader):
        assert headline_month(viewer=leader, on=date(2026, 3, 31)) == Month(2026, 3)


class TestNumbers:
    def test_counts_as_covered_only_what_the_branch_confirmed(self, world, leader):
        numbers = numbers_of(viewer=leader, month=world.month)

        confirmed = PaidMonth.objects.filter(month=world.month.first_day).count()
        assert numbers.covered == confirmed
        assert numbers.covered < numbers.joined

    def test_leaves_out_a_month_that_was_taken_back(self, world, leader):
        before = numbers_of(viewer=leader, month=world.month).covered
        paid = PaidMonth.objects.filter(month=world.month.first_day)[0]

        Unpaid.objects.create(paid_month=paid, reason="Uang pekerja lain", at=noon(world.today))

        assert numbers_of(viewer=leader, month=world.month).covered == before - 1

    def test_is_preliminary_while_an_office_that_had_to_report_is_open(self, world, leader):
        numbers = numbers_of(viewer=leader, month=world.month.previous)

        assert (numbers.closed, numbers.assigned, numbers.offices) == (8, 10, 11)
        assert not numbers.is_final
        assert numbers.closed_on is None

    def test_is_final_with_a_day_once_all_have_closed(self, world, leader):
        numbers = numbers_of(viewer=leader, month=world.month - 3)

        assert numbers.is_final
        assert numbers.closed_on is not None

    def test_never_counts_another_regency(self, world):
        elsewhere = Viewer(Role.LEADER, 1, world.other_regency_id, None)

        numbers = numbers_of(viewer=elsewhere, month=world.month)

        assert (numbers.asn, numbers.joined, numbers.covered) == (0, 0, 0)

    def test_an_officer_sees_the_numbers_of_one_office(self, world):
        agency = world.agencies["Kecamatan Boja"]
        officer = Viewer(Role.OFFICER, 1, world.regency_id, agency)

        assert numbers_of(viewer=officer, month=world.month).offices == 1

    def test_a_sponsor_sees_no_office(self, world):
        agency = world.agencies["Kecamatan Boja"]
        sponsor = Viewer(Role.SPONSOR, 1, world.regency_id, agency)

        assert numbers_of(viewer=sponsor, month=world.month).offices == 0


class TestSeries:
    def test_has_twelve_months_of_which_the_last_is_the_one_asked_for(self, world, leader):
        points = series(viewer=leader, until=world.month)

        assert [points[0].month, points[-1].month] == [world.month - 11, world.month]

    def test_agrees_with_the_numbers_of_each_month(self, world, leader):
        points = series(viewer=leader, until=world.month)

        for point in points[-3:]:
            numbers = numbers_of(viewer=leader, month=point.month)
            assert (point.covered, point.joined) == (numbers.covered, numbers.joined)

    def test_leaves_a_gap_where_nothing_was_there(self, world, leader):
        point = series(viewer=leader, until=world.month - 11)[0]

        assert (point.covered, point.joined) == (None, None)

    def test_takes_one_statement(self, world, leader, django_assert_num_queries):
        with django_assert_num_queries(1):
            series(viewer=leader, until=world.month)


def test_retention_never_keeps_more_than_began(world, leader):
    cohorts = retention(viewer=leader, month=world.month.previous)

    assert [cohort.months for cohort in cohorts] == [3, 6, 12]
    assert all(0 <= cohort.kept.part <= cohort.kept.whole for cohort in cohorts)
