"""Figures are taken once per change, and are what the hour's own state says."""

from datetime import date, timedelta

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.process.offices import merge_offices
from payung.reports.offices import offices_in
from payung.stages.cover.queries import covered_in
from payung.stages.intake.models import ReceivedFile
from payung.stages.monitoring import queries
from payung.stages.monitoring.operations import Taken, rebuild, take
from payung.stages.registry.models import Agency, CivilServant, StaffChange
from payung.stages.registry.operations.departing import Left, record_departure
from payung.stages.registry.operations.lives import record_death
from payung.stages.remittance.models import PaidMonth, Unpaid
from tests.factories.world import World, actor, noon
from tests.stages.monitoring.changing import opened_again

SYSTEM = Actor.system("test")
EVERYBODY = Viewer.system()
BOJA, WELERI = "Kecamatan Boja", "Kecamatan Weleri"


@pytest.fixture
def leader(world: World) -> Viewer:
    return Viewer(Role.LEADER, 1, world.regency_id, None)


def later(world: World, days: int = 1) -> Taken:
    return take(by=SYSTEM, at=noon(world.today + timedelta(days=days)))


def assert_as_measured() -> None:
    """Whatever was taken bit by bit is what measuring everything again finds."""
    assert queries.differing(viewer=EVERYBODY) == []
    assert rebuild(by=SYSTEM, at=noon(date(2026, 11, 25))).rows == 0


def test_every_office_has_the_figures_of_the_hour(world, leader):
    for month in Month.span(world.month - 12, world.month.next):
        live = {o.agency_id: o for o in offices_in(viewer=leader, month=month)}
        taken = queries.offices_of(viewer=leader, month=month)
        protected = {c.agency_id: c.workers for c in covered_in(viewer=leader, month=month)}
        for office in taken:
            one, money = live[office.agency_id], office.money
            assert (office.asn, office.joined) == (one.asn, one.joined)
            assert office.covered == one.covered == protected[office.agency_id], "N4 is cover's"
            assert (money.billed_idr, money.held_idr) == (one.billed_idr, one.held_idr)
            assert (office.closed_on, office.is_assigned) == (one.closed_on, one.is_assigned)
            parts = money.remitted_idr + money.held_idr + money.returned_idr + money.suspense_idr
            assert money.cut_idr == one.cut_idr == parts
        totals = queries.totals_of(viewer=leader, month=month)
        assert totals is not None
        assert totals.covered == sum(office.covered for office in taken)
        for dimension in ("occupation", "age", "sex", "district"):
            cells = queries.cells_of(viewer=leader, month=month, dimension=dimension)
            assert sum(cell.workers for cell in cells) == totals.covered, dimension


def test_nothing_new_means_nothing_to_do(world):
    assert not queries.is_behind(viewer=EVERYBODY, current=world.month)
    assert take(by=SYSTEM, at=world.at).rows == 0
    assert_as_measured()


def test_a_month_taken_back_makes_a_new_version_and_the_day_before_stays_as_it_was(world, leader):
    month = world.month - 3
    boja = world.agencies[BOJA]
    before = queries.office_of(viewer=leader, agency_id=boja, month=month)
    opened_again(world, month)
    paid = PaidMonth.objects.filter(agency_id=boja, month=month.first_day)[0]
    Unpaid.objects.create(paid_month=paid, reason="Uang pekerja lain", at=world.at)
    assert queries.is_behind(viewer=EVERYBODY, current=world.month)

    taken = later(world)

    after = queries.office_of(viewer=leader, agency_id=boja, month=month)
    assert before is not None
    assert after is not None
    assert (after.covered, after.version) == (before.covered - 1, before.version + 1)
    assert taken.pairs < 30, "only what the worker's months touch"
    then = queries.office_of(viewer=leader, agency_id=boja, month=month, as_of=world.today)
    assert then == before
    [correction] = queries.corrections(viewer=leader, month=month)
    assert [(one.code, one.before - one.after) for one in correction.changed] == [("covered", 1)]
    assert_as_measured()


def test_a_month_opened_again_is_provisional_and_one_nobody_opened_is_not(world, leader):
    month = world.month - 4
    assert not queries.totals_of(viewer=leader, month=month).is_provisional
    close = opened_again(world, month)

    later(world)

    totals = queries.totals_of(viewer=leader, month=month)
    office = queries.office_of(viewer=leader, agency_id=close.agency_id, month=month)
    assert (totals.is_provisional, totals.reopened, totals.closed_on) == (True, 1, None)
    assert office.is_reopened
    assert office.status_on(world.today) == "late"
    assert queries.latest_closed(viewer=leader, on=world.today) == world.month - 2
    assert_as_measured()


def test_a_death_ends_cover_in_the_months_after_it(world, leader):
    worker = PaidMonth.objects.filter(month=world.month.first_day)[0].worker
    before = queries.totals_of(viewer=leader, month=world.month).covered
    died_on = world.month.previous.last_day

    record_death(worker_id=worker.pk, died_on=died_on, by=SYSTEM, at=world.at)
    later(world)

    assert queries.totals_of(viewer=leader, month=world.month).covered == before - 1
    assert_as_measured()


def test_an_office_merged_in_mid_year_keeps_its_past_and_adds_to_the_other(world, leader):
    secretariat = actor(world, Role.SECRETARIAT)
    old, into = world.agencies[BOJA], world.agencies[WELERI]
    was = queries.totals_of(viewer=leader, month=world.month)
    past = queries.office_of(viewer=leader, agency_id=old, month=world.month - 2)

    merge_offices(
        agency_id=old, into_id=into, closed_on=world.today, reason="SOTK", by=secretariat,
        at=world.at,
    )  # fmt: skip
    later(world)

    now = queries.totals_of(viewer=leader, month=world.month)
    assert (now.asn, now.covered) == (was.asn, was.covered)
    assert now.money == was.money
    after = queries.office_of(viewer=leader, agency_id=old, month=world.month - 2)
    assert (after.asn, after.covered, after.merged_on) == (past.asn, past.covered, world.today)
    assert_as_measured()
    take(by=SYSTEM, at=noon(world.month.next.first_day + timedelta(days=4)))
    names = [o.name for o in queries.offices_of(viewer=leader, month=world.month.next)]
    assert WELERI in names
    assert BOJA not in names, "nobody works there, and nothing is due"


def test_who_left_counts_until_the_month_of_leaving(world, leader):
    officer = actor(world, Role.OFFICER)
    office = world.agencies["Dinas Kesehatan"]
    person = CivilServant.objects.filter(agency_id=office, gone_on=None).first()
    assert person is not None
    left_on = world.month.previous.first_day

    record_departure(
        civil_servant_id=person.pk, left_on=left_on, why=Left.RETIRED, reason="", by=officer,
        at=world.at,
    )  # fmt: skip
    before = queries.office_series(
        viewer=leader, agency_id=office, until=world.month, months=3, as_of=world.today
    )
    later(world)
    after = queries.office_series(viewer=leader, agency_id=office, until=world.month, months=3)

    assert [a.asn - b.asn for a, b in zip(after, before, strict=True)] == [0, -1, -1]
    assert_as_measured()


def test_who_left_and_came_back_with_a_list_was_there_before(world, leader):
    """Else every earlier month would lose them, closed or not."""
    office, officer = world.agencies["Dinas Kesehatan"], actor(world, Role.OFFICER)
    person = CivilServant.objects.filter(agency_id=office, gone_on=None).first()
    asked = {"viewer": leader, "agency_id": office, "until": world.month, "months": 4}
    before = queries.office_series(**asked)
    record_departure(
        civil_servant_id=person.pk, left_on=(world.month - 2).first_day, why=Left.RETIRED,
        reason="", by=officer, at=noon((world.month - 1).first_day),
    )  # fmt: skip
    later(world)
    CivilServant.objects.filter(pk=person.pk).update(gone_on=None)
    StaffChange.objects.create(
        civil_servant=person, file=ReceivedFile.objects.all()[0], kind="back",
        from_agency_id=office, to_agency_id=office, at=world.at,
    )  # fmt: skip

    later(world, 2)

    after = queries.office_series(**asked)
    assert [a.asn - b.asn for a, b in zip(after, before, strict=True)] == [0, -1, -1, 0]
    assert_as_measured()


def test_a_new_month_begins_with_everybodys_staff(world, leader):
    following = world.month.next

    take(by=SYSTEM, at=noon(following.first_day))

    totals = queries.totals_of(viewer=leader, month=following)
    assert totals.asn == queries.totals_of(viewer=leader, month=world.month).asn
    assert (totals.covered, totals.is_provisional) == (0, True)
    assert queries.headline_month(viewer=leader, on=following.first_day) == world.month


def test_a_regency_without_anything_has_no_figures(world):
    elsewhere = Viewer(Role.LEADER, 1, world.other_regency_id, None)

    assert queries.totals_of(viewer=elsewhere, month=world.month) is None
    assert queries.headline_month(viewer=elsewhere, on=world.today) is None
    assert queries.series(viewer=elsewhere, until=world.month)[0].covered is None
    assert queries.funnel_of(viewer=elsewhere, month=world.month) == ()
    assert queries.claims_of(viewer=elsewhere, until=world.month).reported == 0
    assert queries.waits_of(viewer=elsewhere, month=world.month) is None


def test_an_office_sees_itself_and_a_sponsor_nothing(world):
    boja, weleri = world.agencies[BOJA], world.agencies[WELERI]
    officer = Viewer(Role.OFFICER, 1, world.regency_id, boja)
    sponsor = Viewer(Role.SPONSOR, 1, world.regency_id, boja)

    assert [o.name for o in queries.offices_of(viewer=officer, month=world.month)] == [BOJA]
    assert queries.office_of(viewer=officer, agency_id=weleri, month=world.month) is None
    assert queries.cells_of(viewer=officer, month=world.month, dimension="sex") == []
    assert queries.offices_of(viewer=sponsor, month=world.month) == []
    other = Viewer(Role.LEADER, 1, world.other_regency_id, None)
    assert queries.office_of(viewer=other, agency_id=boja, month=world.month) is None


def test_a_province_is_the_sum_of_its_regencies_and_a_hole_of_another_is_none(world, leader):
    province = Viewer(Role.LEADER, 1, None, None)
    month = world.month - 2

    whole = queries.totals_of(viewer=province, month=month, province="33")

    assert whole == queries.totals_of(viewer=leader, month=month)
    assert queries.totals_of(viewer=province, month=month, province="34") is None
    rows = queries.regencies_of(viewer=leader, month=month, province="33")
    assert [(row.name, row.place_by_workers) for row in rows] == [
        ("Kabupaten Kendal", None if whole.is_provisional else 1),
        ("Kabupaten Klaten", None),
    ]
    assert rows[0].figure("N5").part == whole.covered
    assert Agency.objects.filter(regency_id=world.other_regency_id).exists()


def test_a_screen_takes_one_statement_for_any_number_of_offices(
    world, leader, django_assert_num_queries
):
    with django_assert_num_queries(1):
        queries.offices_of(viewer=leader, month=world.month)
    with django_assert_num_queries(1):
        queries.series(viewer=leader, until=world.month)
    with django_assert_num_queries(1):
        queries.totals_of(viewer=leader, month=world.month)
