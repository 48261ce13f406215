"""Where a trail begins: a payslip line by NIP, a slip by its number, or an office's month."""

import json
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.audit.looks import note_look
from payung.kernel.findings import Unreadable
from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.kernel.nip import parse_nip
from payung.kernel.people import Role, Viewer
from payung.kernel.sealing import CannotOpen
from payung.reports.audit.finding import FoundLine, FoundSlip, lines_of_nip, list_of, slips_named
from payung.stages.registry.queries import agencies
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of, day_of

KEPT: Final = "audit_search"
PLACE: Final = "web.audit_search"
LONGEST: Final = 60
MONTHS: Final = 36
_NIP_DIGITS: Final = 18


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was asked. It stands sealed in the session: a NIP is in no address and no log."""

    office: str = ""
    month: str = ""
    number: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.AUDITOR)
def find(request: Request, viewer: Viewer) -> HttpResponse:
    """Search, note that it was searched, and go straight to the only thing found."""
    if request.method != "POST":
        wanted = _kept(request, viewer)
        return _page(request, viewer, wanted, *_found(viewer, wanted), problems={})
    wanted = Wanted(
        office=request.POST.get("kantor", "")[:200],
        month=request.POST.get("bulan", "")[:7],
        number=request.POST.get("nomor", "").strip()[:LONGEST],
    )
    if problems := _problems(viewer, wanted):
        return _page(request, viewer, wanted, [], [], problems=problems)
    said = json.dumps([viewer.person_id, wanted.office, wanted.month, wanted.number])
    request.session[KEPT] = sealer().seal(said, PLACE).hex()
    lines, slips = _found(viewer, wanted)
    month = None if wanted.number else _list(viewer, wanted)
    count = len(lines) + len(slips) + (month is not None)
    note_look(
        "search",
        by=actor_of(request),
        at=request.at,
        row_count=count,
        reason=tell(f"audit.find.noted_{_way(wanted)}"),
    )
    return HttpResponseRedirect(_where(lines, slips, month))


def _where(lines: list[FoundLine], slips: list[FoundSlip], month: int | None) -> str:
    """Return the page of the only thing found, else the list."""
    if month is not None:
        return reverse("audit-trail-office", args=[month])
    if len(lines) == 1 and not slips:
        return reverse("audit-trail", args=[lines[0].line_id])
    if len(slips) == 1 and not lines:
        [one] = slips
        if one.slip_id is not None:
            return reverse("audit-trail-slip", args=[one.slip_id])
        return reverse("audit-trail-receipt", args=[one.receipt_id])
    return reverse("audit-trails")


def _found(viewer: Viewer, wanted: Wanted) -> tuple[list[FoundLine], list[FoundSlip]]:
    if not wanted.number:
        return [], []
    if _way(wanted) == "number":
        return [], list(slips_named(viewer=viewer, number=wanted.number))
    found = lines_of_nip(
        viewer=viewer,
        nip="".join(wanted.number.split()),
        agency_id=_office(viewer, wanted.office),
        month=_month(wanted.month),
    )
    return list(found), []


def _way(wanted: Wanted) -> str:
    """Return what kind of search it is: by NIP, by another number, or by office and month."""
    digits = "".join(wanted.number.split())
    if not digits:
        return "office"
    return "nip" if digits.isdigit() and len(digits) == _NIP_DIGITS else "number"


def _problems(viewer: Viewer, wanted: Wanted) -> dict[str, str]:
    if _way(wanted) == "nip":
        try:
            parse_nip(wanted.number)
        except Unreadable:
            return {"nomor": tell("audit.find.nip_wrong")}
    if wanted.number:
        return {}
    if _office(viewer, wanted.office) is None or _month(wanted.month) is None:
        return {"nomor": tell("audit.find.too_little")}
    return {} if _list(viewer, wanted) else {"bulan": tell("audit.find.no_list")}


def _list(viewer: Viewer, wanted: Wanted) -> int | None:
    agency_id, month = _office(viewer, wanted.office), _month(wanted.month)
    if agency_id is None or month is None:
        return None
    return list_of(viewer=viewer, agency_id=agency_id, month=month)


def _office(viewer: Viewer, name: str) -> int | None:
    rows = agencies(viewer=viewer) if name else []
    return next((row.agency_id for row in rows if row.name == name), None)


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except Unreadable:
        return None


def _kept(request: Request, viewer: Viewer) -> Wanted:
    """Return what this person searched last in this session; nobody else's."""
    try:
        opened = sealer().open(bytes.fromhex(request.session.get(KEPT, "")), PLACE)
    except (CannotOpen, ValueError):
        return Wanted()
    who, office, month, number = json.loads(opened)
    return (
        Wanted(office=office, month=month, number=number) if who == viewer.person_id else Wanted()
    )


def _page(
    request: Request,
    viewer: Viewer,
    wanted: Wanted,
    lines: list[FoundLine],
    slips: list[FoundSlip],
    *,
    problems: dict[str, str],
) -> HttpResponse:
    now = Month.of(day_of(request)).next
    values = {
        "wanted": wanted,
        "lines": lines,
        "slips": slips,
        "offices": [(row.name, row.name) for row in agencies(viewer=viewer)],
        "months": [(str(month), month) for month in reversed(Month.span(now - MONTHS, now.next))],
        "is_asked": bool(wanted.number) and not problems,
        "problems": problems,
    }
    return render(request, "audit/trail_find.html", values, status=422 if problems else 200)
