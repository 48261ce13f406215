"""The small world as a fixture: built once per process, in a database of its own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from payung.config.embedded import Server
from tests.conftest import AT, copy_database
from tests.factories import world as worlds
from tests.factories.claim_pages import DECIDED, OPEN, THERE, claim_of
from tests.factories.world import World
from tests.web.closed_door import closed
from tests.web.signing_in import everybody_comes_in

_built: dict[str, World] = {}
"""The worlds of this process, each in a database of its own; a test's changes are rolled back."""


@contextmanager
def _living_in(
    name: str,
    server: Server,
    template: str,
    blocker: Any,
    build: Callable[..., World],
    at: datetime,
) -> Iterator[World]:
    """Connect to the world's database, made when it is first needed, and back afterwards."""
    usual = connection.settings_dict["NAME"]
    database = f"{os.environ['PAYUNG_DATABASE']}_{name}"
    connection.close()
    if name not in _built:
        copy_database(server, template, database)
    connection.settings_dict["NAME"] = database
    try:
        if name not in _built:
            with blocker.unblock():
                _built[name] = build(by=worlds.SYSTEM, at=at)
        yield _built[name]
    finally:
        with blocker.unblock():
            connection.close()
        connection.settings_dict["NAME"] = usual


@pytest.fixture(scope="module")
def whole_world(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: Any
) -> Iterator[World]:
    with _living_in("whole", postgres, template, django_db_blocker, worlds.build, AT) as made:
        yield made


@pytest.fixture(scope="module")
def world_today(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: Any
) -> Iterator[World]:
    """The same, around the day on which the tests run: the web has a clock."""
    build = partial(worlds.build, months=4)
    with _living_in("today", postgres, template, django_db_blocker, build, timezone.now()) as made:
        _open_the_door(made, django_db_blocker)
        yield made


@contextmanager
def claimed_world(server: Server, template: str, blocker: Any) -> Iterator[World]:
    """The world of today with its claims in it: making them anew takes longer than most tests."""
    with _living_in("claimed", server, template, blocker, _with_claims, timezone.now()) as made:
        _open_the_door(made, blocker)
        yield made


def _with_claims(**said: Any) -> World:
    made = worlds.build(months=4, **said)
    with transaction.atomic():
        _as_the_world(made)
        for name in (OPEN, DECIDED, THERE):
            claim_of(made, name)
    return made


def _open_the_door(made: World, blocker: Any) -> None:
    with blocker.unblock(), override_settings(STORAGES=plain(settings.STORAGES)):
        everybody_comes_in(made.people)


def _as_the_world(made: World) -> None:
    """Let a test add rows of its own to the world, as its builder did, within its transaction."""
    said = {"actor_id": "", "agency_id": "", "reason": "", "request_id": "world"}
    said |= {"role": str(worlds.SYSTEM.role), "at": made.at.isoformat()}
    with connection.cursor() as cursor:
        for name, value in said.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"payung.{name}", value])


@pytest.fixture
def world(whole_world: World, db: None) -> World:
    _as_the_world(whole_world)
    return whole_world


@pytest.fixture
def web_world(world_today: World, db: None) -> World:
    _as_the_world(world_today)
    return world_today


def plain(storages: dict[str, Any]) -> dict[str, Any]:
    """Stylesheets under their own names: the hashed ones exist only where they were collected."""
    files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {**storages, "staticfiles": files}


@pytest.fixture(autouse=True)
def plain_addresses_of_files(settings: Any) -> None:
    settings.STORAGES = plain(settings.STORAGES)
    closed(settings)


@pytest.fixture
def empty_world(db: None) -> World:
    return worlds.build_empty(by=worlds.SYSTEM, at=timezone.now())
