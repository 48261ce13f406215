"""S103: the offices of the regency: their names, spellings and people; adding, merging, closing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.reports.quality.offices import office_rows, open_work
from payung.stages.registry.operations import add_agency, add_alias, set_contact
from payung.stages.registry.operations.offices import NotAnOpenOffice, rename_agency
from payung.stages.registry.problems import NameTaken
from payung.stages.registry.queries.offices import Office, office
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page

form_methods = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = ("terbuka", "tanpa-petugas", "tutup")
LONGEST_NAME = 150
_REFUSED: dict[type[Exception], tuple[str, str]] = {
    NameTaken: ("nama", "desk.office.taken"),
    NotAnOpenOffice: ("form", "desk.office.not_open"),
}


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S103."""
    named = request.GET.get("cari", "")
    which = request.GET.get("tampil", "")
    which = which if which in SHOWN else SHOWN[0]
    page = page_of(
        request,
        lambda skip, most: office_rows(
            viewer=viewer,
            on=day_of(request),
            is_open=which != "tutup",
            without_officer=which == "tanpa-petugas",
            named=named,
            skip=skip,
            most=most,
        ),
    )
    views = [(key, tell(f"desk.offices.{key.replace('-', '_')}"), key == which) for key in SHOWN]
    context = {"page": page, "named": named, "which": which, "views": views}
    return render(request, "secretariat/offices.html", context)


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def one(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """One office: what it is called, who looks after it, what it has open."""
    seen = _office_or_404(viewer, agency_id)
    work = open_work(viewer=viewer, agency_id=agency_id, on=day_of(request))
    facts = [
        Fact(tell("desk.office.phone"), render_phone(seen.phone) if seen.phone else ""),
        Fact(tell("desk.office.hours"), seen.hours),
        Fact(tell("desk.office.room"), seen.room),
    ]
    context = {"office": seen, "work": work, "facts": facts}
    return render(request, "secretariat/office.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """An office that is not in the list yet."""
    del viewer
    said, by = Said(request), actor_of(request)
    if said.is_sent:
        name = said.text("nama", most=LONGEST_NAME, empty="desk.office.name_empty")
        if not said.problems and by.regency_id is not None:
            regency_id = by.regency_id

            def do() -> str:
                made = add_agency(regency_id=regency_id, name=name, by=by, at=request.at)
                messages.success(request, tell("desk.office.added", name=name))
                return reverse("manage-office", args=[made])

            with said.refusing(_REFUSED):
                return once(request, action="office.add", do=do)
    asks = [Ask(id="nama", code="desk.office.name", maxlength=LONGEST_NAME)]
    return ask_page(said, "desk.office.add", asks, back=reverse("manage-offices"))


@form_methods
@needs(Role.SECRETARIAT)
def rename(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """Another name; the old one stays a spelling."""
    seen, by = open_or_404(viewer, agency_id), actor_of(request)

    def keep(name: str) -> str:
        rename_agency(agency_id=agency_id, name=name, by=by, at=request.at)
        return tell("desk.office.renamed", old=seen.name, name=name)

    ask = Ask(id="nama", code="desk.office.new_name", maxlength=LONGEST_NAME, value=seen.name)
    return _name_page(request, seen, ask, page="desk.office.rename", keep=keep)


@form_methods
@needs(Role.SECRETARIAT)
def spell(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """Another spelling under which files may name this office."""
    seen, by = open_or_404(viewer, agency_id), actor_of(request)

    def keep(spelling: str) -> str:
        add_alias(agency_id=agency_id, spelling=spelling, by=by, at=request.at)
        return tell("desk.office.spelled", spelling=spelling)

    ask = Ask(id="nama", code="desk.office.spelling", maxlength=LONGEST_NAME)
    return _name_page(request, seen, ask, page="desk.office.spell", keep=keep)


def _name_page(
    request: Request, seen: Office, ask: Ask, *, page: str, keep: Callable[[str], str]
) -> HttpResponse:
    """Ask for one name of an office; `keep` keeps it and returns the sentence that says so."""
    said, office_page = Said(request), reverse("manage-office", args=[seen.agency_id])
    if said.is_sent:
        name = said.text("nama", most=LONGEST_NAME, empty="desk.office.name_empty")
        if not said.problems:

            def do() -> str:
                messages.success(request, keep(name))
                return office_page

            with said.refusing(_REFUSED):
                return once(request, action=page, do=do)
    return ask_page(said, page, [ask], back=office_page, values={"name": seen.name})


@form_methods
@needs(Role.SECRETARIAT)
def contact(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """How the office is reached, as the public page shows it."""
    seen = open_or_404(viewer, agency_id)
    said, by = Said(request), actor_of(request)
    if said.is_sent:
        phone = _phone(said)
        hours = said.text("jam", most=60)
        room = said.text("ruang", most=100)
        if not said.problems:

            def do() -> str:
                set_contact(
                    agency_id=agency_id, phone=phone, hours=hours, room=room, by=by, at=request.at
                )
                messages.success(request, tell("desk.office.contact_kept"))
                return reverse("manage-office", args=[agency_id])

            return once(request, action="office.contact", do=do)
    phone_shown = render_phone(seen.phone) if seen.phone else ""
    asks = [
        Ask(id="telepon", code="desk.office.phone", kind="tel", is_optional=True,
            value=phone_shown, width="medium", maxlength=20),
        Ask(id="jam", code="desk.office.hours", is_optional=True, value=seen.hours, maxlength=60),
        Ask(id="ruang", code="desk.office.room", is_optional=True, value=seen.room, maxlength=100),
    ]  # fmt: skip
    return ask_page(
        said,
        "desk.office.contact",
        asks,
        back=reverse("manage-office", args=[agency_id]),
        values={"name": seen.name},
    )


def _phone(said: Said) -> str:
    typed = said.text("telepon", most=20)
    if not typed:
        return ""
    try:
        return parse_phone(typed)
    except Unreadable as problem:
        said.wrong("telepon", problem.finding.code, **problem.finding.values)
        return ""


def _office_or_404(viewer: Viewer, agency_id: int) -> Office:
    seen = office(viewer=viewer, agency_id=agency_id)
    if seen is None:
        raise Http404
    return seen


def open_or_404(viewer: Viewer, agency_id: int) -> Office:
    seen = _office_or_404(viewer, agency_id)
    if not seen.is_open:
        raise Http404
    return seen
