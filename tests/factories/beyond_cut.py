"""A slip by the list that the branch confirmed, and of which payroll cut one person less."""

from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionLine
from payung.stages.remittance.models import SlipLine
from payung.stages.remittance.operations import record_receipt
from payung.stages.remittance.operations.beyond_cut import ask_beyond_cut
from tests.factories import held_money
from tests.factories.remittance import Office, listed, reported
from tests.factories.world import World, actor


def beyond_cut(world: World, *, office: str = held_money.OFFICE, month: Month | None = None) -> int:
    """Return the part of the slip that is beyond the cut, of the next month or a later one."""
    agency_id, month = world.agencies[office], month or world.month.next
    number = f"UJI-{agency_id}-{month}"
    here = Office(regency_id=world.regency_id, agency_id=agency_id)
    list_id = listed(here, month, at=world.at)
    lines = DeductionLine.objects.filter(list_id=list_id).order_by("sponsor_id", "worker_id")
    total_idr = sum(line.amount_idr for line in lines)
    slip = held_money.slip(world, total_idr, number=number, office=office, month=month)
    spared = {lines[0].worker_id: "leave"}
    reported(
        of=here, month=month, not_cut=spared, by=held_money.treasurer(world, office), at=world.at
    )
    record_receipt(
        number=f"T-{number}",
        bank="Bank Jateng",
        slip_number=number,
        amount_idr=total_idr,
        received_on=world.today,
        by=actor(world, Role.BRANCH),
        at=world.at,
    )
    return int(SlipLine.objects.get(slip=slip).pk)


def asked(world: World, slip_line_id: int) -> int:
    """Ask as the treasurer to take it; return the request's id."""
    by = actor(world, Role.TREASURER)
    return ask_beyond_cut(slip_line_id=slip_line_id, reason="Kas kantor", by=by, at=world.at)
