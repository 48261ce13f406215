"""S86: the branch's answer to one school year of a child: paid with its proof, or refused."""

from dataclasses import asdict

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.claims.operations import pay_year, refuse_year
from payung.stages.claims.queries import (
    ChildRow,
    ReasonNeeded,
    YearRow,
    children_of,
    claim_of,
    year_proof_of,
)
from payung.stages.claims.states import SchoolState
from payung.web.access.step_up import needs_fresh
from payung.web.claims.files import READERS
from payung.web.claims.moving import MOST_REASON, carried_out, claim_or_404
from payung.web.claims.opening import ask_why
from payung.web.claims.proven import Paid, proven, questions_of
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of
from payung.web.scans import scan_file
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods


@form_methods
@needs(Role.BRANCH)
@needs_fresh
def paying(request: Request, viewer: Viewer, claim_id: int, school_year_id: int) -> HttpResponse:
    """Say that a school year was paid, with the picture that proves it."""
    claim = claim_or_404(request, viewer, claim_id)
    found = _found(request, viewer, claim_id, school_year_id)
    if found is None:
        return ask_why(request, viewer, claim_id)
    child, row = found
    said = Said(request)

    def record(paid: Paid) -> None:
        by, at = actor_of(request), request.at
        pay_year(school_year_id=school_year_id, **asdict(paid), by=by, at=at)

    to = reverse("claim-children", args=[claim_id])
    if said.is_sent:
        answer = proven(said, claim, "claim.pay_year", record, to=to)
        if answer is not None:
            return answer
    usual = render_rupiah(row.computed_idr).removeprefix("Rp") if row.computed_idr else ""
    return ask_page(
        said,
        "claim.pay_year",
        questions_of(said, usual),
        back=to,
        facts=_facts(child, row),
        values={"name": child.name},
        is_upload=True,
        extra={"is_closed": row.state is not SchoolState.ASKED},
    )


@form_methods
@needs(Role.BRANCH)
def refusing(request: Request, viewer: Viewer, claim_id: int, school_year_id: int) -> HttpResponse:
    """Refuse a school year with the reason that the officer tells the family."""
    claim = claim_or_404(request, viewer, claim_id)
    found = _found(request, viewer, claim_id, school_year_id)
    if found is None:
        return ask_why(request, viewer, claim_id)
    child, row = found
    said = Said(request)
    if said.is_sent:
        reason = said.words("alasan", most=MOST_REASON, empty="claim.refuse_year.why_empty")

        def do() -> None:
            refuse_year(
                school_year_id=school_year_id, reason=reason, by=actor_of(request), at=request.at
            )

        if not said.problems:
            to = reverse("claim-children", args=[claim_id])
            answer = carried_out(said, claim, "claim.refuse_year", do, to=to)
            if answer is not None:
                return answer
    return ask_page(
        said,
        "claim.refuse_year",
        [Ask(id="alasan", code="claim.refuse_year.why", kind="area", maxlength=MOST_REASON)],
        back=reverse("claim-children", args=[claim_id]),
        facts=_facts(child, row),
        values={"name": child.name},
        is_danger=True,
        extra={"is_closed": row.state is not SchoolState.ASKED},
    )


@require_safe
@needs(*READERS)
def proof(request: Request, viewer: Viewer, claim_id: int, school_year_id: int) -> HttpResponse:
    """Hand out the picture that proves a school year was paid."""
    try:
        if claim_of(viewer=viewer, claim_id=claim_id, at=request.at) is None:
            raise Http404
        found = year_proof_of(viewer=viewer, school_year_id=school_year_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if found is None:
        raise Http404
    return scan_file(found.content, kind=found.kind, number=found.name)


def _found(
    request: Request, viewer: Viewer, claim_id: int, school_year_id: int
) -> tuple[ChildRow, YearRow] | None:
    """Return the year and whose it is; None while nobody said why it should be opened."""
    try:
        children = children_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return None
    for child in children:
        for row in child.years:
            if row.school_year_id == school_year_id:
                return child, row
    raise Http404


def _facts(child: ChildRow, row: YearRow) -> list[Fact]:
    return [
        Fact(tell("claim.child.name"), child.name),
        Fact(tell("claim.year.title"), f"{row.year}/{row.year + 1}"),
        Fact(tell("claim.child.level"), tell(f"claim.level.{row.level}")),
        Fact(tell("claim.year.computed"), render_rupiah(row.computed_idr)),
    ]
