"""Areas are remembered per process; a test that rolled its areas back must not leave them."""

from collections.abc import Iterator

import pytest

from payung.stages.registry.queries import forget_areas


@pytest.fixture(autouse=True)
def _areas_anew() -> Iterator[None]:
    forget_areas()
    yield
    forget_areas()
