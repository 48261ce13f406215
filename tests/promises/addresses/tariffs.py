"""The tariff desk: the rows of the law, and the day of a notice."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.reports.tariffs.changing import coming_changes
from tests.factories.world import World
from tests.promises.addresses.page import Page, only


def _change(world: World) -> Mapping[str, object]:
    return {"month": str(coming_changes(world.today)[0])}


TABLE: dict[str, Page] = {
    "/kelola/tarif/": only(Role.SECRETARIAT, Role.AUDITOR),
    "/kelola/tarif/<str:month>/": only(Role.SECRETARIAT, own=_change, posts=True),
}
