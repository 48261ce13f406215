"""S103b: the branch's partner hospitals, which families read after an accident (S09a)."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.stages.registry.operations.hospitals import ADDRESS, NAME, add_hospital, end_hospital
from payung.stages.registry.problems import HospitalRefused, OutsideScope
from payung.stages.registry.queries.hospitals import HospitalRow, hospital_of, hospitals
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

PHONE: Final = 20
_WRONG: Final = {"name": "nama", "twice": "nama", "ended": "form", "before": "sejak"}
"""Which field the reason of a refusal belongs to."""


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """List the partners, those that left at the end."""
    found, on = hospitals(viewer=viewer), day_of(request)
    rows = sorted(found, key=lambda row: row.ended_on is not None)
    shown = [(row, render_phone(row.phone) if row.phone else "", row.since_on > on) for row in rows]
    return render(request, "secretariat/hospitals.html", {"rows": shown})


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """One more partner, from a day on."""
    del viewer
    said = Said(request)
    if said.is_sent:
        name = said.text("nama", most=NAME, empty="hospital.name_empty")
        address = said.text("alamat", most=ADDRESS, empty="hospital.address_empty")
        phone = _phone(said)
        since_on = said.day("sejak", empty="hospital.since_empty")
        is_always_open = said.tick("jam24")
        if since_on is not None and not said.problems:

            def do() -> str:
                by, at = actor_of(request), request.at
                add_hospital(
                    name=name,
                    address=address,
                    phone=phone,
                    is_always_open=is_always_open,
                    since_on=since_on,
                    by=by,
                    at=at,
                )
                messages.success(request, tell("hospital.added", name=name))
                return reverse("manage-hospitals")

            try:
                return once(request, action="hospital.add", do=do)
            except HospitalRefused as refusal:
                said.wrong(_WRONG[str(refusal)], f"hospital.refused_{refusal}")
    asks = [
        Ask(id="nama", code="hospital.name", maxlength=NAME),
        Ask(id="alamat", code="hospital.address", maxlength=ADDRESS),
        Ask(id="telepon", code="hospital.phone", kind="tel", is_optional=True, width="medium",
            maxlength=PHONE),
        Ask(id="jam24", code="hospital.always", part="tick"),
        Ask(id="sejak", code="hospital.since", part="date", value=day_boxes(day_of(request))),
    ]  # fmt: skip
    return ask_page(said, "hospital.add", asks, back=reverse("manage-hospitals"))


@form_methods
@needs(Role.SECRETARIAT)
def end(request: Request, viewer: Viewer, hospital_id: int) -> HttpResponse:
    """Take a partner off the list from a day on."""
    seen = hospital_of(viewer=viewer, hospital_id=hospital_id)
    if seen is None:
        raise Http404
    said = Said(request)
    if said.is_sent:
        ended_on = said.day("sejak", empty="hospital.until_empty")
        if ended_on is not None:

            def do() -> str:
                by, at = actor_of(request), request.at
                end_hospital(hospital_id=hospital_id, ended_on=ended_on, by=by, at=at)
                messages.success(request, tell("hospital.was_ended", name=seen.name))
                return reverse("manage-hospitals")

            try:
                with said.refusing({OutsideScope: ("form", "hospital.refused_ended")}):
                    return once(request, action="hospital.end", do=do)
            except HospitalRefused as refusal:
                said.wrong(_WRONG[str(refusal)], f"hospital.refused_{refusal}")
    asks = [Ask(id="sejak", code="hospital.until", part="date", value=day_boxes(day_of(request)))]
    back = reverse("manage-hospitals")
    return ask_page(said, "hospital.end", asks, back=back, facts=_facts(seen), is_danger=True)


def _facts(row: HospitalRow) -> list[Fact]:
    return [
        Fact(tell("hospital.name"), row.name),
        Fact(tell("hospital.address"), row.address),
        Fact(tell("hospital.phone"), render_phone(row.phone) if row.phone else "–"),
    ]


def _phone(said: Said) -> str:
    typed = said.text("telepon", most=PHONE)
    if not typed:
        return ""
    try:
        return parse_phone(typed)
    except Unreadable as problem:
        said.wrong("telepon", problem.finding.code, **problem.finding.values)
        return ""
