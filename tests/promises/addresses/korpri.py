"""S57 and its print, and the figures of others that the secretariat types."""

from collections.abc import Mapping

from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.stages.monitoring.operations import state_figure
from payung.stages.registry.models import Area
from tests.factories.world import World, actor
from tests.promises.addresses.page import Page, only


def _stated(world: World) -> Mapping[str, object]:
    """Write down one figure of another regency; nobody's but the secretariat's to replace."""
    Area.objects.get_or_create(
        code="33.74", defaults={"name": "Semarang", "folded": "semarang", "parent_code": "33"}
    )
    made = state_figure(
        code="N5",
        place="33.74",
        month=Month(2025, 11),
        on=Month(2025, 11).last_day,
        part=313,
        whole=8_031,
        source="Radio Semarang",
        address="",
        printed="",
        replaces_id=None,
        by=actor(world, Role.SECRETARIAT),
        at=world.at,
    )
    return {"stated_id": made}


TABLE: dict[str, Page] = {
    "/korpri/peringkat/": only(Role.KORPRI, Role.LEADER, Role.SECRETARIAT),
    "/korpri/peringkat/cetak/": only(Role.KORPRI, Role.SECRETARIAT, posts=True),
    "/kelola/angka-lain/": only(Role.SECRETARIAT, Role.AUDITOR),
    "/kelola/angka-lain/baru/": only(Role.SECRETARIAT, posts=True),
    "/kelola/angka-lain/<stated:stated_id>/ganti/": only(Role.SECRETARIAT, own=_stated, posts=True),
}
