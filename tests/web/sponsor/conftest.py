"""What the tests of sponsor have in common."""

import pytest
from django.test import Client

from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from tests.factories.world import World
from tests.web.signing_in import signed_in
from tests.web.sponsor.signing_up import villages


@pytest.fixture
def sponsor(web_world: World) -> Client:
    villages()
    return signed_in(Role.SPONSOR)


@pytest.fixture
def mine(web_world: World) -> dict[str, Sponsorship]:
    rows = Sponsorship.objects.filter(sponsor_id=web_world.sponsor_id).order_by("pk")
    return {row.worker.name: row for row in rows.select_related("worker")}


@pytest.fixture
def covered(mine: dict[str, Sponsorship]) -> Sponsorship:
    return mine["Siti Rahayu"]


@pytest.fixture
def returned(mine: dict[str, Sponsorship]) -> Sponsorship:
    return mine["Kasmudi"]


def newest() -> Sponsorship:
    return Sponsorship.objects.order_by("-pk")[0]
