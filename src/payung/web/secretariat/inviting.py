"""S105: inviting somebody, giving a further role, ending one; two people for money and users."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.access.operations import AT_AN_OFFICE, BY_TWO_PEOPLE, end_duty
from payung.foundation.access.problems import (
    DutyHeld,
    GrantsSelf,
    NotTheirsToGrant,
    PlaceMissing,
    SignInTaken,
)
from payung.foundation.access.sign_in import typed
from payung.kernel.people import Role, Viewer
from payung.process.appointing import appoint, invite
from payung.stages.registry.queries import staff_by_nip
from payung.stages.registry.queries.offices import open_offices
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.people import person_or_404

GIVEN = (
    *(Role.OFFICER, Role.TREASURER, Role.OFFICE_HEAD, Role.BRANCH, Role.LEADER),
    *(Role.KORPRI, Role.SECRETARIAT, Role.AUDITOR),
)
"""A sponsor's role comes with the staff list, by the officer of the own office."""
NIP = 18
_REASON = Ask(id="alasan", code="desk.reason", maxlength=300)
_REFUSED: dict[type[Exception], tuple[str, str]] = {
    SignInTaken: ("nama_masuk", "desk.people.taken"),
    GrantsSelf: ("peran", "desk.people.self"),
    PlaceMissing: ("kantor", "desk.people.office_missing"),
    DutyHeld: ("peran", "desk.people.held"),
    NotTheirsToGrant: ("form", "desk.people.not_yours"),
}


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """Somebody new, with a first role."""
    said = Said(request)
    if said.is_sent:
        sign_in = typed(said.text("nama_masuk", most=60, empty="desk.people.sign_in_empty"))
        name, servant_id = _who(said, viewer, sign_in)
        role, agency_id, starts_on, reason = _duty(said, viewer)
        if not said.problems and role and starts_on:
            chosen, first_day = role, starts_on

            def do() -> str:
                person_id = invite(
                    sign_in=sign_in,
                    name=name,
                    civil_servant_id=servant_id,
                    role=chosen,
                    agency_id=agency_id,
                    starts_on=first_day,
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                _tell(request, chosen, name)
                return reverse("manage-person", args=[person_id])

            with said.refusing(_REFUSED):
                return once(request, action="person.invite", do=do)
    asks = [
        Ask(id="nama_masuk", code="desk.people.sign_in", maxlength=60),
        Ask(id="nama", code="desk.people.name", maxlength=150, is_optional=True),
        *_duty_asks(request, viewer),
    ]
    return ask_page(said, "desk.people.invite", asks, back=reverse("manage-people"))


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def give(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """A further role for somebody who is here already."""
    person = person_or_404(request, viewer, person_id)
    said = Said(request)
    if said.is_sent:
        role, agency_id, starts_on, reason = _duty(said, viewer)
        if not said.problems and role and starts_on:
            chosen, first_day = role, starts_on

            def do() -> str:
                appoint(
                    person_id=person_id,
                    role=chosen,
                    agency_id=agency_id,
                    starts_on=first_day,
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                _tell(request, chosen, person.name)
                return reverse("manage-person", args=[person_id])

            with said.refusing(_REFUSED):
                return once(request, action="duty.give", do=do)
    return ask_page(
        said,
        "desk.people.give",
        _duty_asks(request, viewer),
        back=reverse("manage-person", args=[person_id]),
        values={"name": person.name},
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def end(request: Request, viewer: Viewer, person_id: int, duty_id: int) -> HttpResponse:
    """A role ends: today, with the next request, or on a later day."""
    person = person_or_404(request, viewer, person_id)
    duty = next((held for held in person.duties if held.duty_id == duty_id), None)
    if duty is None or duty.is_proposed or (duty.ends_on and duty.ends_on <= day_of(request)):
        raise Http404
    said = Said(request)
    if said.is_sent:
        day = said.day("tanggal", empty="desk.people.end_empty")
        reason = said.text("alasan", most=300, empty="desk.reason_empty")
        if day is not None and day < day_of(request):
            said.wrong("tanggal", "desk.people.end_past")
        if not said.problems and day is not None:
            ends_on = day

            def do() -> str:
                end_duty(
                    duty_id=duty_id,
                    ends_on=ends_on,
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("desk.people.ended", name=person.name))
                return reverse("manage-person", args=[person_id])

            with said.refusing(_REFUSED):
                return once(request, action="duty.end", do=do)
    today = day_boxes(day_of(request))
    asks = [Ask(id="tanggal", code="desk.people.ends_on", part="date", value=today), _REASON]
    return ask_page(
        said,
        "desk.people.end",
        asks,
        back=reverse("manage-person", args=[person_id]),
        values={"name": person.name, "role": tell(f"access.role.{duty.role}")},
        facts=[Fact(tell("desk.people.since"), duty.starts_on.strftime("%d/%m/%Y"))],
    )


def _who(said: Said, viewer: Viewer, sign_in: str) -> tuple[str, int | None]:
    """Return the name and the civil servant: by the NIP where it is on the staff list."""
    name = said.text("nama", most=150)
    if len(sign_in) == NIP and sign_in.isdigit() and viewer.regency_id is not None:
        found = staff_by_nip(viewer=viewer, regency_id=viewer.regency_id, nips=[sign_in])
        if sign_in in found and found[sign_in].gone_on is None:
            row = found[sign_in]
            return name or row.name, row.civil_servant_id
    if not name:
        said.wrong("nama", "desk.people.name_empty")
    return name, None


def _duty(said: Said, viewer: Viewer) -> tuple[Role | None, int | None, date | None, str]:
    chosen = said.choice("peran", _roles(), empty="desk.people.role_empty")
    role = Role(chosen) if chosen else None
    office = said.choice("kantor", _offices(viewer))
    if role in AT_AN_OFFICE and not office:
        said.wrong("kantor", "desk.people.office_missing")
    starts_on = said.day("mulai", empty="desk.people.start_empty")
    if starts_on is not None and starts_on < day_of(said.request):
        said.wrong("mulai", "desk.people.start_past")
    reason = said.text("alasan", most=300, empty="desk.reason_empty")
    return role, int(office) if office else None, starts_on, reason


def _duty_asks(request: Request, viewer: Viewer) -> list[Ask]:
    return [
        Ask(id="peran", code="desk.people.role", part="choices", options=_roles()),
        Ask(
            id="kantor",
            code="desk.people.office",
            part="select",
            options=_offices(viewer),
            is_optional=True,
        ),
        Ask(
            id="mulai", code="desk.people.starts_on", part="date", value=day_boxes(day_of(request))
        ),
        _REASON,
    ]


def _roles() -> list[Option]:
    two = tell("desk.people.two")
    words = [(role, tell(f"access.role.{role}")) for role in GIVEN]
    return [(role, said, two) if role in BY_TWO_PEOPLE else (role, said) for role, said in words]


def _offices(viewer: Viewer) -> list[Option]:
    return [(str(pk), name) for pk, name in open_offices(viewer=viewer)]


def _tell(request: Request, role: Role, name: str) -> None:
    code = "desk.people.proposed" if role in BY_TWO_PEOPLE else "desk.people.given"
    messages.success(request, tell(code, name=name, role=tell(f"access.role.{role}")))
