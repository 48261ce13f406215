"""Figures that others published: typed with their source, replaced where wrong, never edited."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.dates import parse_month, render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.homes.places import place_of
from payung.stages.monitoring.operations import state_figure
from payung.stages.monitoring.problems import StatedRefused
from payung.stages.monitoring.queries import stated_of
from payung.stages.monitoring.sums.stated import CODES, LONGEST_SOURCE, Stated
from payung.stages.registry.queries import areas_within
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

LONGEST_ADDRESS, LONGEST_PRINTED, LONGEST_COUNT = 300, 60, 9
SAFE: Final = "https://"
"""An address stands as a link on open pages: nothing but a page of the web may be one."""
_FIELDS: Final = {
    "unknown_code": "angka",
    "unknown_place": "wilayah",
    "no_whole": "pembagi",
    "no_whole_here": "pembagi",
    "above_whole": "bagian",
    "counts": "bagian",
    "no_source": "sumber",
    "not_yet": "tanggal",
    "address": "alamat",
}
"""Which field the reason of a refusal belongs to; the others are about the whole."""


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """List what stands, newest month first."""
    found = stated_of(viewer=viewer)
    rows = sorted(found, key=lambda one: (one.place, -one.month.first_day.toordinal(), one.code))
    return render(request, "secretariat/stated.html", {"rows": rows})


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """Write down one figure."""
    return _form(request, viewer, None)


@form_methods
@needs(Role.SECRETARIAT)
def replace_one(request: Request, viewer: Viewer, stated_id: int) -> HttpResponse:
    """Replace a figure by a right one; the old row stays, and is shown no more."""
    seen = next((one for one in stated_of(viewer=viewer) if one.id == stated_id), None)
    if seen is None:
        raise Http404
    return _form(request, viewer, seen)


def _form(request: Request, viewer: Viewer, seen: Stated | None) -> HttpResponse:
    said = Said(request)
    codes, places = _codes(), _places(viewer)
    if said.is_sent:
        code = seen.code if seen else said.choice("angka", codes, empty="stated.code_empty")
        place = seen.place if seen else said.choice("wilayah", places, empty="stated.place_empty")
        month, on = _month(said), said.day("tanggal", empty="stated.on_empty")
        part, whole = _count(said, "bagian", is_needed=True), _count(said, "pembagi")
        source = said.text("sumber", most=LONGEST_SOURCE, empty="stated.source_empty")
        address, printed = _address(said), said.text("tercetak", most=LONGEST_PRINTED)
        if month and on and part is not None and not said.problems:

            def do() -> str:
                state_figure(
                    code=code,
                    place=place,
                    month=month,
                    on=on,
                    part=part,
                    whole=whole,
                    source=source,
                    address=address,
                    printed=printed,
                    replaces_id=seen.id if seen else None,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("stated.added"))
                return reverse("manage-stated")

            try:
                return once(request, action="stated.add", do=do)
            except StatedRefused as refusal:
                field = _FIELDS.get(refusal.code.rpartition(".")[2], "form")
                said.problems.setdefault(field, refusal.message(current()))
    asks = _asks(seen, codes, places, request)
    back = reverse("manage-stated")
    form = "stated.replace" if seen else "stated.add"
    return ask_page(said, form, asks, back=back, facts=_facts(seen) if seen else ())


def _asks(
    seen: Stated | None, codes: Sequence[Option], places: Sequence[Option], request: Request
) -> list[Ask]:
    on = day_boxes(seen.on if seen else day_of(request))
    month = render_month(seen.month, current()) if seen else ""
    which = [
        Ask(id="wilayah", code="stated.place", part="select", options=places),
        Ask(id="angka", code="stated.code", part="select", options=codes),
    ]
    return [
        *([] if seen else which),
        Ask(id="bulan", code="stated.month", width="medium", maxlength=20, value=month),
        Ask(id="bagian", code="stated.part", kind="digits", width="short", maxlength=12,
            value=str(seen.part) if seen else ""),
        Ask(id="pembagi", code="stated.whole", kind="digits", width="short", maxlength=12,
            is_optional=True, value=str(seen.whole or "") if seen else ""),
        Ask(id="sumber", code="stated.source", maxlength=LONGEST_SOURCE,
            value=seen.source if seen else ""),
        Ask(id="alamat", code="stated.address", maxlength=LONGEST_ADDRESS, is_optional=True,
            value=seen.address if seen else ""),
        Ask(id="tanggal", code="stated.on", part="date", value=on),
        Ask(id="tercetak", code="stated.printed", maxlength=LONGEST_PRINTED, is_optional=True,
            value=seen.printed if seen else ""),
    ]  # fmt: skip


def _facts(seen: Stated) -> list[Fact]:
    return [
        Fact(tell("stated.place"), f"{seen.place_name} ({seen.place})"),
        Fact(tell("stated.code"), tell(seen.figure.name)),
        Fact(tell("stated.said"), tell("stated.said_by", name=seen.said_by)),
    ]


def _codes() -> list[Option]:
    return [(code, tell(f"figures.name.{code.lower().replace('.', '_')}")) for code in CODES]


def _places(viewer: Viewer) -> list[Option]:
    """Return the regencies of the viewer's province, by name."""
    own = place_of(viewer=viewer)
    if own is None:
        return []
    rows = {area.code: area.name for area in areas_within(parent_code=own.regency_code[:2])}
    rows.setdefault(own.regency_code, own.regency)
    return [(code, f"{name} ({code})") for code, name in sorted(rows.items(), key=_by_name)]


def _by_name(row: tuple[str, str]) -> tuple[str, str]:
    return (row[1], row[0])


def _month(said: Said) -> Month | None:
    typed = said.text("bulan", most=20, empty="stated.month_empty")
    if not typed:
        return None
    try:
        return parse_month(typed)
    except Unreadable as problem:
        said.problems.setdefault("bulan", problem.finding.message(current()))
        return None


def _count(said: Said, name: str, *, is_needed: bool = False) -> int | None:
    typed = said.text(name, most=12, empty="stated.part_empty" if is_needed else "")
    digits = typed.replace(".", "").replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_COUNT):
        said.wrong(name, "stated.count_unreadable")
        return None
    return int(digits)


def _address(said: Said) -> str:
    typed = said.text("alamat", most=LONGEST_ADDRESS)
    if typed and not typed.startswith(SAFE):
        said.wrong("alamat", "stated.address_unsafe")
    return typed
