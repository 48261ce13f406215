"""Deaths: lists and decisions of the secretariat, the officer's list, expected deaths."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.process.endings import worker_died
from payung.stages.enrolment.models import Sponsorship
from tests.factories import deaths
from tests.factories.world import SYSTEM, World
from tests.promises.addresses.page import Page, only


def _match(world: World) -> Mapping[str, object]:
    return {"match_id": deaths.waiting_match(world)}


def _list(world: World) -> Mapping[str, object]:
    return {"file_id": deaths.waiting_list(world)}


def _death(world: World, office: str) -> Mapping[str, object]:
    sponsorship_id = deaths.member_of(world, office, 2)
    worker_id = Sponsorship.objects.get(pk=sponsorship_id).worker_id
    worker_died(worker_id=worker_id, died_on=world.today, by=SYSTEM, at=world.at)
    return {"sponsorship_id": sponsorship_id}


def _own(world: World) -> Mapping[str, object]:
    return _death(world, "Dinas Kesehatan")


def _other(world: World) -> Mapping[str, object]:
    return _death(world, "Kecamatan Boja")


TABLE: dict[str, Page] = {
    "/kelola/kematian/": only(Role.SECRETARIAT, posts=True),
    "/kelola/kematian/periksa/": only(Role.SECRETARIAT),
    "/kelola/kematian/periksa/<death:match_id>/": only(Role.SECRETARIAT, own=_match, posts=True),
    "/kelola/kematian/selesai/": only(Role.SECRETARIAT),
    "/kelola/kematian/hak/": only(Role.SECRETARIAT),
    "/kelola/kematian/perkiraan/": only(Role.SECRETARIAT),
    "/kelola/kematian/<file:file_id>/": only(Role.SECRETARIAT, own=_list, posts=True),
    "/kantor/kematian/": only(Role.OFFICER),
    "/kantor/kematian/perkiraan/": only(Role.OFFICER),
    "/kantor/kematian/mulai/<sponsorship:sponsorship_id>/": only(
        Role.OFFICER, own=_own, other=_other, posts=True
    ),
}
