"""The treasurer's month (S41 to S47): always the viewer's own office, named by the month alone."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.remittance.models import SlipLine, SlipScan
from payung.stages.remittance.operations.scans import keep_scan
from tests.factories.payroll import PNG, over_cut_of
from tests.factories.world import World, actor
from tests.promises.addresses.page import Page, only

BOTH = (Role.TREASURER, Role.OFFICE_HEAD)


def _month(world: World) -> Mapping[str, object]:
    """The running month, which the office has cut and remitted."""
    return {"month": world.month}


def _slip(world: World) -> Mapping[str, object]:
    return {"month": world.month, "slip_id": _slip_of(world, "Dinas Kesehatan")}


def _other_slip(world: World) -> Mapping[str, object]:
    return {"month": world.month, "slip_id": _slip_of(world, "Kecamatan Boja")}


def _picture(world: World) -> Mapping[str, object]:
    return {"slip_id": _pictured(world, "Dinas Kesehatan", b"")}


def _other_picture(world: World) -> Mapping[str, object]:
    return {"slip_id": _pictured(world, "Kecamatan Boja", b"lain")}


def _over(world: World) -> Mapping[str, object]:
    """Of a month further ahead: what the other addresses need of the next one stays as it is."""
    month = world.month + 3
    return {"month": month, "sponsor_id": over_cut_of(world, month)}


def _slip_of(world: World, office: str) -> int:
    lines = SlipLine.objects.filter(agency_id=world.agencies[office], month=world.month.first_day)
    return lines.order_by("pk")[0].slip_id


def _pictured(world: World, office: str, more: bytes) -> int:
    slip_id = _slip_of(world, office)
    if not SlipScan.objects.filter(slip_id=slip_id).exists():
        by = actor(world, Role.SECRETARIAT)
        keep_scan(slip_id=slip_id, content=PNG + more, by=by, at=world.at)
    return slip_id


TABLE: dict[str, Page] = {
    "/gaji/<month:month>/": only(*BOTH, own=_month),
    "/gaji/<month:month>/daftar/": only(*BOTH, own=_month, posts=True),
    "/gaji/<month:month>/daftar/berkas/": only(*BOTH, own=_month),
    "/gaji/<month:month>/daftar/cetak/": only(*BOTH, own=_month, answer=405, posts=True),
    "/gaji/<month:month>/hasil/": only(*BOTH, own=_month, posts=True),
    "/gaji/<month:month>/beda/": only(*BOTH, own=_month, posts=True),
    "/gaji/<month:month>/beda/<civilservant:sponsor_id>/": only(*BOTH, own=_over, posts=True),
    "/gaji/<month:month>/setor/": only(*BOTH, own=_month, posts=True),
    "/gaji/<month:month>/setor/<slip:slip_id>/cetak/": only(
        *BOTH, own=_slip, other=_other_slip, answer=405, posts=True
    ),
    "/gaji/<month:month>/setor/<slip:slip_id>/tarik/": only(
        Role.TREASURER, own=_slip, other=_other_slip, posts=True
    ),
    "/gaji/<month:month>/cocok/": only(*BOTH, own=_month, posts=True),
    "/gaji/<month:month>/berita-acara/": only(*BOTH, own=_month),
    "/gaji/<month:month>/berita-acara/cetak/": only(*BOTH, own=_month, answer=405, posts=True),
    "/gaji/bukti/<slip:slip_id>/": only(
        *BOTH,
        Role.SECRETARIAT,
        Role.AUDITOR,
        own=_picture,
        other=_other_picture,
        sees_other=frozenset({Role.SECRETARIAT, Role.AUDITOR}),
    ),
}
