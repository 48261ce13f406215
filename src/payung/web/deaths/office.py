"""What waits for families: on the officer's list, and the whole regency's for the secretariat."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.process.deaths import begin_claim
from payung.reports.deaths.rights import Kind, Right, rights_waiting
from payung.stages.claims.problems import ClaimRefused, ClaimUnknown
from payung.stages.claims.queries.deaths import MatchRow, matches, unclaimed_deaths
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said, ask_page
from payung.web.secretariat.offices import form_methods


@require_safe
@needs(Role.OFFICER)
def own(request: Request, viewer: Viewer) -> HttpResponse:
    """The own office's deaths from the lists, and the rights that wait."""

    def rows(skip: int, most: int) -> list[MatchRow]:
        return matches(viewer=viewer, waiting=False, skip=skip, most=most)

    context = {"page": page_of(request, rows), "kinds": _kinds(viewer, request)}
    return render(request, "deaths/office.html", context)


@require_safe
@needs(Role.SECRETARIAT)
def regency(request: Request, viewer: Viewer) -> HttpResponse:
    """Every right that waits in the regency, by office, without names."""
    return render(request, "deaths/rights.html", {"kinds": _kinds(viewer, request)})


@form_methods
@needs(Role.OFFICER)
def begin(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """Begin the claim of a death on record that has none."""
    rows = unclaimed_deaths(viewer=viewer)
    found = next((one for one in rows if one.sponsorship_id == sponsorship_id), None)
    if found is None:
        raise Http404
    said = Said(request)
    if said.is_sent:
        try:
            return once(request, action="deaths.begin", do=lambda: _begun(request, sponsorship_id))
        except ClaimUnknown as stranger:
            raise Http404 from stranger
        except ClaimRefused as refusal:
            said.problems["form"] = refusal.message(current())
    facts = [
        Fact(tell("deaths.fact.name"), found.name),
        Fact(tell("deaths.fact.died"), found.died_on.strftime("%d/%m/%Y")),
    ]
    return ask_page(said, "deaths.begin", [], back=reverse("office-deaths"), facts=facts)


def _begun(request: Request, sponsorship_id: int) -> str:
    begun = begin_claim(sponsorship_id=sponsorship_id, by=actor_of(request), at=request.at)
    messages.success(request, tell("deaths.begin.begun"))
    return reverse("claim", args=[begun.claim_id])


def _kinds(viewer: Viewer, request: Request) -> list[tuple[str, str, list[Right]]]:
    """Return what waits by kind, each with its heading and what to do about it."""
    every = rights_waiting(viewer=viewer, at=request.at)
    found = [(kind, [one for one in every if one.kind is kind]) for kind in Kind]
    return [
        (tell(f"deaths.right.{kind}"), tell(f"deaths.right.{kind}_lead"), some)
        for kind, some in found
        if some
    ]
