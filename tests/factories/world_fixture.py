"""The small world as a fixture: built once per file, inside a transaction that is never kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.conftest import AT
from tests.factories import world as worlds
from tests.factories.world import World


@contextmanager
def _kept_until_the_file_ends(blocker: Any, build: Any, at: datetime) -> Iterator[World]:
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield build(by=worlds.SYSTEM, at=at)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with _kept_until_the_file_ends(django_db_blocker, worlds.build, AT) as made:
        yield made


@pytest.fixture(scope="module")
def world_today(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The same, around the day on which the tests run: the web has a clock."""
    with _kept_until_the_file_ends(
        django_db_blocker, partial(worlds.build, months=4), timezone.now()
    ) as made:
        yield made


@pytest.fixture
def world(whole_world: World, db: None) -> World:
    return whole_world


@pytest.fixture
def web_world(world_today: World, db: None) -> World:
    return world_today


def plain(storages: dict[str, Any]) -> dict[str, Any]:
    """Stylesheets under their own names: the hashed ones exist only where they were collected."""
    files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {**storages, "staticfiles": files}


@pytest.fixture(autouse=True)
def plain_addresses_of_files(settings: Any) -> None:
    settings.STORAGES = plain(settings.STORAGES)


@pytest.fixture
def empty_world(db: None) -> World:
    return worlds.build_empty(by=worlds.SYSTEM, at=timezone.now())
