"""A month that an office pays and the branch confirms, through the operations themselves."""

from datetime import timedelta

from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.process.payroll import take_as_listed
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import lists_of_month
from payung.stages.remittance.operations import Part, record_receipt, record_slip
from payung.stages.remittance.queries import to_remit
from tests.factories.world import World, actor

BANK, NUMBER = "Bank Jateng", "LATIHAN-1"
SLIP_DAY, RECEIPT_DAY = 3, 4


def listed_and_cut(world: World, agency_id: int, month: Month) -> None:
    """Lock the list, and let the treasurer report every cut as listed."""
    day = month.first_day
    by = actor(world, Role.SECRETARIAT)
    lock(agency_ids=[agency_id], month=month, by=by, at=noon(day - timedelta(days=12)))
    (asked,) = [
        each
        for each in lists_of_month(viewer=by.viewer, month=month)
        if each.agency_id == agency_id
    ]
    treasurer = actor(world, Role.TREASURER)
    take_as_listed(
        list_id=asked.list_id, agency_id=agency_id, month=month, by=treasurer, at=noon(day)
    )


def remitted(world: World, agency_id: int, month: Month) -> int:
    """Pay on what is held, as the treasurer; return how much."""
    by, day = actor(world, Role.TREASURER), month.first_day.replace(day=SLIP_DAY)
    due = to_remit(viewer=by.viewer, agency_id=agency_id, month=month)
    assert due is not None
    part = Part(agency_id=agency_id, month=month, amount_idr=due.amount_idr)
    record_slip(
        regency_id=world.regency_id,
        bank=BANK,
        number=NUMBER,
        paid_on=day,
        parts=[part],
        by=by,
        at=noon(day),
    )
    return due.amount_idr


def confirmed(world: World, month: Month, amount_idr: int) -> None:
    """Let the branch confirm that the slip arrived."""
    by, day = actor(world, Role.BRANCH), month.first_day.replace(day=RECEIPT_DAY)
    record_receipt(
        number=f"T{NUMBER}",
        bank=BANK,
        slip_number=NUMBER,
        amount_idr=amount_idr,
        received_on=day,
        by=by,
        at=noon(day),
    )
