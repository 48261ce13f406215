"""Whom a leader reaches at an office, and of which offices nobody is told."""

import pytest

from payung.kernel.people import Role, Viewer
from payung.reports.leaders.reach import Reach, reach_of
from payung.stages.registry.models import AgencyContact
from tests.factories import world as worlds
from tests.factories.world import World

pytestmark = pytest.mark.django_db
BOJA = "Kecamatan Boja"


@pytest.fixture
def boja(world: World) -> int:
    """An office that told its number, and has had an officer from the first day."""
    agency_id = world.agencies[BOJA]
    worlds.give(world, worlds.person(world, "boja", "Petugas Boja"), Role.OFFICER, agency_id)
    AgencyContact.objects.create(agency_id=agency_id, phone="+62294381234", hours="08.00 sampai 15")
    return agency_id


def _reached(world: World, viewer: Viewer) -> dict[int, Reach]:
    ids = [*world.agencies.values(), world.other_agency_id]
    return reach_of(viewer=viewer, agency_ids=ids, on=world.today)


def test_the_regency_reads_officers_number_and_hours_in_one_statement(
    world, boja, django_assert_num_queries
):
    leader = Viewer(Role.LEADER, 1, world.regency_id, None)

    with django_assert_num_queries(1):
        found = _reached(world, leader)

    assert found[boja] == Reach(
        officers=("Petugas Boja",), phone="+62294381234", hours="08.00 sampai 15"
    )
    assert sorted(found) == sorted(world.agencies.values()), "and no office of another regency"


def test_an_office_that_told_nothing_is_there_with_nothing(world, boja):
    silent = world.agencies["Dinas Kesehatan"]

    found = _reached(world, Viewer(Role.LEADER, 1, world.regency_id, None))[silent]

    assert (found.phone, found.hours) == ("", "")


def test_an_officer_reads_of_the_own_office_only(world, boja):
    assert list(_reached(world, Viewer(Role.OFFICER, 1, world.regency_id, boja))) == [boja]


def test_asking_for_nobody_asks_nothing(world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reach_of(viewer=Viewer.system(), agency_ids=[], on=world.today) == {}
