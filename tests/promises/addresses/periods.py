"""The calendar of the months, locking for an office, opening a closed month again."""

from collections.abc import Mapping

from payung.foundation.approvals.models import Approval
from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionList
from payung.stages.remittance.models import Close
from payung.stages.remittance.operations import ask_close
from tests.factories.world import World, actor
from tests.promises.addresses.page import Page, only

BOTH = (Role.SECRETARIAT, Role.AUDITOR)


def _month(world: World) -> Mapping[str, object]:
    return {"month": str(world.month)}


def _unlocked(world: World) -> Mapping[str, object]:
    """The next month of an office: nobody has locked its list."""
    agency_id = world.agencies["RSUD dr. H. Soewondo"]
    month = world.month.next
    assert not DeductionList.objects.filter(agency_id=agency_id, month=month.first_day).exists()
    return {"month": str(month), "agency_id": agency_id}


def _closed(world: World) -> Mapping[str, object]:
    agency_id = world.agencies["RSUD dr. H. Soewondo"]
    month = world.month.previous
    assert Close.objects.filter(agency_id=agency_id, month=month.first_day).exists()
    return {"month": str(month), "agency_id": agency_id}


def _to_close(world: World) -> Mapping[str, object]:
    """A month that its treasurer asked to close."""
    agency_id = world.agencies["Dinas Kesehatan"]
    by = actor(world, Role.TREASURER)
    ask_close(agency_id=agency_id, month=world.month, reason="Uji", by=by, at=world.at)
    return {"month": str(world.month), "agency_id": agency_id}


def _asked(world: World) -> Mapping[str, object]:
    del world
    asked = Approval.objects.filter(kind="month.reopen", state="asked").latest("pk")
    return {"approval_id": asked.pk}


TABLE: dict[str, Page] = {
    "/kelola/periode/": only(*BOTH),
    "/kelola/periode/hari-daftar/": only(Role.SECRETARIAT, posts=True),
    "/kelola/periode/<str:month>/": only(*BOTH, own=_month),
    "/kelola/periode/<str:month>/<agency:agency_id>/": only(*BOTH, own=_closed),
    "/kelola/periode/<str:month>/<agency:agency_id>/tutup/": only(
        Role.SECRETARIAT, own=_to_close, posts=True
    ),
    "/kelola/periode/<str:month>/<agency:agency_id>/kunci/": only(
        Role.SECRETARIAT, own=_unlocked, posts=True
    ),
    "/kelola/periode/<str:month>/<agency:agency_id>/buka/": only(
        Role.SECRETARIAT, own=_closed, posts=True
    ),
    "/kelola/periode/keputusan/<approval:approval_id>/": only(
        Role.SECRETARIAT, own=_asked, posts=True
    ),
}
