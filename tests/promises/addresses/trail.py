"""The auditor's trail and differences: only theirs, and of their own regency."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionLine, DeductionList
from payung.stages.remittance.models import Receipt, SlipLine
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

OFFICE = "Dinas Kesehatan"


def _line(world: World) -> Mapping[str, object]:
    lines = DeductionLine.objects.filter(list__agency_id=world.agencies[OFFICE])
    return {"line_id": lines.order_by("pk")[0].pk}


def _list(world: World) -> Mapping[str, object]:
    lists = DeductionList.objects.filter(agency_id=world.agencies[OFFICE])
    return {"list_id": lists.order_by("pk")[0].pk}


def _slip(world: World) -> Mapping[str, object]:
    lines = SlipLine.objects.filter(agency_id=world.agencies[OFFICE])
    return {"slip_id": lines.order_by("pk")[0].slip_id}


def _receipt(world: World) -> Mapping[str, object]:
    receipts = Receipt.objects.filter(regency_id=world.regency_id)
    return {"receipt_id": receipts.order_by("pk")[0].pk}


TABLE: dict[str, Page] = {
    "/audit/jejak/": only(Role.AUDITOR, posts=True),
    "/audit/jejak/<line:line_id>/": only(Role.AUDITOR, own=_line, posts=True),
    "/audit/jejak/kantor/<list:list_id>/": only(Role.AUDITOR, own=_list),
    "/audit/jejak/setoran/<slip:slip_id>/": only(Role.AUDITOR, own=_slip),
    "/audit/jejak/penerimaan/<receipt:receipt_id>/": only(Role.AUDITOR, own=_receipt),
    "/audit/selisih/": only(Role.AUDITOR),
    "/audit/selisih/unduh/": only(Role.AUDITOR, posts=True),
}
