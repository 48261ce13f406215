"""Who will lose cover: the office's list, the secretariat's, offers, and consent again."""

from collections.abc import Mapping
from datetime import timedelta

from payung.kernel.people import Role
from payung.stages.membership.models import Payer
from payung.stages.registry.models import CivilServant
from tests.factories.world import World
from tests.promises.addresses.page import Page, Values, only


def _left(office: str) -> Values:
    """A worker of the office whose sponsor is gone from the staff list."""

    def values(world: World) -> Mapping[str, object]:
        payer = (
            Payer.objects.filter(
                sponsor__agency_id=world.agencies[office],
                sponsorship__state="accepted",
                until_month=None,
            )
            .exclude(sponsor_id=world.sponsor_id)
            .order_by("-pk")[0]
        )
        CivilServant.objects.filter(pk=payer.sponsor_id).update(
            gone_on=world.today - timedelta(days=1)
        )
        return {"sponsorship_id": payer.sponsorship_id}

    return values


TABLE: dict[str, Page] = {
    "/kantor/akan-berhenti/": only(Role.OFFICER, Role.OFFICE_HEAD),
    "/kelola/akan-berhenti/": only(Role.SECRETARIAT, Role.AUDITOR),
    "/saya/tawaran/": only(Role.SPONSOR),
    "/saya/tawaran/<sponsorship:sponsorship_id>/": only(
        Role.SPONSOR, own=_left("Dinas Kesehatan"), other=_left("Kecamatan Boja"), posts=True
    ),
    "/saya/persetujuan/": only(Role.SPONSOR, posts=True),
}
