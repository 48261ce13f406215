"""S51: all offices, to sort, to print, and as a file to calculate with."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.leaders.offices import ORDERS, OfficeRow, office_rows, ordered
from payung.stages.monitoring.queries import headline_month, regencies_of, totals_series
from payung.stages.monitoring.sums import Totals
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.leaders.seats import DESK, Seat, seat_of
from payung.web.leaders.words import first_figures_on
from payung.web.paging import page_of
from payung.web.requests import Request, day_of

FIRST: Final = "ikut"
BACKWARDS: Final = "balik"
_COLUMNS: Final = (
    ("nama", "leader.offices.office"),
    ("asn", "leader.offices.asn"),
    ("ikut", "leader.offices.share"),
    ("naik", "leader.offices.change"),
    ("lapor", "leader.offices.status"),
    ("tertahan", "leader.offices.held"),
)
_FILE: Final = (
    *("kantor", "kelas", "bulan", "asn", "asn_ikut", "partisipasi_persen", "perubahan_poin"),
    *("pekerja_terlindungi", "keadaan", "ditutup_pada", "tepat_waktu", "tertahan_rp", "sementara"),
)


@require_safe
@needs(*DESK)
def offices(request: Request, viewer: Viewer) -> HttpResponse:
    """S51; above a province, its regencies."""
    seat, on = seat_of(request, viewer), day_of(request)
    month = headline_month(viewer=viewer, on=on, province=seat.province)
    if month is None:
        shown = {**seat.context, "first_on": first_figures_on(on), "is_desk": True}
        return render(request, "leaders/empty.html", shown)
    if seat.province:
        return _regencies(request, viewer, seat, month)
    order, is_turned = _order(request)
    rows = ordered(office_rows(viewer=viewer, month=month, on=on), order, is_turned=is_turned)
    is_whole = request.GET.get("semua") == "ya"
    page = None if is_whole else page_of(request, lambda skip, most: rows[skip : skip + most])
    shares = (row.share.percent for row in rows if row.share)
    context = {
        **seat.context,
        "month": month,
        "rows": rows if page is None else page.rows,
        "page": page,
        "count": len(rows),
        "late": sum(row.status == "late" for row in rows),
        "closed": sum(row.status == "closed" for row in rows),
        "assigned": sum(row.office.is_assigned for row in rows),
        "columns": _headings(order, is_turned=is_turned),
        "highest": max((share for share in shares if share), default=Decimal(100)),
        "whole_query": urlencode({**_asked(order, is_turned=is_turned), "semua": "ya"}),
        "taken_at": max((row.office.taken_at for row in rows), default=None),
    }
    return render(request, "leaders/offices.html", context)


@require_safe
@needs(*DESK)
def offices_csv(request: Request, viewer: Viewer) -> HttpResponse:
    """S51 as a file: the rows of the screen, all of them."""
    on = day_of(request)
    month = headline_month(viewer=viewer, on=on)
    if month is None or viewer.regency_id is None:
        raise Http404
    rows = ordered(office_rows(viewer=viewer, month=month, on=on), "nama")
    return csv_answer(f"kantor-{month}.csv", _FILE, (_line(row) for row in rows))


@require_safe
@needs(*DESK)
def months_csv(request: Request, viewer: Viewer) -> HttpResponse:
    """Return the twelve months of S50 as a file."""
    seat, on = seat_of(request, viewer), day_of(request)
    month = headline_month(viewer=viewer, on=on, province=seat.province)
    if month is None:
        raise Http404
    found = totals_series(viewer=viewer, until=month, province=seat.province)
    names = (
        "bulan",
        "asn",
        "asn_ikut",
        "pekerja_terlindungi",
        "kantor_menutup",
        "kantor",
        "sementara",
    )
    lines = (_month_line(one) for one in found if one is not None)
    return csv_answer(f"bulan-sampai-{month}.csv", names, lines)


def csv_answer(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """Hand out a CSV that a spreadsheet opens as it is: no cell can be taken for a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in line] for line in lines)
    content = f"\ufeff{text.getvalue()}"
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _cell(value: object) -> object:
    if isinstance(value, str) and value[:1] in "=+-@\t\r" and value:
        return f"'{value}"
    return "" if value is None else value


def _line(row: OfficeRow) -> list[object]:
    office = row.office
    share = row.share
    return [
        office.name,
        tell(f"figures.size.{office.size}"),
        str(office.month),
        office.asn,
        share.part if share else None,
        share.percent if share else None,
        row.change,
        office.covered,
        tell(f"figures.status.{row.status}"),
        office.closed_on,
        _yes(office.is_on_time) if office.is_closed else None,
        office.money.held_idr,
        _yes(office.is_provisional),
    ]


def _month_line(one: Totals) -> list[object]:
    counts = [one.asn, one.joined, one.covered, one.closed, one.assigned]
    return [str(one.month), *counts, _yes(one.is_provisional)]


def _yes(is_so: bool) -> str:
    return tell("leader.yes") if is_so else tell("leader.no")


def _regencies(request: Request, viewer: Viewer, seat: Seat, month: Month) -> HttpResponse:
    rows = [
        {"one": one, "n": {name: one.figure(code) for name, code in _REGENCY}}
        for one in regencies_of(viewer=viewer, month=month, province=seat.province)
    ]
    context = {**seat.context, "month": month, "rows": rows}
    return render(request, "leaders/regencies.html", context)


_REGENCY: Final = (("asn", "N1"), ("covered", "N4"), ("hundred", "N5"), ("joined", "N3"))


def _order(request: Request) -> tuple[str, bool]:
    asked = request.GET.get("urut", FIRST)
    return (asked if asked in ORDERS else FIRST, request.GET.get("arah") == BACKWARDS)


def _asked(order: str, *, is_turned: bool) -> dict[str, str]:
    return {"urut": order} | ({"arah": BACKWARDS} if is_turned else {})


def _headings(order: str, *, is_turned: bool) -> list[dict[str, str]]:
    """Return the heads of the table: each sorts by itself, once more the other way round."""
    heads = []
    for name, code in _COLUMNS:
        is_here = name == order
        asked = _asked(name, is_turned=is_here and not is_turned)
        rises = (name in ("nama", "lapor")) != is_turned
        heads.append(
            {
                "name": name,
                "words": tell(code),
                "url": f"{reverse('leader-offices')}?{urlencode(asked)}",
                "sort": ("ascending" if rises else "descending") if is_here else "",
            }
        )
    return heads
