"""The treasurer of Dinas Kesehatan at the next month's list, and the head of the office."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from payung.kernel.people import Role
from tests.factories import payroll
from tests.factories.world import SYSTEM, World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    world_today,
)
from tests.web.signing_in import come_in, signed_in


@pytest.fixture
def treasurer(web_world: World) -> Client:  # noqa: F811  # the fixture of the same name
    return signed_in(Role.TREASURER)


@pytest.fixture
def head(web_world: World) -> Client:  # noqa: F811
    return signed_in(Role.OFFICE_HEAD)


@pytest.fixture
def colleague(web_world: World) -> Client:  # noqa: F811
    """Another treasurer of the same office."""
    return come_in(payroll.second_treasurer(world=web_world, by=SYSTEM, at=web_world.at))


@pytest.fixture
def page(web_world: World) -> Callable[[str], str]:  # noqa: F811
    """Return the address of a page of the month that is worked on."""
    return lambda name="": f"/gaji/{payroll.next_month(web_world)}/{name}"


def sent(client: Client, path: str, /, **values: Any) -> Any:
    """Send a form as a page of ours sends it, with a key of its own."""
    return client.post(path, {"form_key": str(uuid4()), **values})


def text(answer: Any) -> str:
    return answer.content.decode()


def hidden(shown: str, name: str, *, near: str = "") -> str:
    """Return a hidden value of a page, of the first form after `near`."""
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', shown[shown.index(near) :])
    assert found, name
    return found[1]
