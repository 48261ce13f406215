"""The register's quality, files that left, and the desk's papers: arrears and hand-overs."""

from collections.abc import Mapping

from payung.kernel.people import Role
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

BOTH = (Role.AUDITOR, Role.SECRETARIAT)


def _kind(world: World) -> Mapping[str, object]:
    del world
    return {"kind": "telepon"}


def _person(world: World) -> Mapping[str, object]:
    return {"person_id": world.people[Role.TREASURER]}


TABLE: dict[str, Page] = {
    "/kelola/kualitas/": only(*BOTH),
    "/kelola/kualitas/<slug:kind>/": only(*BOTH, own=_kind),
    "/kelola/ekspor/": only(*BOTH),
    "/kantor/tunggakan/": only(Role.OFFICER, Role.OFFICE_HEAD, posts=True),
    "/serah-terima/": only(Role.OFFICER, Role.TREASURER, posts=True),
    "/kelola/pengguna/<person:person_id>/serah-terima/": only(
        Role.SECRETARIAT, own=_person, posts=True
    ),
}
