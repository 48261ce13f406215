"""A sheet's way from the office to the branch and back, through the real operations."""

from collections import Counter
from datetime import date, datetime, time

from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.steps import Steps
from payung.kernel.clock import WIB
from payung.kernel.people import Role
from payung.kernel.reporting import FileReport
from payung.process.registration import apply_reply_file
from payung.stages.enrolment.files import batch_file, import_registrations
from payung.stages.enrolment.operations import send_batch, verify
from payung.stages.enrolment.queries import ids_in_state
from payung.stages.enrolment.states import State


def noon(day: date) -> datetime:
    """Return noon in Jakarta: an hour at which a simulated person works."""
    return datetime.combine(day, time(12), tzinfo=WIB)


def take_sheet(
    cast: Cast, content: bytes, name: str, *, agency_id: int | None, day: date, steps: Steps
) -> FileReport:
    """Let the secretariat, or the office's own officer, take over a registration sheet."""
    by = cast.at(Role.SECRETARIAT) if agency_id is None else cast.at(Role.OFFICER, agency_id)
    with steps.step("registrations") as step:
        report = import_registrations(
            content=content,
            name=name,
            regency_id=cast.regency.regency_id,
            agency_id=agency_id,
            apply=True,
            by=by,
            at=noon(day),
        )
        step.rows_in += report.rows
        step.accepted += report.accepted
        step.refused += Counter(report.refused)
    return report


def verify_office(cast: Cast, agency_id: int, *, day: date, steps: Steps) -> int:
    """Let the officer verify everything that waits in the office; return how many."""
    by = cast.at(Role.OFFICER, agency_id)
    with steps.step("verified") as step:
        waiting = ids_in_state(viewer=by.viewer, agency_id=agency_id, state=State.REGISTERED)
        if waiting:
            verify(sponsorship_ids=waiting, stated_on=day, by=by, at=noon(day))
        step.rows_in += len(waiting)
        step.accepted += len(waiting)
    return len(waiting)


def to_branch_and_back(
    cast: Cast,
    agency_id: int,
    branch: Branch,
    *,
    sent: date,
    answered: date,
    errs: bool,
    steps: Steps,
) -> int:
    """Send the office's batch and apply the branch's answer; return how many got a number."""
    officer, clerk = cast.at(Role.OFFICER, agency_id), cast.at(Role.BRANCH)
    with steps.step("branch") as step:
        batch_id = send_batch(agency_id=agency_id, by=officer, at=noon(sent))
        if batch_id is None:
            return 0
        accepted = 0
        for write in (branch.mistyped, branch.answer) if errs else (branch.answer,):
            sheet = batch_file(viewer=clerk.viewer, batch_id=batch_id)
            answer = apply_reply_file(
                content=write(sheet),
                name=f"balasan-{batch_id}.xlsx",
                replied_on=answered,
                batch_id=batch_id,
                by=clerk,
                at=noon(answered),
            )
            accepted += len(answer.accepted_ids)
            step.rows_in += (
                len(answer.accepted_ids) + len(answer.returned_ids) + len(answer.refused)
            )
            step.refused += Counter(found.finding.code for found in answer.refused)
            step.refused["returned_by_branch"] += len(answer.returned_ids)
        step.accepted += accepted
        step.refused = +step.refused
    return accepted
