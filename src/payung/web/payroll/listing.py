"""S42: who would be billed, then the locked list; printed as D03 or taken as payroll's file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.foundation.audit.looks import note_look
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process import papers
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.files import route_file
from payung.stages.deductions.operations import lock
from payung.stages.deductions.problems import ListRefused, NoSuchRoute
from payung.stages.deductions.queries import (
    Changes,
    SponsorLine,
    StoppedSponsor,
    changes_of,
    people,
    preview,
    shares_of,
    stops_of,
)
from payung.stages.deductions.sums.routes import Share
from payung.stages.reconciliation.files import result_form
from payung.web.csv_files import handed_out
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.office.uploading import attachment
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.payroll.desk import (
    REFUSALS,
    ROLES,
    UNPROCESSABLE,
    Desk,
    desk_of,
    refusal_words,
    shows_and_takes,
)
from payung.web.payroll.routing import chosen, rows_of
from payung.web.requests import Request, actor_of

TABLE: Final = "deductions_deductionlist"


@dataclass(kw_only=True)
class Billed:
    """What the page shows of a list, locked or not yet."""

    shares: Sequence[Share]
    stops: Sequence[StoppedSponsor]
    left_out: Sequence[StoppedSponsor]
    changes: Changes
    after_a_gap: bool

    @cached_property
    def lines(self) -> Sequence[SponsorLine]:
        return people(self.shares)

    @property
    def total_idr(self) -> int:
        return sum(line.amount_idr for line in self.shares)

    @property
    def workers(self) -> int:
        return sum(line.workers for line in self.shares)

    @property
    def credit_idr(self) -> int:
        return sum(line.credit_idr for line in self.shares)

    @property
    def seen(self) -> str:
        """What was looked at, sent back with the lock."""
        return f"{self.workers}-{self.total_idr}"


class _SeenOtherwise(Exception):
    """The lock would freeze another list than the page showed; takes it back."""


@shows_and_takes
@needs(*ROLES)
def listing(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    if request.method != "POST":
        return _show(request, viewer, desk, {})
    try:
        return once(request, action="payroll.lock", do=lambda: _locked(request, viewer, desk))
    except _SeenOtherwise:
        now = _billed(request, viewer, desk)
        words = tell(
            "payroll.list.changed",
            workers=now.workers,
            total=render_rupiah(now.total_idr),
            **_before(request),
        )
        return _show(request, viewer, desk, {"form": words})
    except REFUSALS as refusal:
        return _show(request, viewer, desk, {"form": refusal_words(refusal, month)})


def _locked(request: Request, viewer: Viewer, desk: Desk) -> str:
    """Lock what was looked at, and nothing else; a colleague's list is shown as theirs."""
    made = lock(agency_ids=[desk.agency_id], month=desk.month, by=actor_of(request), at=request.at)
    if not made.made:
        who = trace_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month).locked_by
        code = "payroll.list.locked_before" if made.list_ids else "payroll.list.nothing"
        messages.info(request, tell(code, name=who))
    elif f"{made.lines}-{made.total_idr}" != request.POST.get("dilihat", ""):
        raise _SeenOtherwise
    else:
        messages.success(request, tell("payroll.list.locked_now"))
    return reverse("payroll-list", args=[desk.month])


def _before(request: Request) -> dict[str, str]:
    """Return what the page had shown, from the form; zero where the form was not ours."""
    workers, _, total = request.POST.get("dilihat", "").partition("-")
    is_ours = all(part.isascii() and part.isdigit() and len(part) < 16 for part in (workers, total))
    return {
        "workers_before": workers if is_ours else "0",
        "total_before": render_rupiah(int(total) if is_ours else 0),
    }


@require_safe
@needs(*ROLES)
def workbook(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    """Hand out the signed file for payroll, which is also the form of its answer."""
    desk = desk_of(request, viewer, month)
    if desk.asked is None:
        raise Http404
    content = result_form(viewer=viewer, list_id=desk.asked.list_id)
    note_look(
        "payroll.file",
        by=actor_of(request),
        at=request.at,
        subject_type=TABLE,
        subject_id=desk.asked.list_id,
        row_count=desk.asked.lines,
        reason=tell("payroll.look.file"),
    )
    return attachment(content, f"daftar-potongan-{month}.xlsx")


@require_safe
@needs(*ROLES)
def route_csv(request: Request, viewer: Viewer, month: Month, route: str) -> HttpResponse:
    """Hand out one route as its payroll application imports it."""
    desk = desk_of(request, viewer, month)
    if desk.asked is None:
        raise Http404
    try:
        made = route_file(viewer=viewer, list_id=desk.asked.list_id, route=route)
    except NoSuchRoute as none:
        raise Http404 from none
    except ListRefused as refused:
        return _show(request, viewer, desk, {"form": refusal_words(refused, month)})
    list_id = desk.asked.list_id
    return handed_out(request, made, what="payroll.route_file", list_id=list_id)


@require_POST
@needs(*ROLES)
def printed(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    """Make D03."""
    desk = desk_of(request, viewer, month)
    if desk.asked is None:
        raise Http404
    list_id = desk.asked.list_id

    def make() -> str:
        made = papers.deduction_list(list_id=list_id, by=actor_of(request), at=request.at)
        return reverse("paper", args=[made])

    return once(request, action="payroll.print_list", do=make)


def _billed(request: Request, viewer: Viewer, desk: Desk) -> Billed:
    if desk.asked is None:
        found = preview(viewer=viewer, agency_id=desk.agency_id, month=desk.month, at=request.at)
        assert found is not None, "the office is the viewer's own"
        return Billed(
            shares=found.shares,
            stops=found.stops,
            left_out=found.left_out,
            changes=found.changes,
            after_a_gap=found.after_a_gap,
        )
    list_id = desk.asked.list_id
    return Billed(
        shares=shares_of(viewer=viewer, list_id=list_id),
        stops=stops_of(viewer=viewer, list_id=list_id),
        left_out=(),
        changes=changes_of(viewer=viewer, list_id=list_id),
        after_a_gap=False,
    )


def _show(request: Request, viewer: Viewer, desk: Desk, problems: dict[str, str]) -> HttpResponse:
    billed = _billed(request, viewer, desk)
    only_changed = "beda" in request.GET
    routes = rows_of(request, viewer, desk, billed.shares)
    route = chosen(request, routes)
    shown: Sequence[SponsorLine | Share] = route.part.shares if route else billed.lines
    lines = [line for line in shown if line.change != "same" or not only_changed]
    trace = trace_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    context = {
        "desk": desk,
        "month": desk.month,
        "billed": billed,
        "changes": billed.changes,
        "routes": routes,
        "route": route,
        "closed": [row for row in routes if not row.part.route.is_open],
        "unknown": [row for row in routes if not row.part.route.is_known],
        "listed": len(shown),
        "is_shared": sum(row.part.people for row in routes) - len(billed.lines),
        "stopped": sum(billed.changes.stopped.values()),
        "page": page_of(request, lambda skip, most: lines[skip : skip + most]),
        "only_changed": only_changed,
        "locked_by": trace.locked_by,
        "is_answered": trace.standing is not None,
        "problems": problems,
    }
    status = UNPROCESSABLE if problems else 200
    return render(request, "payroll/list.html", context, status=status)
