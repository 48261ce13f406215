from datetime import timedelta

import pytest

from payung.kernel.people import Role, Viewer
from payung.reports.offices import OfficeMonth, offices_in
from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.models import CivilServant, StaffChange
from tests.factories.world import World, noon


@pytest.fixture
def leader(world: World) -> Viewer:
    return Viewer(Role.LEADER, 1, world.regency_id, None)


def _office(world: World, leader: Viewer, name: str, month=None) -> OfficeMonth:
    offices = offices_in(viewer=leader, month=month or world.month)
    return next(office for office in offices if office.name == name)


def _change(world: World, person: CivilServant, kind: str, day, **places: int) -> None:
    StaffChange.objects.create(
        civil_servant=person,
        file=ReceivedFile.objects.all()[0],
        kind=kind,
        at=noon(day),
        **places,
    )


class TestOfficesIn:
    def test_takes_one_statement_for_any_number_of_offices(
        self, world, leader, django_assert_num_queries
    ):
        with django_assert_num_queries(1):
            assert len(offices_in(viewer=leader, month=world.month)) == 11

    def test_knows_how_far_each_office_got(self, world, leader):
        listed = _office(world, leader, "Dinas Pendidikan dan Kebudayaan")
        reported = _office(world, leader, "Kecamatan Weleri")
        remitted = _office(world, leader, "RSUD dr. H. Soewondo")
        received = _office(world, leader, "Kecamatan Boja")

        assert (listed.is_listed, listed.is_reported, listed.cut_idr) == (True, False, 0)
        assert (reported.is_reported, reported.held_idr) == (True, reported.cut_idr)
        assert (remitted.held_idr, remitted.transit_idr) == (0, remitted.cut_idr)
        assert (received.transit_idr, received.covered) == (0, received.joined)

    def test_an_office_without_a_worker_has_nothing_to_report(self, world, leader):
        assert not _office(world, leader, "Kecamatan Limbangan").is_assigned

    def test_a_reopened_month_counts_as_closed_only_by_its_next_close(self, world, leader):
        office = _office(world, leader, "Sekretariat Daerah", world.month - 2)

        assert office.closed_on == world.today - timedelta(days=8)

    @pytest.mark.parametrize(
        ("days", "on_time"), [(-1, True), (0, True), (1, False)], ids=["before", "last", "after"]
    )
    def test_is_on_time_up_to_ten_days_after_the_month(self, world, leader, days, on_time):
        office = _office(world, leader, "Kecamatan Boja", world.month.previous)
        last = office.month.last_day + timedelta(days=10)
        closed = {**vars(office), "closed_on": last + timedelta(days=days)}

        assert OfficeMonth(**closed).is_on_time is on_time


class TestStaffAtTheMonthsEnd:
    """N1 is the list as it stood, with every later change undone."""

    def test_leaves_out_who_came_later(self, world, leader):
        month = world.month.previous
        before = _office(world, leader, "Kecamatan Boja", month).asn
        person = CivilServant.objects.filter(agency_id=world.agencies["Kecamatan Boja"])[0]

        _change(world, person, "new", month.next.first_day, to_agency_id=person.agency_id)

        assert _office(world, leader, "Kecamatan Boja", month).asn == before - 1

    def test_counts_who_came_on_the_last_day(self, world, leader):
        month = world.month.previous
        before = _office(world, leader, "Kecamatan Boja", month).asn
        person = CivilServant.objects.filter(agency_id=world.agencies["Kecamatan Boja"])[0]

        _change(world, person, "new", month.last_day, to_agency_id=person.agency_id)

        assert _office(world, leader, "Kecamatan Boja", month).asn == before

    def test_counts_who_left_later_where_they_were(self, world, leader):
        month = world.month.previous
        before = _office(world, leader, "Kecamatan Boja", month).asn
        person = CivilServant.objects.filter(agency_id=world.agencies["Kecamatan Boja"])[0]
        person.gone_on = world.today
        person.save()

        _change(world, person, "gone", world.today, from_agency_id=person.agency_id)

        assert _office(world, leader, "Kecamatan Boja", month).asn == before
        assert _office(world, leader, "Kecamatan Boja").asn == before - 1

    def test_counts_who_moved_later_in_the_office_they_came_from(self, world, leader):
        month = world.month.previous
        boja, weleri = world.agencies["Kecamatan Boja"], world.agencies["Kecamatan Weleri"]
        before = _office(world, leader, "Kecamatan Boja", month).asn
        person = CivilServant.objects.filter(agency_id=boja)[0]
        person.agency_id = weleri
        person.save()

        _change(world, person, "moved", world.today, from_agency_id=boja, to_agency_id=weleri)

        assert _office(world, leader, "Kecamatan Boja", month).asn == before
        assert _office(world, leader, "Kecamatan Boja").asn == before - 1
