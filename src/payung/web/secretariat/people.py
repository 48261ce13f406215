"""S105: who may sign in here, as what, seen when; and what waits for a second person."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.foundation.access.people import (
    PersonSeen,
    Standing,
    people,
    person_seen,
    secretariat_count,
)
from payung.kernel.people import Role, Viewer
from payung.reports.quality.decisions import waiting_decisions
from payung.stages.registry.queries import agencies
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.paging import page_of
from payung.web.requests import Request, day_of

SHOWN = {"aktif": Standing.ACTIVE, "diusulkan": Standing.PROPOSED, "berakhir": Standing.ENDED}


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S105."""
    named, which = request.GET.get("cari", ""), request.GET.get("tampil", "")
    which = which if which in SHOWN else "aktif"
    role = next((one for one in Role if one == request.GET.get("peran", "")), None)
    page = page_of(
        request,
        lambda skip, most: people(
            viewer=viewer,
            on=day_of(request),
            at=request.at,
            standing=SHOWN[which],
            role=role,
            named=named,
            skip=skip,
            most=most,
        ),
    )
    offices = {row.agency_id: row.name for row in agencies(viewer=viewer)}
    context = {
        "page": page,
        "rows": [(person, _roles(request, person, offices)) for person in page.rows],
        "named": named,
        "which": which,
        "views": [(key, tell(f"desk.people.{key}"), key == which) for key in SHOWN],
        "decisions": waiting_decisions(viewer=viewer),
        "is_alone": secretariat_count(viewer=viewer, on=day_of(request)) < 2,
    }
    return render(request, "secretariat/people.html", context)


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def one(request: Request, viewer: Viewer, person_id: int) -> HttpResponse:
    """One person: every duty with its days, and how they come in."""
    person = person_or_404(request, viewer, person_id)
    offices = {row.agency_id: row.name for row in agencies(viewer=viewer)}
    waiting = [one for one in waiting_decisions(viewer=viewer) if one.person_id == person_id]
    today = day_of(request)
    context = {
        "person": person,
        "duties": [
            (duty, offices.get(duty.agency_id or 0, ""), duty.holds_on(today))
            for duty in person.duties
            if not duty.is_proposed
        ],
        "waiting": waiting,
        "today": today,
        "is_self": person_id == viewer.person_id,
    }
    return render(request, "secretariat/person.html", context)


def person_or_404(request: Request, viewer: Viewer, person_id: int) -> PersonSeen:
    """Return somebody with a duty in this regency. :raises Http404: there is nobody like this."""
    person = person_seen(viewer=viewer, person_id=person_id, at=request.at)
    if person is None:
        raise Http404
    return person


def _roles(request: Request, person: PersonSeen, offices: dict[int, str]) -> list[tuple[str, str]]:
    """Return the roles that a person holds or will hold, each with its office."""
    today = day_of(request)
    return [
        (tell(f"access.role.{duty.role}"), offices.get(duty.agency_id or 0, ""))
        for duty in person.duties
        if duty.holds_on(today) or duty.starts_on > today or duty.is_proposed
    ]
