"""Statements are prepared on the server: who looks is asked whenever they run."""

import pytest
from django.db import connection

from payung.foundation.audit import scope
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.models import Sponsorship
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    web_world,
    world_today,
)

pytestmark = pytest.mark.slow
OFTEN = 8


@pytest.mark.django_db
def test_a_statement_prepared_for_one_viewer_shows_the_next_one_only_their_own(
    web_world: World,  # noqa: F811
) -> None:
    seen: dict[str, list[set[int]]] = {}

    for office in ("Dinas Kesehatan", "Kecamatan Boja"):
        agency_id = web_world.agencies[office]
        officer = Viewer(Role.OFFICER, 1, web_world.regency_id, agency_id)
        scope.show_to(officer, sponsor_id=None)
        seen[office] = [_offices() for _ in range(OFTEN)]
    scope.show_nothing()
    nothing = [_offices() for _ in range(OFTEN)]
    scope.show_everything()

    assert _is_prepared()
    assert seen == {
        office: [{web_world.agencies[office]}] * OFTEN
        for office in ("Dinas Kesehatan", "Kecamatan Boja")
    }
    assert nothing == [set()] * OFTEN


def _offices() -> set[int]:
    return set(Sponsorship.objects.values_list("agency_id", flat=True))


def _is_prepared() -> bool:
    """The test proves nothing unless the server really kept the statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%FROM "enrolment_sponsorship"%'],
        )
        return bool((cursor.fetchone() or (0,))[0])
