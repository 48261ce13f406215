"""The yearly report: made by the secretariat, read by everybody."""

from collections.abc import Mapping

from payung.kernel.people import Actor, Role
from payung.process.papers.yearly_report import yearly_report
from tests.factories.world import World
from tests.promises.addresses.page import Page, everybody, only


def _last_year(world: World) -> Mapping[str, object]:
    """Make last year's report, of which the small world has some months."""
    year = world.today.year - 1
    by = Actor(None, "Uji", Role.SECRETARIAT, world.regency_id, None, "uji")
    yearly_report(year=year, as_of=world.at, by=by, at=world.at)
    return {"year": year}


TABLE: dict[str, Page] = {
    "/kelola/laporan-tahunan/": only(Role.SECRETARIAT, posts=True),
    "/angka/laporan-tahunan/": everybody(),
    "/angka/laporan-tahunan/<int:year>.pdf": everybody(own=_last_year),
}
