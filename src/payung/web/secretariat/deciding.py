"""S105: the second person decides: on a role, or on a lost authenticator."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.access.problems import (
    CodeForSelf,
    DutyHeld,
    GrantsSelf,
    NotTheirsToGrant,
    NotTheirsToHelp,
)
from payung.foundation.approvals.operations import refuse
from payung.kernel.people import Role, Viewer
from payung.process import lost_factor
from payung.process.appointing import confirm_appointment, digest_of
from payung.reports.quality.decisions import WaitingDecision, waiting_decision
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.code_kept import PrintedCode, keep
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.people import person_or_404

_REFUSED: dict[type[Exception], tuple[str, str]] = {
    GrantsSelf: ("form", "desk.people.self"),
    CodeForSelf: ("form", "desk.people.self"),
    DutyHeld: ("form", "desk.people.held"),
    NotTheirsToGrant: ("form", "desk.people.not_yours"),
    NotTheirsToHelp: ("form", "desk.people.not_yours"),
}


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def decide(request: Request, viewer: Viewer, approval_id: int) -> HttpResponse:
    """Agree or refuse, as another person than the one who asked."""
    asked = waiting_decision(viewer=viewer, approval_id=approval_id)
    if asked is None:
        raise Http404
    said = Said(request)
    if said.is_sent:
        is_refused = bool(request.POST.get("tolak"))
        reason = said.text("alasan", most=300, empty="desk.reason_empty" if is_refused else "")
        if not said.problems:
            with said.refusing(_REFUSED):
                return once(
                    request,
                    action="decision",
                    do=lambda: _decided(request, asked, reason, is_refused=is_refused),
                )
    is_own = asked.asked_by_id == viewer.person_id
    return ask_page(
        said,
        "desk.decide",
        [Ask(id="alasan", code="desk.decide.reason", is_optional=True, maxlength=300)],
        back=reverse("manage-people"),
        values={"name": asked.person},
        facts=_facts(asked),
        warnings=[tell("approvals.same_person")] if is_own else (),
        extra={
            "other_button": tell("desk.decide.refuse"),
            "other_name": "tolak",
            "hidden": {"seen": _seen(asked)},
            "is_closed": is_own,
        },
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def lost(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """Say that somebody lost phone and backup codes; a second person confirms it."""
    person = person_or_404(request, viewer, person_id)
    said = Said(request)
    if said.is_sent:
        reason = said.text("alasan", most=300, empty="desk.lost.reason_empty")
        if not said.problems:

            def do() -> str:
                lost_factor.ask_factor_code(
                    person_id=person_id, reason=reason, by=actor_of(request), at=request.at
                )
                messages.success(request, tell("desk.lost.asked"))
                return reverse("manage-person", args=[person_id])

            with said.refusing(_REFUSED):
                return once(request, action="factor.lost", do=do)
    return ask_page(
        said,
        "desk.lost",
        [Ask(id="alasan", code="desk.lost.reason", maxlength=300)],
        back=reverse("manage-person", args=[person_id]),
        values={"name": person.name},
    )


def _decided(request: Request, asked: WaitingDecision, reason: str, *, is_refused: bool) -> str:
    by, at = actor_of(request), request.at
    here = reverse("manage-person", args=[asked.person_id])
    if is_refused:
        refuse(approval_id=asked.approval_id, reason=reason, by=by, at=at)
        messages.success(request, tell("desk.decide.refused", name=asked.person))
        return here
    if asked.duty_id is not None:
        seen = request.POST.get("seen", "")
        confirm_appointment(approval_id=asked.approval_id, seen_digest=seen, by=by, at=at)
        messages.success(request, tell("desk.decide.done", name=asked.person))
        return here
    code = lost_factor.confirm_factor_code(approval_id=asked.approval_id, by=by, at=at)
    keep(request, PrintedCode(person_id=asked.person_id, purpose="factor", code=code))
    return reverse("manage-person-code", args=[asked.person_id])


def _seen(asked: WaitingDecision) -> str:
    if asked.duty_id is None:
        return asked.seen_digest
    return digest_of(asked.duty_id, asked.person_id, asked.role, asked.agency_id)


def _facts(asked: WaitingDecision) -> list[Fact]:
    what = tell(f"access.role.{asked.role}") if asked.role else tell("desk.decide.factor")
    facts = [
        Fact(tell("desk.decide.who"), asked.person),
        Fact(tell("desk.people.sign_in"), asked.sign_in),
        Fact(tell("desk.decide.what"), what),
    ]
    if asked.office:
        facts.append(Fact(tell("desk.people.office"), asked.office))
    facts.append(Fact(tell("desk.decide.asked_by"), asked.asked_by))
    facts.append(Fact(tell("desk.reason"), asked.reason))
    return facts
