"""S49: a confirmed slip paid on more than was cut: one says whose money it was, another decides."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.access.people import names_of
from payung.foundation.approvals.operations import refuse
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import in_words, render_rupiah
from payung.stages.remittance.operations.beyond_cut import ask_beyond_cut, take_beyond_cut
from payung.stages.remittance.queries.beyond_cut import (
    BeyondCut,
    beyond_cut_part,
    beyond_cut_slips,
)
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.money.carrying_out import carried_out
from payung.web.money.totals import refuse_other_total
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

LONGEST = 150


@form_methods
@needs(Role.TREASURER)
def ask(request: Request, viewer: Viewer, slip_line_id: int) -> HttpResponse:
    """Say where the money beyond the cut came from, and ask a second person to take it so."""
    part = beyond_cut_part(viewer=viewer, slip_line_id=slip_line_id)
    if part is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _asked(said, part)) is not None:
        return answer
    waits = part.approval_id is not None
    return ask_page(
        said,
        "money.beyond.ask",
        [Ask(id="alasan", code="money.beyond.reason", maxlength=LONGEST)],
        back=reverse("slip-differences"),
        values={"amount": render_rupiah(part.beyond_idr)},
        facts=_facts(part, ""),
        warnings=[tell("money.beyond.waits")] if waits else [],
        extra={"is_closed": waits},
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def decide(request: Request, viewer: Viewer, approval_id: int) -> HttpResponse:
    """Agree or refuse by the figures that were seen, as another person than the one who asked."""
    found = beyond_cut_slips(viewer=viewer)
    part = next((one for one in found if one.approval_id == approval_id), None)
    if part is None or part.asked_by_id is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _decided(said, part, approval_id)) is not None:
        return answer
    is_own = part.asked_by_id == viewer.person_id
    names = names_of(viewer=viewer, person_ids=[part.asked_by_id])
    return ask_page(
        said,
        "money.beyond.decide",
        [Ask(id="alasan", code="money.decide.reason", is_optional=True, maxlength=LONGEST)],
        back=reverse("slip-differences"),
        values={"amount": render_rupiah(part.beyond_idr)},
        facts=_facts(part, names.get(part.asked_by_id, "")),
        warnings=[tell("approvals.same_person")] if is_own else [],
        extra={
            "other_button": tell("money.decide.refuse"),
            "other_name": "tolak",
            "hidden": {"seen": part.digest, "jumlah": str(part.beyond_idr)},
            "is_closed": is_own,
        },
    )


def _asked(said: Said, part: BeyondCut) -> HttpResponse | None:
    reason = said.text("alasan", most=LONGEST, empty="money.beyond.reason_empty")
    if said.problems:
        return None

    def do() -> str:
        ask_beyond_cut(
            slip_line_id=part.slip_line_id,
            reason=reason,
            by=actor_of(said.request),
            at=said.request.at,
        )
        messages.success(said.request, tell("money.beyond.asked"))
        return reverse("slip-differences")

    return carried_out(said, "slip.beyond_cut.ask", do)


def _decided(said: Said, part: BeyondCut, approval_id: int) -> HttpResponse | None:
    request = said.request
    is_refused = bool(request.POST.get("tolak"))
    reason = said.text(
        "alasan", most=LONGEST, empty="money.decide.reason_empty" if is_refused else ""
    )
    if not is_refused:
        refuse_other_total(said, part.beyond_idr)
    if said.problems:
        return None
    by, at = actor_of(request), request.at

    def do() -> str:
        if is_refused:
            refuse(approval_id=approval_id, reason=reason, by=by, at=at)
            messages.success(request, tell("money.beyond.refused"))
        else:
            seen = request.POST.get("seen", "")
            take_beyond_cut(approval_id=approval_id, seen_digest=seen, by=by, at=at)
            messages.success(request, tell("money.beyond.done"))
        return reverse("slip-differences")

    return carried_out(said, "slip.beyond_cut.decide", do)


def _facts(part: BeyondCut, who: str) -> Sequence[Fact]:
    """Lay slip, receipt and cut beside each other, and say what becomes of the rest."""
    slip = f"{part.bank} {part.number}, {render_date(part.paid_on)}"
    receipt = f"{part.receipt}, {render_date(part.received_on)}, {render_rupiah(part.received_idr)}"
    beyond = f"{render_rupiah(part.beyond_idr)} ({in_words(part.beyond_idr)})"
    facts = [
        Fact(tell("money.fact.for"), f"{part.agency}, {render_month(part.month)}"),
        Fact(tell("money.fact.slip"), slip),
        Fact(tell("money.fact.receipt"), receipt),
        Fact(tell("money.beyond.paid_on"), render_rupiah(part.amount_idr)),
        Fact(tell("money.beyond.cut"), render_rupiah(part.held_idr)),
        Fact(tell("money.beyond.rest"), beyond),
        Fact(tell("money.beyond.then"), tell("money.beyond.then_words")),
    ]
    if who and part.asked_at is not None:
        day = render_date(today_in_wib(part.asked_at))
        facts.append(Fact(tell("money.fact.reason"), part.reason))
        facts.append(Fact(tell("money.fact.asked"), tell("money.fact.asked_by", name=who, day=day)))
    return facts
