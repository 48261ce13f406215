"""The branch's receipts (S85): one press, a form, and a list that is looked at first."""

from collections.abc import Mapping

from payung.foundation.ledger.models import Book
from payung.kernel.people import Role
from payung.process.receipt_lists import keep_receipt_list
from payung.stages.intake.models import ReceivedFile
from payung.stages.remittance.files import read_receipt_list, receipt_template
from payung.stages.remittance.models import Slip
from tests.factories import held_money as made
from tests.factories.world import World, actor
from tests.promises.addresses.page import Page, only


def _slip(world: World) -> Mapping[str, object]:
    found = Slip.objects.filter(number="JTG-0901").first()
    if found is None:
        agency_id, month = world.agencies[made.OFFICE], world.month.next.first_day
        if not Book.objects.filter(agency_id=agency_id, month=month).exists():
            made.cut(world)
        found = made.slip(world, 8_400, reason="sebagian")
    return {"slip_id": found.pk}


def _elsewhere(world: World) -> Mapping[str, object]:
    return {"slip_id": made.slip_elsewhere(world).pk}


def _file(world: World) -> Mapping[str, object]:
    known = ReceivedFile.objects.filter(kind="receipts").values_list("pk", flat=True).first()
    if known is not None:
        return {"file_id": known}
    row = f"\r\n;BRI;BRI-1;8400;{world.today:%d/%m/%Y}\r\n"
    content = receipt_template().rstrip() + row.encode()
    read = read_receipt_list(content=content, name="penerimaan.csv", today=world.today)
    by = actor(world, Role.BRANCH)
    return {
        "file_id": keep_receipt_list(read=read, regency_id=world.regency_id, by=by, at=world.at)
    }


TABLE: dict[str, Page] = {
    "/bpjs/penerimaan/": only(Role.BRANCH),
    "/bpjs/penerimaan/catat/": only(Role.BRANCH, posts=True),
    "/bpjs/penerimaan/<slip:slip_id>/": only(Role.BRANCH, own=_slip, other=_elsewhere, posts=True),
    "/bpjs/penerimaan/<slip:slip_id>/terima/": only(
        Role.BRANCH, own=_slip, other=_elsewhere, answer=405, posts=True
    ),
    "/bpjs/penerimaan/unggah/": only(Role.BRANCH, posts=True),
    "/bpjs/penerimaan/unggah/<file:file_id>/": only(Role.BRANCH, own=_file, posts=True),
    "/bpjs/penerimaan/templat/": only(Role.BRANCH),
}
