"""A world with its claims, and somebody of each role, who came in once for all tests of a file."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from payung.config.embedded import Server
from payung.kernel.people import Role
from tests.factories.world import World
from tests.factories.world_fixture import claimed_world, plain
from tests.promises.addresses.table import TABLE
from tests.web.signing_in import signed_in

ClientFor = Callable[[str], Client]


@pytest.fixture(scope="module")
def world_today(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: Any
) -> Iterator[World]:
    with claimed_world(postgres, template, django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def cookies(world_today: World, django_db_blocker: Any) -> dict[Role, Any]:
    """Everybody came in once; each test goes on with a copy of what their browser kept."""
    roles = {role for page in TABLE.values() for role in page.roles}
    with django_db_blocker.unblock(), override_settings(STORAGES=plain(settings.STORAGES)):
        return {role: signed_in(role).cookies for role in roles}


@pytest.fixture
def client_for(cookies: dict[Role, Any]) -> ClientFor:
    def client(address: str) -> Client:
        found = Client()
        role = next((role for role in Role if role in TABLE[address].roles), None)
        if role is not None:
            found.cookies = deepcopy(cookies[role])
        return found

    return client
