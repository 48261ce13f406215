"""A regency's year as D22 prints it, from a small world's twelve months."""

from dataclasses import replace
from datetime import timedelta

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.monitoring import queries
from payung.stages.monitoring.operations import take
from payung.stages.remittance.models import PaidMonth, Unpaid
from tests.factories.world import World, noon
from tests.stages.monitoring.changing import opened_again


@pytest.fixture
def leader(world: World) -> Viewer:
    return Viewer(Role.LEADER, 1, world.regency_id, None)


def test_a_year_adds_up_what_its_months_say(world, leader):
    asked = {"regency_id": world.regency_id, "year": world.today.year}

    year = queries.year_figures(**asked, viewer=leader)

    assert year is not None
    months = [queries.totals_of(viewer=leader, month=Month(year.year, n)) for n in range(1, 13)]
    assert list(year.months) == months
    assert (year.months[11], year.last, year.is_provisional) == (None, months[10], True)
    known = year.known
    assert year.cost.covered_months == sum(one.covered for one in known) > 0
    assert year.cost.received_idr == sum(one.money.received_idr for one in known)
    assert 8_400 < year.cost.per_month_idr < 16_800, "months of both tariffs"
    assert sum(one.reported for one in year.claims_by_month) == year.claims.reported
    assert sum(one.paid_idr for one in year.claims_by_month) == year.claims.paid_idr
    whole = queries.claims_of(viewer=leader, until=Month(year.year, 12), months=12)
    assert year.claims == whole
    stays = year.persistence
    assert stays.sponsors.whole == months[0].joined
    assert 0 < stays.sponsors.part <= stays.sponsors.whole
    assert stays.until < world.month.next
    assert any(one.kept_3 for one in stays.cohorts)


def test_a_year_as_it_was_known_stays_readable(world, leader):
    asked = {"regency_id": world.regency_id, "year": world.today.year, "viewer": leader}
    then = queries.year_figures(**asked, as_of=world.at)
    month = Month(world.today.year, 3)
    close = opened_again(world, month)
    paid = PaidMonth.objects.filter(month=month.first_day, agency_id=close.agency_id)[0]
    Unpaid.objects.create(paid_month=paid, reason="Uang pekerja lain", at=world.at)
    later = noon(world.today + timedelta(days=2))
    take(by=Actor.system("t"), at=later)

    now = queries.year_figures(**asked)

    assert now.cost.covered_months == then.cost.covered_months - 1
    assert queries.year_figures(**asked, as_of=world.at) == then
    assert queries.year_figures(**asked, as_of=world.today) == then


def test_others_see_nothing_of_a_year_and_an_empty_year_is_none(world, leader):
    asked = {"regency_id": world.regency_id, "year": world.today.year}
    office = world.agencies["Dinas Kesehatan"]

    for other in (
        replace(leader, regency_id=world.other_regency_id),
        Viewer(Role.SPONSOR, 1, world.regency_id, office),
        Viewer(Role.OFFICER, 1, world.regency_id, office),
    ):
        assert queries.year_figures(**asked, viewer=other) is None
    everywhere = Viewer(Role.LEADER, 1, None, None)
    assert queries.year_figures(**asked, viewer=everywhere) == queries.year_figures(
        **asked, viewer=leader
    )
    assert queries.year_figures(regency_id=world.regency_id, year=2020, viewer=leader) is None
