"""The branch's part of sending: batches, their files, replies and reasons (S81 to S84, S87)."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.enrolment.models import Batch
from tests.factories.batches import batch_elsewhere, kept_reply_of
from tests.factories.world import World
from tests.promises.addresses.page import Page, only


def _own(world: World) -> Mapping[str, object]:
    office = world.agencies["Dinas Kesehatan"]
    return {"batch_id": Batch.objects.filter(agency_id=office).order_by("-pk")[0].pk}


def _other(world: World) -> Mapping[str, object]:
    return {"batch_id": batch_elsewhere(world)}


def _own_reply(world: World) -> Mapping[str, object]:
    return {"file_id": kept_reply_of(world)}


def _code(world: World) -> Mapping[str, object]:
    del world
    return {"code": "nik_unknown"}


TABLE: dict[str, Page] = {
    "/bpjs/batch/": only(Role.BRANCH),
    "/bpjs/batch/unduh/": only(Role.BRANCH, answer=302, posts=True),
    "/bpjs/batch/<batch:batch_id>/": only(Role.BRANCH, own=_own, other=_other),
    "/bpjs/batch/<batch:batch_id>/berkas/": only(Role.BRANCH, own=_own, other=_other, posts=True),
    "/bpjs/batch/<batch:batch_id>/jawab/": only(Role.BRANCH, own=_own, other=_other, posts=True),
    "/bpjs/balasan/": only(Role.BRANCH, posts=True),
    "/bpjs/balasan/<file:file_id>/": only(Role.BRANCH, own=_own_reply, posts=True),
    "/bpjs/alasan/": only(Role.BRANCH),
    "/bpjs/alasan/<slug:code>/": only(Role.BRANCH, own=_code, posts=True),
}
