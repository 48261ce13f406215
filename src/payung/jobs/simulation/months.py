"""One month of one regency: list, payroll, slip, receipt, close, as its people would do it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from payung.jobs.simulation.cast import Cast
from payung.jobs.simulation.payroll import Payroll
from payung.jobs.simulation.registering import noon
from payung.jobs.simulation.steps import Step, Steps
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.payroll import take_as_listed, take_result
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import ListSummary, lists_of_month
from payung.stages.reconciliation.files import result_form
from payung.stages.remittance.operations import (
    Part,
    ask_close,
    close,
    record_receipt,
    record_slip,
)
from payung.stages.remittance.queries import month_states, to_remit


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How one office's month goes. The default: everything as listed, paid, confirmed, closed."""

    not_cut: frozenset[str] = frozenset()
    """The NIPs whose pay was not cut this month."""
    answers_by_file: bool = False
    errs: bool = False
    """Its first answer has mistakes; a correction follows."""
    answers: bool = True
    slip_first: bool = False
    receipt_first: bool = False
    remits: bool = True
    confirmed: bool = True
    closes: bool = True

    @property
    def is_smooth(self) -> bool:
        """Everything as listed, paid on after it, and confirmed in time."""
        return self == Habits()


HabitsOf = Callable[[int], Habits]
Unconfirmed = tuple[ListSummary, int]
"""A list whose slip of so many rupiah the branch has not confirmed."""


def lock_month(cast: Cast, month: Month, *, day: date, steps: Steps) -> list[ListSummary]:
    """Freeze the lists of all offices as one set; return those of offices that have one."""
    by = cast.at(Role.SECRETARIAT)
    with steps.step(f"list {month}") as step:
        locked = lock(
            agency_ids=[office.agency_id for office in cast.offices],
            month=month,
            by=by,
            at=noon(day),
        )
        step.rows_in += locked.lines + sum(locked.left_out.values())
        step.accepted += locked.lines
        step.refused += Counter(locked.left_out)
        step.idr += locked.total_idr
    return lists_of_month(viewer=by.viewer, month=month)


def payroll_month(
    cast: Cast, lists: list[ListSummary], habits_of: HabitsOf, *, day: date, seed: str, steps: Steps
) -> None:
    """Let each office's payroll answer its list."""
    for asked in lists:
        habits = habits_of(asked.agency_id)
        if not habits.answers:
            continue
        by = cast.at(Role.TREASURER, asked.agency_id)
        if habits.slip_first and habits.remits and not habits.not_cut and asked.total_idr:
            _slip(cast, asked, asked.total_idr, day=day, steps=steps)
        with steps.step(f"payroll {asked.month}") as step:
            if habits.answers_by_file or habits.errs or habits.not_cut:
                _answer_by_file(asked, habits, step, by=by, day=day, seed=seed)
            else:
                _answer_as_listed(asked, step, by=by, day=day)


def _answer_as_listed(asked: ListSummary, step: Step, *, by: Actor, day: date) -> None:
    done = take_as_listed(
        list_id=asked.list_id, agency_id=asked.agency_id, month=asked.month, by=by, at=noon(day)
    )
    step.rows_in += asked.lines
    step.accepted += done.cut_count
    step.idr += done.cut_idr


def _answer_by_file(
    asked: ListSummary, habits: Habits, step: Step, *, by: Actor, day: date, seed: str
) -> None:
    """Fill in the form; a payroll that erred fills in the next one without a mistake."""
    payroll = Payroll(
        f"{seed}:{asked.agency_id}:{asked.month}", not_cut=habits.not_cut, errs=habits.errs
    )
    for attempt in (payroll.answer, payroll.correction)[: 1 + habits.errs]:
        form = result_form(viewer=by.viewer, list_id=asked.list_id)
        report = take_result(
            content=attempt(form),
            name=f"hasil-{asked.month}.xlsx",
            agency_id=asked.agency_id,
            month=asked.month,
            by=by,
            at=noon(day),
        )
        step.rows_in += report.rows
        step.accepted += report.accepted
        step.refused += Counter(report.refused)
        step.idr += report.counts.get("posted_idr", 0) - report.counts.get("reversed_idr", 0)


def remit_month(
    cast: Cast,
    lists: list[ListSummary],
    habits_of: HabitsOf,
    *,
    day: date,
    received: date,
    steps: Steps,
) -> list[Unconfirmed]:
    """Let the treasurers pay on what they hold; return what the branch did not confirm."""
    unconfirmed = []
    for asked in lists:
        habits = habits_of(asked.agency_id)
        by = cast.at(Role.TREASURER, asked.agency_id)
        due = to_remit(viewer=by.viewer, agency_id=asked.agency_id, month=asked.month)
        if not habits.remits or due is None:
            continue
        amount_idr = due.amount_idr or (asked.total_idr if habits.slip_first else 0)
        if not amount_idr:
            continue
        if habits.receipt_first and habits.confirmed:
            _receipt(cast, asked, amount_idr, day=received, steps=steps)
        if due.amount_idr:
            _slip(cast, asked, amount_idr, day=day, steps=steps)
        if not habits.confirmed:
            unconfirmed.append((asked, amount_idr))
        elif not habits.receipt_first:
            _receipt(cast, asked, amount_idr, day=received, steps=steps)
    return unconfirmed


def confirm_late(cast: Cast, unconfirmed: list[Unconfirmed], *, day: date, steps: Steps) -> None:
    """Let the branch confirm what it left lying."""
    for asked, amount_idr in unconfirmed:
        _receipt(cast, asked, amount_idr, day=day, steps=steps)


def close_month(
    cast: Cast, lists: list[ListSummary], habits_of: HabitsOf, *, day: date, steps: Steps
) -> None:
    """Let the treasurer ask and the head of the office approve, where nothing is open."""
    close_open(
        cast, [asked for asked in lists if habits_of(asked.agency_id).closes], day=day, steps=steps
    )


def close_open(cast: Cast, lists: list[ListSummary], *, day: date, steps: Steps) -> None:
    """Close these offices' month where it is open still; one that cannot close says why."""
    if not lists:
        return
    looks = cast.at(Role.SECRETARIAT).viewer
    states = month_states(viewer=looks, month=lists[0].month)
    for asked in lists:
        by, second = (
            cast.at(Role.TREASURER, asked.agency_id),
            cast.at(Role.OFFICE_HEAD, asked.agency_id),
        )
        state = states[asked.agency_id]
        if state.state == "closed":
            continue
        with steps.step(f"close {asked.month}") as step:
            step.rows_in += 1
            if not state.is_closable:
                step.refused += Counter(block.code for block in state.blocks)
                continue
            approval_id = ask_close(
                agency_id=asked.agency_id, month=asked.month, by=by, at=noon(day)
            )
            close(approval_id=approval_id, seen_digest=state.digest, by=second, at=noon(day))
            step.accepted += 1
            step.idr += state.balances.cut_idr


def _number(asked: ListSummary) -> str:
    return f"{asked.month.year % 100}{asked.month.month:02}{asked.agency_id:06}"


def _slip(cast: Cast, asked: ListSummary, amount_idr: int, *, day: date, steps: Steps) -> None:
    by = cast.at(Role.TREASURER, asked.agency_id)
    with steps.step(f"slip {asked.month}") as step:
        record_slip(
            regency_id=cast.regency.regency_id,
            bank="Bank Jateng",
            number=_number(asked),
            paid_on=day,
            parts=[Part(agency_id=asked.agency_id, month=asked.month, amount_idr=amount_idr)],
            by=by,
            at=noon(day),
        )
        step.rows_in += 1
        step.accepted += 1
        step.idr += amount_idr


def _receipt(cast: Cast, asked: ListSummary, amount_idr: int, *, day: date, steps: Steps) -> None:
    with steps.step(f"receipt {asked.month}") as step:
        record_receipt(
            number=f"T{_number(asked)}",
            bank="Bank Jateng",
            slip_number=_number(asked),
            amount_idr=amount_idr,
            received_on=day,
            by=cast.at(Role.BRANCH),
            at=noon(day),
        )
        step.rows_in += 1
        step.accepted += 1
        step.idr += amount_idr
