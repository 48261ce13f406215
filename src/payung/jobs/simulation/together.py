"""Offices whose month goes smoothly, answered and paid for in one go by the regency's treasury."""

from datetime import date

from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.registering import noon
from payung.kernel.people import Role
from payung.stages.deductions.queries import ListSummary
from payung.stages.reconciliation.operations import report_lists_as_listed
from payung.stages.remittance.operations import Part, record_receipt, record_slip, settle
from payung.stages.remittance.queries import month_states


def answer_together(people: Cast, lists: list[ListSummary], *, day: date) -> None:
    """Report many lists of one month as listed."""
    if not lists:
        return
    by = people.at(Role.SECRETARIAT)
    report_lists_as_listed(list_ids=[asked.list_id for asked in lists], by=by, at=noon(day))
    settle(
        agency_ids=[asked.agency_id for asked in lists], month=lists[0].month, by=by, at=noon(day)
    )


def pay_together(people: Cast, lists: list[ListSummary], *, day: date, received: date) -> None:
    """Pay what these offices hold by one slip with a part for each, confirmed by one receipt."""
    if not lists:
        return
    by, month = people.at(Role.SECRETARIAT), lists[0].month
    offices = [asked.agency_id for asked in lists]
    states = month_states(viewer=by.viewer, month=month, agency_ids=offices)
    parts = [
        Part(agency_id=agency_id, month=month, amount_idr=state.balances.held_idr)
        for agency_id, state in states.items()
        if state.balances.held_idr and not state.waiting_idr
    ]
    if not parts:
        return
    number = f"K{month.year % 100}{month.month:02}{people.regency.regency_id:03}{min(offices):06}"
    total_idr = sum(part.amount_idr for part in parts)
    record_slip(
        regency_id=people.regency.regency_id,
        bank="Bank Jateng",
        number=number,
        paid_on=day,
        parts=parts,
        by=by,
        at=noon(day),
    )
    record_receipt(
        number=f"T{number}",
        bank="Bank Jateng",
        slip_number=number,
        amount_idr=total_idr,
        received_on=received,
        by=people.at(Role.BRANCH),
        at=noon(received),
    )
