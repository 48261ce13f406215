from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    web_world,
    whole_world,
    world,
    world_today,
)
