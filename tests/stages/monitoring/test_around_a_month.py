"""What a leader's page reads at once is what each question by itself tells."""

from datetime import timedelta

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.monitoring import queries
from payung.stages.monitoring.models import OfficeMonth
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(world: World) -> Viewer:
    return Viewer(Role.LEADER, 1, world.regency_id, None)


def test_what_stands_beside_a_month_is_what_each_question_tells(
    world, leader, django_assert_num_queries
):
    month = world.month.previous

    with django_assert_num_queries(1):
        beside = queries.beside_of(viewer=leader, month=month, wait_months=3, claim_months=12)

    assert beside.kept
    assert beside.waits == queries.waits_of(viewer=leader, month=month, months=3)
    assert beside.waits != queries.waits_of(viewer=leader, month=month, months=12)
    assert beside.claims == queries.claims_of(viewer=leader, until=month, months=12)
    places = queries.cells_of(viewer=leader, month=month, dimension="district")
    assert beside.districts == tuple(places) != ()


@pytest.mark.parametrize("days", [0, 40, 150])
def test_the_line_ends_with_the_month_to_speak_of_and_what_runs_since(world, leader, days):
    """So many days later, with nothing taken since: the month lies further and further back."""
    on = world.today + timedelta(days=days)
    month = queries.headline_month(viewer=leader, on=on)

    line = queries.headline_series(viewer=leader, on=on, months=6)

    assert month is not None
    assert [one for one, _ in line] == list(Month.span(month - 5, Month.of(on).next))
    told = queries.totals_series(viewer=leader, until=Month.of(on), months=len(line))
    assert [totals for _, totals in line] == told


def test_a_recent_month_to_speak_of_takes_one_statement(world, leader, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.headline_series(viewer=leader, on=world.today, months=12)


def test_before_anything_was_confirmed_there_is_no_line(world, leader):
    on = OfficeMonth.objects.order_by("month").first().month - timedelta(days=400)

    assert queries.headline_series(viewer=leader, on=on, months=12) == []
