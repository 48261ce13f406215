"""S123: what does not add up, by office, month and age; each row leads to the trail."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.audit.looks import note_look
from payung.kernel.dates import render_date
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say
from payung.reports.audit.differences import Difference, Differences, differences
from payung.stages.intake.gateway import csv_cell
from payung.web.download_marks import download_mark
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.leaving import Leaving, reason_first, reasons_of
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of

AGES: Final = ("young", "middle", "old")
FILE: Final = "differences.file"
REGENCY: Final = "registry_regency"
_COLUMNS: Final = ("office", "month", "kind", "amount", "since", "days", "reason")


@require_safe
@needs(Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S123."""
    everything = differences(viewer=viewer, on=day_of(request))
    is_signed = request.GET.get("tampil") == "dijelaskan"
    age = request.GET.get("umur", "")
    shown = _chosen(request, everything.signed if is_signed else everything.open)
    if age in AGES:
        shown = [one for one in shown if one.age == age]
    page = page_of(request, lambda skip, most: shown[skip : skip + most])
    all_of_it = everything.signed if is_signed else everything.open
    values = {
        "everything": everything,
        "shown_idr": sum(one.amount_idr for one in shown),
        "is_signed": is_signed,
        "age": age if age in AGES else "",
        "ages": [(each, everything.idr_of_age(each), everything.of_age(each)) for each in AGES],
        "offices": sorted({(one.office, one.office) for one in all_of_it if one.office}),
        "months": [
            (str(month), month)
            for month in sorted({one.month for one in all_of_it if one.month}, reverse=True)
        ],
        "office": request.GET.get("kantor", ""),
        "month": request.GET.get("bulan", ""),
        "page": page,
        "rows": [(one, _leads_to(one)) for one in page.rows],
    }
    return render(request, "audit/differences.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.AUDITOR)
def download(request: Request, viewer: Viewer) -> HttpResponse:
    """All of them as CSV, for a reason; it names offices and no person."""
    found = differences(viewer=viewer, on=day_of(request))
    regency_id = viewer.regency_id or 0
    file = Leaving(
        what=FILE,
        subject_type=REGENCY,
        subjects={regency_id: len(found.open) + len(found.signed)},
        title=tell("audit.differences.file"),
        back=reverse("audit-differences"),
        is_personal=False,
    )
    if asked := reason_first(request, viewer, file):
        return asked
    note_look(
        FILE,
        by=actor_of(request),
        at=request.at,
        subject_type=REGENCY,
        subject_id=regency_id,
        row_count=file.subjects[regency_id],
        reason=reasons_of(request, viewer, file).get(regency_id, ""),
    )
    response = HttpResponse(
        _csv(found, mark=download_mark(request)), content_type="text/csv; charset=utf-8"
    )
    name = f"selisih-{day_of(request).isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _chosen(request: Request, found: Sequence[Difference]) -> list[Difference]:
    """Return those of the office and month asked for; what is not offered there is no filter."""
    office, month = request.GET.get("kantor", ""), _month(request.GET.get("bulan", ""))
    known = {one.office for one in found if one.office}
    return [
        one
        for one in found
        if (office not in known or one.office == office) and month in (None, one.month)
    ]


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except Unreadable:
        return None


def _leads_to(one: Difference) -> str:
    """Return where the trail of this difference begins."""
    if one.slip_id is not None:
        return reverse("audit-trail-slip", args=[one.slip_id])
    if one.receipt_id is not None:
        return reverse("audit-trail-receipt", args=[one.receipt_id])
    return reverse("audit-trail-office", args=[one.list_id]) if one.list_id else ""


def _csv(found: Differences, *, mark: str) -> bytes:
    """Return the sheet in Indonesian, as all files are; the mark stands below the last row."""
    rows = [[say(f"audit.differences.csv_{name}") for name in _COLUMNS]]
    rows += [
        [
            one.office,
            str(one.month or ""),
            say(f"audit.differences.kind.{one.kind}"),
            str(one.amount_idr),
            render_date(one.since),
            str(one.days),
            one.signed,
        ]
        for one in (*found.open, *found.signed)
    ]
    lines = [",".join(csv_cell(cell) for cell in row) for row in [*rows, [mark]]]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
