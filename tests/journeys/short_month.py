"""A month in which everything happened that money can do: short pay, refund, transit, held."""

from payung.foundation.access.operations import create_person
from payung.foundation.ledger.models import Book
from payung.kernel.people import Role, Viewer
from payung.reports.workers.deductions import Line, deductions_of
from payung.stages.deductions.models import DeductionLine
from payung.stages.reconciliation.models import ResultLine
from payung.stages.reconciliation.operations import give_reason
from payung.stages.registry.models import CivilServant
from tests.factories import held_money, payroll
from tests.factories.world import SYSTEM, World, actor

SHORT = 400
"""So much less than asked is cut from one; what was cut of it stays out of the books."""
CONFIRMED, UNDER_WAY = 5 * 8_400, 3 * 8_400


def make(world: World) -> None:
    """One is cut too little, one gets it back, one slip arrived, one did not, the rest is held."""
    list_id = payroll.locked(world)
    line = DeductionLine.objects.filter(list_id=list_id).order_by("sponsor_id")[0]
    nip = CivilServant.objects.get(pk=line.sponsor_id).nip
    payroll.answered(world, list_id, **{f"n{nip}": line.amount_idr - SHORT})
    short = ResultLine.objects.get(line_id=line.pk)
    by = actor(world, Role.TREASURER)
    give_reason(result_line_ids=[short.pk], code="net_pay", by=by, at=world.at)
    month, office = payroll.next_month(world), payroll.office_of(world)
    book_id = Book.objects.get(agency_id=office, month=month.first_day).pk
    held_money.approved(world, held_money.asked(world, int(book_id)))
    payroll.slip(world, CONFIRMED, "UJI-27A", reason="Baru sebagian")
    payroll.received(world, "UJI-27A", CONFIRMED)
    payroll.slip(world, UNDER_WAY, "UJI-27B", reason="Baru sebagian lagi")


def lines_of_everybody(world: World) -> list[Line]:
    """Return what each sponsor of the office reads on S25 about the month."""
    month, office = payroll.next_month(world), payroll.office_of(world)
    listed = DeductionLine.objects.filter(list__agency_id=office, month=month.first_day)
    found: list[Line] = []
    for sponsor_id in listed.values_list("sponsor_id", flat=True).distinct():
        viewer = Viewer(Role.SPONSOR, _person(world, sponsor_id), world.regency_id, office)
        own = [one for one in deductions_of(viewer=viewer) if one.month == month]
        found += [line for one in own for line in one.lines]
    return found


def _person(world: World, sponsor_id: int) -> int:
    if sponsor_id == world.sponsor_id:
        return world.people[Role.SPONSOR]
    own = CivilServant.objects.get(pk=sponsor_id)
    return create_person(
        sign_in=own.nip, name=own.name, civil_servant_id=sponsor_id, by=SYSTEM, at=world.at
    )
