"""Payroll routes and CSV layouts: kept by the secretariat, taken by the treasurer."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionList
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

READERS = (Role.SECRETARIAT, Role.AUDITOR)


def _route(world: World) -> Mapping[str, object]:
    """Everybody of the small world is a PNS who is cut from salary."""
    return {"month": world.month, "route": "pns-gaji"}


def _built_in(world: World) -> Mapping[str, object]:
    del world
    return {"code": "umum"}


def _tried(world: World) -> Mapping[str, object]:
    agency_id = world.agencies["Dinas Kesehatan"]
    asked = DeductionList.objects.get(agency_id=agency_id, month=world.month.first_day)
    return {"code": "umum", "list_id": asked.pk}


def _office(world: World) -> Mapping[str, object]:
    return {"agency_id": world.agencies["Dinas Kesehatan"]}


TABLE: dict[str, Page] = {
    "/gaji/<month:month>/daftar/jalur/<slug:route>/": only(
        Role.TREASURER, Role.OFFICE_HEAD, own=_route
    ),
    "/kelola/jalur-gaji/": only(*READERS),
    "/kelola/jalur-gaji/ubah/": only(Role.SECRETARIAT, posts=True),
    "/kelola/susunan-csv/": only(*READERS),
    "/kelola/susunan-csv/baru/": only(Role.SECRETARIAT, posts=True),
    "/kelola/susunan-csv/<slug:code>/": only(Role.SECRETARIAT, own=_built_in, posts=True),
    "/kelola/susunan-csv/<slug:code>/coba/": only(Role.SECRETARIAT, own=_built_in),
    "/kelola/susunan-csv/<slug:code>/coba/<list:list_id>/": only(Role.SECRETARIAT, own=_tried),
    "/kelola/kantor/<agency:agency_id>/kode-gaji/": only(Role.SECRETARIAT, own=_office, posts=True),
}
