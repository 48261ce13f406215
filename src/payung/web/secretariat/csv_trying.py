"""Trying a layout in the payroll application with a list of this month; codes of offices."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.deductions.files import tried
from payung.stages.deductions.operations.routes import LONGEST_CODE, keep_office_code
from payung.stages.deductions.problems import LayoutRefused, ListRefused, NoSuchList, NoSuchRoute
from payung.stages.deductions.queries import ListSummary, lists_of_month
from payung.stages.deductions.queries.routes import Layout, layout_of, office_code
from payung.web.csv_files import handed_out
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods, open_or_404


@require_safe
@needs(Role.SECRETARIAT)
def offices(request: Request, viewer: Viewer, code: str) -> HttpResponse:
    """The offices whose list of this month is locked: each can be tried in the layout."""
    return _page(request, viewer, _layout_or_404(viewer, code), {})


@require_safe
@needs(Role.SECRETARIAT)
def attempt(request: Request, viewer: Viewer, code: str, list_id: int) -> HttpResponse:
    """Everybody on one office's list in the layout; who took it is noted."""
    layout = _layout_or_404(viewer, code)
    try:
        made = tried(viewer=viewer, list_id=list_id, layout=layout)
    except NoSuchList as none:
        raise Http404 from none
    except ListRefused as refused:
        return _page(request, viewer, layout, {"form": refused.finding.message(current())})
    return handed_out(request, made, what="payroll.layout_tried", list_id=list_id)


@form_methods
@needs(Role.SECRETARIAT)
def name_office(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """What the payroll application calls an office; only layouts that show it need it."""
    seen, said = open_or_404(viewer, agency_id), Said(request)
    if said.is_sent:
        code = said.text("kode", most=LONGEST_CODE)
        if not said.problems:

            def do() -> str:
                keep_office_code(
                    agency_id=agency_id, code=code, by=actor_of(request), at=request.at
                )
                messages.success(request, tell("desk.office.code.kept"))
                return reverse("manage-office", args=[agency_id])

            with said.refusing({LayoutRefused: ("kode", "deductions.office_code_signs")}):
                return once(request, action="office.code", do=do)
    now = office_code(viewer=viewer, agency_id=agency_id)
    ask = Ask(id="kode", code="desk.office.code", value=now, maxlength=LONGEST_CODE, width="medium",
              is_optional=True)  # fmt: skip
    back = reverse("manage-office", args=[agency_id])
    return ask_page(said, "desk.office.code", [ask], back=back, values={"office": seen.name})


def _page(
    request: Request, viewer: Viewer, layout: Layout, problems: dict[str, str]
) -> HttpResponse:
    lists = _lists(viewer, Month.of(day_of(request)))
    page = page_of(request, lambda skip, most: lists[skip : skip + most])
    month = lists[0].month if lists else None
    context = {"layout": layout, "page": page, "month": month, "problems": problems}
    status = 422 if problems else 200
    return render(request, "secretariat/csv_try.html", context, status=status)


def _lists(viewer: Viewer, this: Month) -> Sequence[ListSummary]:
    """Return the lists of the newest month that has any: the next, this or the last one."""
    for month in (this.next, this, this.previous):
        if found := lists_of_month(viewer=viewer, month=month):
            return found
    return ()


def _layout_or_404(viewer: Viewer, code: str) -> Layout:
    if viewer.regency_id is None:
        raise Http404
    try:
        return layout_of(viewer=viewer, regency_id=viewer.regency_id, code=code)
    except NoSuchRoute as none:
        raise Http404 from none
