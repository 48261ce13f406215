"""What each payroll application imports, described by the secretariat: looked at, then kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.kernel.people import Role, Viewer
from payung.stages.deductions.operations.routes import keep_layout
from payung.stages.deductions.problems import LayoutRefused, NoSuchRoute
from payung.stages.deductions.queries.routes import (
    Layout,
    built_in,
    layout_of,
    layout_versions,
    layouts_of,
    route_versions,
)
from payung.stages.deductions.sums.layouts import BUILT_IN
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.csv_form import LayoutForm, sample, typed
from payung.web.secretariat.offices import form_methods

UNPROCESSABLE: Final = 422


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """All layouts, and which routes use each."""
    regency_id = _regency(viewer)
    versions = route_versions(viewer=viewer, regency_id=regency_id)
    used: dict[str, list[str]] = {}
    for way in versions[0].routes.ways.values() if versions else ():
        names = used.setdefault(way.layout, [])
        if way.is_open and way.name not in names:
            names.append(way.name)
    rows = [
        (one, len(one.shape.columns), ", ".join(used.get(one.code, ())))
        for one in layouts_of(viewer=viewer, regency_id=regency_id)
    ]
    context = {"rows": rows, "all_usual": not versions}
    return render(request, "secretariat/csv_layouts.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """A new layout, begun as another one is."""
    regency_id = _regency(viewer)
    source = request.GET.get("dari", BUILT_IN)
    try:
        begun = layout_of(viewer=viewer, regency_id=regency_id, code=source)
    except NoSuchRoute:
        begun = built_in()
    return _form(request, viewer, regency_id, replace(begun, code="", version=0, name=""))


@form_methods
@needs(Role.SECRETARIAT)
def one(request: Request, viewer: Viewer, code: str) -> HttpResponse:
    """A layout as it is now, with an example and its versions. The built-in one is only shown."""
    regency_id = _regency(viewer)
    try:
        found = layout_of(viewer=viewer, regency_id=regency_id, code=code)
    except NoSuchRoute as none:
        raise Http404 from none
    return _form(request, viewer, regency_id, found)


def _form(request: Request, viewer: Viewer, regency_id: int, layout: Layout) -> HttpResponse:
    if request.method != "POST":
        return _page(request, viewer, regency_id, layout, LayoutForm.of(layout.name, layout.shape))
    if layout.code == BUILT_IN:
        raise Http404
    form = typed(request)
    is_sent = not request.POST.get("lihat") and not form.was_moved
    if not is_sent or form.problems:
        return _page(request, viewer, regency_id, layout, form)

    def do() -> str:
        kept = keep_layout(
            regency_id=regency_id,
            code=layout.code,
            name=form.name,
            shape=form.shape,
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("desk.layout.kept", name=form.name))
        return reverse("manage-layout", args=[kept])

    try:
        return once(request, action="layout.keep", do=do)
    except LayoutRefused as refused:
        form.refuse(refused.faults)
        return _page(request, viewer, regency_id, layout, form)


def _page(
    request: Request, viewer: Viewer, regency_id: int, layout: Layout, form: LayoutForm
) -> HttpResponse:
    versions = layout_versions(viewer=viewer, regency_id=regency_id, code=layout.code or "-")
    names = names_of(viewer=viewer, person_ids=[one.made_by_id for one in versions])
    example, problem = ("", "") if form.problems else sample(form.shape)
    context: Mapping[str, object] = {
        "layout": layout,
        "form": form,
        "is_built_in": layout.code == BUILT_IN,
        "asks": form.asks(),
        "rows": form.rows_on_page(),
        "example": example,
        "example_problem": problem,
        "versions": [(one, names.get(one.made_by_id or 0, "Payung")) for one in versions],
        "problems": form.problems,
    }
    status = UNPROCESSABLE if form.problems else 200
    return render(request, "secretariat/csv_layout.html", context, status=status)


def _regency(viewer: Viewer) -> int:
    if viewer.regency_id is None:
        raise Http404
    return viewer.regency_id
