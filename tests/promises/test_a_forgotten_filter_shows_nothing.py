"""Promise: row security stands behind every query, so that a filter nobody wrote leaks nothing."""

import pytest
from django.db import connection, transaction

from payung.foundation.audit import guards, scope
from payung.foundation.audit.walls import NoWall, Wall
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import CivilServant, Worker
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    web_world,
    world_today,
)

TABLES = list(guards.tables())
BEHIND = [table for table in TABLES if isinstance(table.wall, Wall)]
CONFINED = (Role.OFFICER, Role.TREASURER, Role.OFFICE_HEAD)
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"


@pytest.fixture
def looking(web_world: World):  # noqa: F811
    """Return a function that makes the connection somebody's; afterwards it is the system's."""

    def look(role: Role, office: str = OWN) -> None:
        agency = web_world.agencies[office]
        is_sponsor = role is Role.SPONSOR
        scope.show_to(
            Viewer(role, web_world.people[role], web_world.regency_id, agency),
            sponsor_id=web_world.sponsor_id if is_sponsor else None,
        )

    yield look
    scope.show_everything()


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.db_table)
def test_every_table_has_a_wall_or_says_why_not(table):
    wall = vars(table).get("wall")

    assert isinstance(wall, (Wall, NoWall)), "say it on the table itself"
    if isinstance(wall, NoWall):
        assert len(wall.because) > 8


def test_tables_of_people_have_a_wall():
    unwalled = {
        table._meta.db_table
        for table in TABLES
        if table.personal_data and isinstance(table.wall, NoWall)
    }

    assert {name for name in unwalled if not name.startswith("access_")} == {
        "outbox_stopwish",
        "registry_agencycontact",
    }


@pytest.mark.django_db
def test_where_nobody_said_who_looks_nothing_is_seen(looking):
    scope.show_nothing()

    assert {
        t._meta.db_table: count(t._meta.db_table) for t in BEHIND if count(t._meta.db_table)
    } == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", CONFINED)
def test_an_office_sees_its_own_people_and_no_other(looking, web_world, role):  # noqa: F811
    looking(role)
    own = web_world.agencies[OWN]

    assert set(Sponsorship.objects.values_list("agency_id", flat=True)) == {own}
    assert set(CivilServant.objects.values_list("agency_id", flat=True)) == {own}
    workers = set(Sponsorship.objects.values_list("worker_id", flat=True))
    assert set(Worker.objects.values_list("pk", flat=True)) == workers != set()


@pytest.mark.django_db
def test_two_offices_share_no_worker_and_no_paid_month(looking, web_world):  # noqa: F811
    looking(Role.OFFICER, OWN)
    own = set(Worker.objects.values_list("pk", flat=True))
    looking(Role.OFFICER, OTHER)

    assert not own & set(Worker.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_sponsor_sees_only_their_own(looking, web_world):  # noqa: F811
    looking(Role.SPONSOR)

    assert set(CivilServant.objects.values_list("pk", flat=True)) == {web_world.sponsor_id}
    assert set(Sponsorship.objects.values_list("sponsor_id", flat=True)) == {web_world.sponsor_id}
    for table in ("intake_receivedfile", "remittance_refundrequest", "audit_look"):
        assert count(table) == 0


@pytest.mark.django_db
def test_another_regency_is_another_world(looking, web_world):  # noqa: F811
    scope.show_to(Viewer(Role.SECRETARIAT, 1, web_world.other_regency_id, None), sponsor_id=None)

    for table in ("registry_civilservant", "registry_worker", "enrolment_sponsorship"):
        assert count(table) == 0
    for table in ("remittance_paidmonth", "ledger_transfer", "membership_spell"):
        assert count(table) == 0


@pytest.mark.django_db
def test_looking_beyond_ends_with_its_block(looking):
    scope.show_nothing()

    with scope.beyond("to find a worker whom another office may have"):
        assert count("registry_worker") > 0
    assert count("registry_worker") == 0


@pytest.mark.django_db
def test_looking_beyond_ends_also_when_the_block_fails(looking):
    scope.show_nothing()

    with (
        pytest.raises(KeyError),
        transaction.atomic(),
        scope.beyond("to find what is not there"),
    ):
        raise KeyError
    assert count("registry_worker") == 0


@pytest.mark.django_db
def test_an_office_cannot_write_into_another_either(looking, web_world):  # noqa: F811
    looking(Role.OFFICER)
    other = web_world.agencies[OTHER]

    assert CivilServant.objects.filter(agency_id=other).update(grade="IV/a") == 0
