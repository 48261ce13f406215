"""Invented partner hospitals of a regency."""

from datetime import date

from payung.kernel.people import Role
from payung.stages.registry.operations.hospitals import add_hospital
from tests.factories import world as worlds
from tests.factories.world import World


def hospital(
    world: World,
    name: str = "RS Payung Sehat",
    *,
    since_on: date | None = None,
    phone: str = "+62294381901",
    is_always_open: bool = True,
) -> int:
    """Put a hospital on the list of the world's regency; return its id."""
    return add_hospital(
        name=name,
        address="Jalan Contoh 1, Kecamatan Kendal",
        phone=phone,
        is_always_open=is_always_open,
        since_on=since_on or world.today,
        by=worlds.actor(world, Role.SECRETARIAT),
        at=world.at,
    )
