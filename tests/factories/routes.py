"""A regency whose secretariat has said how its payroll is run."""

from payung.kernel.people import Role
from payung.stages.deductions.operations.routes import keep_routes
from payung.stages.deductions.sums.routes import CELLS, Routes, Way
from tests.factories.world import World, actor


def routed(world: World, **changed: Way) -> None:
    """Keep the usual routes but for some cells, named as in `pppk_gaji`, from the running month."""
    ways = {cell: Routes().way(cell) for cell in CELLS}
    for name, way in changed.items():
        kind, source = name.split("_")
        ways[kind, source] = way
    keep_routes(
        regency_id=world.regency_id, ways=ways, from_month=world.month, reason="Surat 9",
        by=actor(world, Role.SECRETARIAT), at=world.at,
    )  # fmt: skip
