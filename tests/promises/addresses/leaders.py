"""What regents and regional secretaries read: the state, the offices, the targets."""

from collections.abc import Mapping

from payung.kernel.people import Role
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

DESK = (Role.LEADER, Role.SECRETARIAT)


def _office(world: World) -> Mapping[str, object]:
    return {"agency_id": world.agencies["Dinas Kesehatan"]}


def _elsewhere(world: World) -> Mapping[str, object]:
    """An office of another regency: a leader sees every office of their own."""
    return {"agency_id": world.other_agency_id}


TABLE: dict[str, Page] = {
    "/pimpinan/": only(*DESK, Role.KORPRI),
    "/pimpinan/bulan.csv": only(*DESK),
    "/pimpinan/siapa/": only(*DESK),
    "/pimpinan/kantor/": only(*DESK),
    "/pimpinan/kantor/kantor.csv": only(*DESK),
    "/pimpinan/kantor/<agency:agency_id>/": only(*DESK, own=_office, other=_elsewhere),
    "/pimpinan/target/": only(*DESK),
    "/pimpinan/target/<slug:figure>/<slug:of>/": only(
        Role.SECRETARIAT, own=lambda _world: {"figure": "n5", "of": "semua"}, posts=True
    ),
}
