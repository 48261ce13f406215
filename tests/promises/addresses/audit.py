"""The auditor's pages: the change log and who looked at whom; nothing here takes a change."""

from collections.abc import Mapping

from payung.kernel.people import Role
from tests.factories import desk
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

BOTH = (Role.AUDITOR, Role.SECRETARIAT)


def _person(world: World) -> Mapping[str, object]:
    return {"person_id": world.people[Role.OFFICER]}


def _worker(world: World) -> Mapping[str, object]:
    return {"worker_id": desk.worker_id(world)}


TABLE: dict[str, Page] = {
    "/audit/perubahan/": only(*BOTH),
    "/audit/perubahan/rantai/": only(*BOTH),
    "/audit/akses/": only(*BOTH),
    "/audit/akses/orang/<person:person_id>/": only(*BOTH, own=_person),
    "/audit/akses/pekerja/<worker:worker_id>/": only(*BOTH, own=_worker),
}
