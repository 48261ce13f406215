"""Money set right in the demo: an old tariff cut by mistake, a refund, a month opened again."""

from datetime import date

from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.papers import Filled, fill
from payung.jobs.simulation.payroll import AMOUNT, CUT, NIP, OUTCOME
from payung.jobs.simulation.registering import noon
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.payroll import take_result
from payung.stages.deductions.queries import ListSummary, list_of
from payung.stages.reconciliation.files import result_form
from payung.stages.reconciliation.operations import allow_over_cut, ask_over_cut
from payung.stages.reconciliation.queries import asked_lines, differences, over_cut
from payung.stages.remittance.operations import (
    ask_close,
    ask_refund,
    ask_reopen,
    close,
    refund,
    reopen,
)
from payung.stages.remittance.queries import month_state, open_requests

NORMAL_IDR = 16_800


def cut_at_the_old_tariff(people: Cast, office: str, month: Month, *, day: date) -> None:
    """
    Let payroll go on cutting Rp16.800 in the first month of the discount; two people let it stand.

    What is above the tariff becomes credit for the next month (PP 50/2025).
    """
    found = _list(people, office, month)
    if found is None:
        return
    asked, treasurer, head = found

    def old(row: Filled) -> list[Filled]:
        return [{**row, AMOUNT: str(int(row["Jumlah pekerja"]) * NORMAL_IDR), OUTCOME: CUT}]

    form = result_form(viewer=treasurer.viewer, list_id=asked.list_id)
    take_result(
        content=fill(form, header=NIP, change=old),
        name=f"hasil-{month}.xlsx",
        agency_id=asked.agency_id,
        month=month,
        by=treasurer,
        at=noon(day),
    )
    done: set[int] = set()
    for line in differences(viewer=treasurer.viewer, list_id=asked.list_id):
        over = over_cut(viewer=treasurer.viewer, result_line_id=line.result_line_id)
        if over is None or done & set(over.result_line_ids):
            continue
        done |= set(over.result_line_ids)
        approval_id = ask_over_cut(
            result_line_id=line.result_line_id,
            reason="Payroll memakai tarif lama",
            by=treasurer,
            at=noon(day),
        )
        allow_over_cut(approval_id=approval_id, seen_digest=over.digest, by=head, at=noon(day))


def refund_one(people: Cast, office: str, month: Month, *, day: date) -> None:
    """Give one person's cut back before it was paid on: the head of the office approves."""
    found = _list(people, office, month)
    if found is None:
        return
    asked, treasurer, head = found
    state = month_state(viewer=treasurer.viewer, agency_id=asked.agency_id, month=month)
    line = next(iter(asked_lines(viewer=treasurer.viewer, list_id=asked.list_id)), None)
    if state is None or not state.balances.held_idr or line is None:
        return
    approval_id = ask_refund(
        agency_id=asked.agency_id,
        month=month,
        sponsor_id=line.sponsor_id,
        worker_id=line.worker_id,
        amount_idr=line.amount_idr,
        reason="Terpotong dua kali oleh aplikasi gaji",
        by=treasurer,
        at=noon(day),
    )
    (request,) = [
        one for one in open_requests(viewer=head.viewer) if one.approval_id == approval_id
    ]
    refund(approval_id=approval_id, seen_digest=request.seen_digest, by=head, at=noon(day))


def reopen_and_close(people: Cast, office: str, month: Month, *, day: date) -> None:
    """Open a closed month again with a second person, and close it as its second version."""
    found = _list(people, office, month)
    if found is None:
        return
    asked, treasurer, head = found
    state = month_state(viewer=treasurer.viewer, agency_id=asked.agency_id, month=month)
    if state is None or state.state != "closed":
        return
    approval_id = ask_reopen(
        agency_id=asked.agency_id,
        month=month,
        reason="Berita acara perlu ditandatangani ulang",
        by=treasurer,
        at=noon(day),
    )
    reopen(approval_id=approval_id, seen_digest=state.digest, by=head, at=noon(day))
    again = month_state(viewer=treasurer.viewer, agency_id=asked.agency_id, month=month)
    approval_id = ask_close(agency_id=asked.agency_id, month=month, by=treasurer, at=noon(day))
    close(approval_id=approval_id, seen_digest=again.digest if again else "", by=head, at=noon(day))


def _list(people: Cast, office: str, month: Month) -> tuple[ListSummary, Actor, Actor] | None:
    place = next((one for one in people.offices if one.name == office), None)
    if place is None:
        return None
    treasurer = people.at(Role.TREASURER, place.agency_id)
    asked = list_of(viewer=treasurer.viewer, agency_id=place.agency_id, month=month)
    head = people.at(Role.OFFICE_HEAD, place.agency_id)
    return None if asked is None else (asked, treasurer, head)
