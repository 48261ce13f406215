"""The same screens in a regency that has just joined: a file of its own, for a world of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from payung.config.embedded import Server
from tests.conftest import copied
from tests.factories import world as worlds
from tests.journeys.conftest import Built
from tests.journeys.pictures import SCREENS, Screen
from tests.journeys.pictures_claims import CLAIMS
from tests.journeys.pictures_figures import FIGURES
from tests.journeys.pictures_money import MONEY
from tests.journeys.test_pictures import OpenAs, Studio, addresses_of, shoot
from tests.journeys.test_pictures import pytestmark as pytestmark  # the same switch


@pytest.fixture(scope="module")
def built(
    postgres: Server,
    template: str,
    django_db_setup: None,
    django_db_blocker: object,
    collected: Path,
) -> Iterator[Built]:
    """The empty world's database; everybody walks through the door."""
    with (
        copied(postgres, template, "empty", django_db_blocker) as name,
        override_settings(STATIC_ROOT=collected),
    ):
        world = worlds.build_empty(by=worlds.SYSTEM, at=timezone.now())
        connection.close()
        usual = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = os.environ["PAYUNG_DATABASE"]
        yield Built(name, world, {}, timezone.now())
        connection.settings_dict["NAME"] = usual


@pytest.fixture
def addresses(site: str, built: Built) -> dict[Screen, str]:
    world = built.world
    screens = (*SCREENS, *MONEY, *CLAIMS, *FIGURES)
    found = addresses_of(world=world, full=False, screens=screens, by=worlds.SYSTEM, at=world.at)
    connection.close()
    return found


def test_a_regency_that_has_just_joined(addresses: dict[Screen, str], open_as: OpenAs) -> None:
    studio = Studio(open_as, "kosong")

    shoot(studio, addresses, errors_too=False)

    assert studio.too_wide == []
