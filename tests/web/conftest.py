"""The small regency that these tests look at."""

from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    empty_world,
    plain_addresses_of_files,
    web_world,
    whole_world,
    world,
    world_today,
)
