"""The small world of the histories, built inside the test's own transaction."""

import pytest

from payung.kernel.people import Actor
from tests.histories.world import BEGAN, World, build


@pytest.fixture
def place(db: None) -> World:
    return build(by=Actor.system("world"), at=BEGAN)
