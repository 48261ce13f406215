"""S105: a printed code for somebody, shown for ten minutes; and signing somebody out everywhere."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.access.operations_codes import issue_code
from payung.foundation.access.operations_inviting import end_sessions
from payung.foundation.access.problems import CodeForSelf, NotTheirsToGrant, NotTheirsToHelp
from payung.kernel.people import Role, Viewer
from payung.process.papers import activation_letters
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.code_kept import PrintedCode, keep, kept
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.people import person_or_404

_REFUSED: dict[type[Exception], tuple[str, str]] = {
    CodeForSelf: ("form", "desk.code.self"),
    NotTheirsToHelp: ("form", "desk.people.not_yours"),
    NotTheirsToGrant: ("form", "desk.people.not_yours"),
}


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def issue(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """Make a code that lets somebody choose a password; an older one dies."""
    person = person_or_404(request, viewer, person_id)
    said = Said(request)
    if said.is_sent:

        def do() -> str:
            code = issue_code(person_id=person_id, by=actor_of(request), at=request.at)
            keep(request, PrintedCode(person_id=person_id, purpose="password", code=code))
            return reverse("manage-person-code", args=[person_id])

        with said.refusing(_REFUSED):
            return once(request, action="code.issue", do=do)
    return ask_page(
        said,
        "desk.code",
        (),
        back=reverse("manage-person", args=[person_id]),
        values={"name": person.name},
        facts=[Fact(tell("desk.people.sign_in"), person.sign_in)],
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def show(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """The fresh code, large enough to copy; the button gives the slip to print."""
    person = person_or_404(request, viewer, person_id)
    code = kept(request, person_id)
    if code is None:
        raise Http404
    if request.method == "POST":
        slip = activation_letters(
            codes=[(person_id, code.code)], by=actor_of(request), at=request.at
        )
        response = HttpResponse(slip, content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="kode-aktivasi.pdf"'
        return response
    return render(request, "secretariat/code.html", {"person": person, "code": code})


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def sign_out(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """End every session of somebody; they can come in again."""
    person = person_or_404(request, viewer, person_id)
    said = Said(request)
    if said.is_sent:
        reason = said.text("alasan", most=300, empty="desk.reason_empty")
        if not said.problems:

            def do() -> str:
                count = end_sessions(
                    person_id=person_id, reason=reason, by=actor_of(request), at=request.at
                )
                messages.success(request, tell("desk.sessions.ended", count=count))
                return reverse("manage-person", args=[person_id])

            with said.refusing(_REFUSED):
                return once(request, action="sessions.end", do=do)
    return ask_page(
        said,
        "desk.sessions",
        [Ask(id="alasan", code="desk.reason", maxlength=300)],
        back=reverse("manage-person", args=[person_id]),
        values={"name": person.name},
        facts=[Fact(tell("desk.sessions.count"), person.open_sessions)],
    )
