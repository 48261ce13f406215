"""S41: the four tasks of a month, where each stands, and the way to the one that is next."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.months import MonthState, Progress, Step, months_of
from payung.stages.remittance.queries.closings import asked_of
from payung.web.guards import needs
from payung.web.payroll.desk import ROLES, Desk, desk_of
from payung.web.requests import Request

PAGES: Final = {
    Step.LIST: "payroll-list",
    Step.RESULT: "payroll-result",
    Step.REMIT: "payroll-remit",
    Step.CLOSE: "payroll-match",
}
LOOKED_BACK: Final = 12


@dataclass(frozen=True)
class Task:
    """One task; with no `url` it cannot be begun yet."""

    step: Step
    progress: Progress
    url: str


@require_safe
@needs(*ROLES)
def tasks(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    context = {
        "desk": desk,
        "month": month,
        "state": desk.state,
        "tasks": tasks_of(desk),
        "still_open": _still_open(viewer, desk),
        "asked": asked_of(viewer=viewer, agency_id=desk.agency_id, month=month),
    }
    return render(request, "payroll/tasks.html", context)


def tasks_of(desk: Desk) -> list[Task]:
    """Return the four tasks; before the lock there is one that can be begun."""
    state = desk.state
    if state is None:
        steps = [(step, Progress.NOW if step is Step.LIST else Progress.LATER) for step in Step]
    else:
        steps = list(state.steps)
    return [Task(step, progress, _address(step, progress, desk)) for step, progress in steps]


def _address(step: Step, progress: Progress, desk: Desk) -> str:
    if progress is Progress.LATER:
        return ""
    name = PAGES[step]
    if step is Step.RESULT and desk.state is not None and desk.state.differences:
        name = "payroll-differences"
    return reverse(name, args=[desk.month])


def _still_open(viewer: Viewer, desk: Desk) -> list[MonthState]:
    """Return earlier months that are not closed, oldest first: told, and no hindrance."""
    before = months_of(viewer=viewer, until=desk.month.previous, on=desk.on, count=LOOKED_BACK)
    return [state for state in reversed(before) if state.now is not None]
