from tests.factories.world_fixture import (
    web_world as web_world,
)
from tests.factories.world_fixture import (
    whole_world as whole_world,
)
from tests.factories.world_fixture import (
    world_today as world_today,
)
