"""Sending to the branch (S36, S37)."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.enrolment.models import Batch
from tests.factories.batches import sent_batch_of
from tests.factories.world import World
from tests.promises.addresses.page import Page, only


def own_batch(world: World) -> Mapping[str, object]:
    office = world.agencies["Dinas Kesehatan"]
    return {"batch_id": Batch.objects.filter(agency_id=office).order_by("pk")[0].pk}


def other_batch(world: World) -> Mapping[str, object]:
    return {"batch_id": sent_batch_of(world, "Kecamatan Boja", 1)}


TABLE: dict[str, Page] = {
    "/kantor/kirim/": only(Role.OFFICER, posts=True),
    "/kantor/batch/<batch:batch_id>/": only(Role.OFFICER, own=own_batch, other=other_batch),
    "/kantor/batch/<batch:batch_id>/surat/": only(
        Role.OFFICER, own=own_batch, other=other_batch, posts=True
    ),
}
