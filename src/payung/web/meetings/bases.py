"""The legal bases that letters cite: listed, added, replaced by newer ones, ended; never edited."""

from datetime import date
from functools import partial
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.registry.operations.legal_bases import (
    ABOUT,
    LINK,
    NUMBER,
    REASON,
    Written,
    add_basis,
    end_basis,
)
from payung.stages.registry.problems import BasisRefused
from payung.stages.registry.queries.legal_bases import BasisRow, bases_of, basis_of
from payung.stages.registry.sums.legal_bases import KINDS
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

YEAR: Final = 4
_FIELDS: Final = {
    "kind": "jenis",
    "number": "nomor",
    "year": "tahun",
    "signed": "tanda_tangan",
    "until": "sampai",
    "link": "alamat",
    "twice": "nomor",
    "earlier": "sejak",
    "reason": "sebab",
    "before": "sejak",
}
"""Which field the reason of a refusal belongs to; the others are about the whole."""


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """List what is or was in force, the newest first."""
    on = day_of(request)
    rows = [(row, _state(row, on)) for row in bases_of(viewer=viewer)]
    is_cited = any(row.is_cited_on(on) for row, _ in rows)
    return render(request, "meetings/bases.html", {"rows": rows, "is_cited": is_cited})


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """One more legal basis."""
    return _form(request, viewer, None)


@form_methods
@needs(Role.SECRETARIAT)
def replace_one(request: Request, viewer: Viewer, basis_id: int) -> HttpResponse:
    """A newer one, cited in its place from its first day on."""
    return _form(request, viewer, _standing(viewer, basis_id))


@form_methods
@needs(Role.SECRETARIAT)
def end(request: Request, viewer: Viewer, basis_id: int) -> HttpResponse:
    """Say from which day on a legal basis is in force no more."""
    seen, said = _standing(viewer, basis_id), Said(request)
    if said.is_sent:
        ended_on = said.day("sejak", empty="basis.end.day_empty")
        reason = said.text("sebab", most=REASON, empty="basis.refused.reason")
        if ended_on is not None and not said.problems:

            def do() -> str:
                by, at = actor_of(request), request.at
                end_basis(basis_id=basis_id, ended_on=ended_on, reason=reason, by=by, at=at)
                messages.success(request, tell("basis.end.kept", cited=seen.cited))
                return reverse("manage-bases")

            try:
                return once(request, action="basis.end", do=do)
            except BasisRefused as refusal:
                _refused(said, refusal)
    asks = [
        Ask(id="sejak", code="basis.end.day", part="date", value=day_boxes(day_of(request))),
        Ask(id="sebab", code="basis.end.reason", maxlength=REASON),
    ]
    back = reverse("manage-bases")
    warnings = [seen.cited]
    return ask_page(said, "basis.end", asks, back=back, warnings=warnings, is_danger=True)


def _form(request: Request, viewer: Viewer, old: BasisRow | None) -> HttpResponse:
    said, regency_id = Said(request), viewer.regency_id
    if regency_id is None:
        raise Http404
    written = _read(said) if said.is_sent else None
    if written is not None:
        keep = partial(
            add_basis,
            regency_id=regency_id,
            written=written,
            replaces_id=old.basis_id if old else None,
        )

        def do() -> str:
            made = keep(by=actor_of(request), at=request.at)
            row = basis_of(viewer=viewer, basis_id=made)
            messages.success(request, tell("basis.add.kept", cited=row.cited if row else ""))
            return reverse("manage-bases")

        try:
            return once(request, action="basis.add", do=do)
        except BasisRefused as refusal:
            _refused(said, refusal)
    form = "basis.replace" if old else "basis.add"
    values = {"cited": old.cited} if old else {}
    back = reverse("manage-bases")
    return ask_page(said, form, _asks(old, day_of(request)), back=back, values=values)


def _read(said: Said) -> Written | None:
    kind = said.choice("jenis", _kinds(), empty="basis.kind_empty")
    number = said.text("nomor", most=NUMBER, empty="basis.number_empty")
    year = _year(said)
    about = said.text("tentang", most=ABOUT)
    signed_on = _day_if_any(said, "tanda_tangan")
    from_on = said.day("sejak", empty="basis.from_empty")
    until_on = _day_if_any(said, "sampai")
    link = said.text("alamat", most=LINK)
    if said.problems or from_on is None:
        return None
    return Written(
        kind=kind,
        number=number,
        year=year,
        about=about,
        from_on=from_on,
        signed_on=signed_on,
        until_on=until_on,
        link=link,
    )


def _asks(old: BasisRow | None, on: date) -> list[Ask]:
    return [
        Ask(id="jenis", code="basis.kind", part="select", options=_kinds(),
            value=old.kind if old else ""),
        Ask(id="nomor", code="basis.number", maxlength=NUMBER),
        Ask(id="tahun", code="basis.year", kind="digits", width="short", maxlength=YEAR,
            is_optional=True, value=str(on.year)),
        Ask(id="tentang", code="basis.about", maxlength=ABOUT, is_optional=True,
            value=old.about if old else ""),
        Ask(id="tanda_tangan", code="basis.signed", part="date", value=("", "", "")),
        Ask(id="sejak", code="basis.from", part="date", value=day_boxes(on)),
        Ask(id="sampai", code="basis.until", part="date", value=("", "", "")),
        Ask(id="alamat", code="basis.link", maxlength=LINK, is_optional=True),
    ]  # fmt: skip


def _kinds() -> list[Option]:
    return [(kind, tell(f"basis.kind.{kind}")) for kind in KINDS]


def _year(said: Said) -> int | None:
    typed = said.text("tahun", most=YEAR)
    if not typed:
        return None
    if len(typed) == YEAR and typed.isascii() and typed.isdigit():
        return int(typed)
    said.wrong("tahun", "basis.refused.year")
    return None


def _day_if_any(said: Said, name: str) -> date | None:
    """Return a day that may be left out: three empty boxes are none."""
    parts = ("hari", "bulan", "tahun")
    if not any(said.request.POST.get(f"{name}_{part}", "").strip() for part in parts):
        said.values[name] = ("", "", "")
        return None
    return said.day(name, empty="desk.day_unreadable")


def _standing(viewer: Viewer, basis_id: int) -> BasisRow:
    seen = basis_of(viewer=viewer, basis_id=basis_id)
    if seen is None:
        raise Http404
    return seen


def _refused(said: Said, refusal: BasisRefused) -> None:
    said.wrong(_FIELDS.get(str(refusal), "form"), f"basis.refused.{refusal}")


def _state(row: BasisRow, on: date) -> str:
    if row.is_cited_on(on):
        return "now"
    return "coming" if row.from_on > on and not row.is_over else "over"
