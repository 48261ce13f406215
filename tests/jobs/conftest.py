"""Databases with the areas of the country in them, for those who do not try how they come in."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from payung.config.embedded import Server
from payung.jobs.places import ready_areas
from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.people import Actor
from tests.conftest import copied


@pytest.fixture(scope="module")
def with_areas(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """Bring them in once, for as many copies as there are tests."""
    with copied(postgres, template, "areas", django_db_blocker) as name:
        ready_areas(by=Actor.system("areas"), at=noon(Month(2026, 1).first_day))
        usual = os.environ["PAYUNG_DATABASE"]
        connection.close()
        connection.settings_dict["NAME"] = usual
        yield name


@pytest.fixture
def own_with_areas(postgres: Server, with_areas: str, django_db_blocker: Any) -> Iterator[Server]:
    """A database of the test's own that knows the areas."""
    with copied(postgres, with_areas, "own", django_db_blocker):
        yield postgres
