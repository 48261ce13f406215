"""Meeting packs, monev meetings, what they asked of offices, and legal bases."""

from collections.abc import Mapping

from payung.kernel.people import Role
from tests.factories import meetings
from tests.factories.meetings import OTHER, OWN
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

DESK = (Role.LEADER, Role.SECRETARIAT)
READERS = (*DESK, Role.AUDITOR)
OFFICE = (Role.OFFICER, Role.OFFICE_HEAD)


def _meeting(world: World) -> Mapping[str, object]:
    return {"meeting_id": meetings.any_meeting(world)}


def _abroad(world: World) -> Mapping[str, object]:
    return {"meeting_id": meetings.meeting_abroad(world)}


def _decision(world: World) -> Mapping[str, object]:
    return {**_meeting(world), "decision_id": meetings.any_decision(world)}


def _decision_abroad(world: World) -> Mapping[str, object]:
    return {**_abroad(world), "decision_id": meetings.any_decision(world)}


def _item(world: World) -> Mapping[str, object]:
    return {"item_id": meetings.any_item(world, OWN)}


def _item_elsewhere(world: World) -> Mapping[str, object]:
    """Something that was asked of another office of the same regency."""
    return {"item_id": meetings.any_item(world, OTHER)}


def _item_abroad(world: World) -> Mapping[str, object]:
    return {"item_id": meetings.item_abroad(world)}


def _freeze(world: World) -> Mapping[str, object]:
    return {"freeze_id": meetings.any_freeze(world)}


def _freeze_abroad(world: World) -> Mapping[str, object]:
    return {"freeze_id": meetings.freeze_abroad(world)}


def _basis(world: World) -> Mapping[str, object]:
    return {"basis_id": meetings.any_basis(world)}


def _basis_abroad(world: World) -> Mapping[str, object]:
    return {"basis_id": meetings.basis_abroad(world)}


def _writes(**more: object) -> Page:
    return only(Role.SECRETARIAT, own=_meeting, other=_abroad, posts=True, **more)


MEETING = "/kelola/rapat/<meeting:meeting_id>/"
ITEM = "/kelola/rapat/tindak-lanjut/<action:item_id>/"
TABLE: dict[str, Page] = {
    "/pimpinan/bahan-rapat/": only(*DESK, posts=True),
    "/pimpinan/bahan-rapat/<freeze:freeze_id>/": only(*READERS, own=_freeze, other=_freeze_abroad),
    "/kelola/rapat/": only(*READERS),
    "/kelola/rapat/baru/": only(Role.SECRETARIAT, posts=True),
    MEETING: only(*READERS, own=_meeting, other=_abroad),
    f"{MEETING}notulen/": only(*READERS, own=_meeting, other=_abroad),
    f"{MEETING}ubah/": _writes(),
    f"{MEETING}batal/": _writes(),
    f"{MEETING}agenda/": _writes(),
    f"{MEETING}bekukan/": _writes(answer=405),
    f"{MEETING}keputusan/": _writes(),
    f"{MEETING}keputusan/<decision:decision_id>/": only(
        Role.SECRETARIAT, own=_decision, other=_decision_abroad, posts=True
    ),
    f"{MEETING}tindak-lanjut/": _writes(),
    **{
        f"{ITEM}{what}/": only(Role.SECRETARIAT, own=_item, other=_item_abroad, posts=True)
        for what in ("selesai", "bawa", "hentikan")
    },
    "/kantor/tindak-lanjut/": only(*OFFICE),
    "/kantor/tindak-lanjut/<action:item_id>/": only(
        Role.OFFICER, own=_item, other=_item_elsewhere, posts=True
    ),
    "/kelola/dasar-hukum/": only(Role.SECRETARIAT, Role.AUDITOR),
    "/kelola/dasar-hukum/tambah/": only(Role.SECRETARIAT, posts=True),
    **{
        f"/kelola/dasar-hukum/<basis:basis_id>/{what}/": only(
            Role.SECRETARIAT, own=_basis, other=_basis_abroad, posts=True
        )
        for what in ("ganti", "akhiri")
    },
}
