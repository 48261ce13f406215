"""S44: more was cut than asked; two people may let it stand, and the rest becomes credit."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.approvals.operations import refuse
from payung.kernel.month import Month
from payung.kernel.nip import spaced
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.reconciliation.operations import allow_over_cut, ask_over_cut
from payung.stages.reconciliation.problems import NoSuchResult
from payung.stages.reconciliation.queries import differences, over_cut
from payung.stages.reconciliation.queries.over_cut_requests import OverCutAsked, over_cuts_asked
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.payroll.desk import REFUSALS, ROLES, Desk, desk_of, refusal_words, shows_and_takes
from payung.web.payroll.people import Differing, people_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page

LONGEST: Final = 300
REASON, SEEN, REFUSE = "alasan", "dilihat", "tolak"


@shows_and_takes
@needs(*ROLES)
def decide(request: Request, viewer: Viewer, month: Month, sponsor_id: int) -> HttpResponse:
    """Ask for one civil servant's over-cut to stand, or decide as another person."""
    desk = desk_of(request, viewer, month)
    person = _person(viewer, desk, sponsor_id)
    assert desk.asked is not None, "who differs stands on a list"
    asked = over_cuts_asked(viewer=viewer, list_id=desk.asked.list_id).get(sponsor_id)
    said = Said(request)
    if said.is_sent:
        is_refused = asked is not None and bool(request.POST.get(REFUSE))
        empty = "" if asked is not None and not is_refused else "payroll.over.reason_missing"
        reason = said.text(REASON, most=LONGEST, empty=empty)
        if not said.problems:
            try:
                return once(
                    request,
                    action="payroll.over_cut",
                    do=lambda: _done(request, desk, person, asked, reason),
                )
            except REFUSALS as refusal:
                said.problems["form"] = refusal_words(refusal, month)
    return _page(said, viewer, desk, person, asked)


def _person(viewer: Viewer, desk: Desk, sponsor_id: int) -> Differing:
    """Return the person whose over-cut nobody allowed yet; 404 for everybody else."""
    if desk.asked is None:
        raise Http404
    try:
        found = differences(viewer=viewer, list_id=desk.asked.list_id)
    except NoSuchResult as nothing:
        raise Http404 from nothing
    for person in people_of(found):
        if person.sponsor_id == sponsor_id and person.over_idr and not person.is_allowed:
            return person
    raise Http404


def _done(
    request: Request, desk: Desk, person: Differing, asked: OverCutAsked | None, reason: str
) -> str:
    by, at = actor_of(request), request.at
    if asked is None:
        ask_over_cut(result_line_id=person.line_ids[0], reason=reason, by=by, at=at)
        messages.success(request, tell("payroll.over.asked", name=person.name))
    elif request.POST.get(REFUSE):
        refuse(approval_id=asked.approval_id, reason=reason, by=by, at=at)
        messages.success(request, tell("payroll.over.refused", name=person.name))
    else:
        seen = request.POST.get(SEEN, "")
        allow_over_cut(approval_id=asked.approval_id, seen_digest=seen, by=by, at=at)
        messages.success(request, tell("payroll.over.allowed", name=person.name))
    return reverse("payroll-differences", args=[desk.month])


def _page(
    said: Said, viewer: Viewer, desk: Desk, person: Differing, asked: OverCutAsked | None
) -> HttpResponse:
    whole = over_cut(viewer=viewer, result_line_id=person.line_ids[0])
    is_own = asked is not None and asked.asked_by_id == viewer.person_id
    code = "payroll.over" if asked is None else "payroll.allow"
    label = f"{code}.reason"
    return ask_page(
        said,
        code,
        [Ask(id=REASON, code=label, maxlength=LONGEST, is_optional=asked is not None)],
        back=reverse("payroll-differences", args=[desk.month]),
        values={"name": person.name, "excess": render_rupiah(person.over_idr)},
        facts=_facts(person, asked),
        warnings=[tell("approvals.same_person")] if is_own else (),
        extra={
            "hidden": {SEEN: whole.digest if whole else ""},
            "other_button": tell("payroll.allow.refuse") if asked else "",
            "other_name": REFUSE,
            "is_closed": is_own,
        },
    )


def _facts(person: Differing, asked: OverCutAsked | None) -> list[Fact]:
    facts = [
        Fact(tell("payroll.col.nip"), spaced(person.nip)),
        Fact(tell("payroll.col.asked"), render_rupiah(person.asked_idr)),
        Fact(tell("payroll.col.cut"), render_rupiah(person.reported_idr)),
        Fact(tell("payroll.over.excess"), render_rupiah(person.over_idr)),
    ]
    if asked is not None:
        facts.append(Fact(tell("payroll.asked_by"), asked.asked_by))
        facts.append(Fact(tell("payroll.asked_because"), asked.reason))
    return facts
