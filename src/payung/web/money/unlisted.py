"""S48: money cut from somebody on no list is given back: one asks, another decides."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.access.people import names_of
from payung.foundation.approvals.operations import refuse
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.nip import spaced
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import in_words, render_rupiah
from payung.stages.remittance.operations.unlisted import ask_unlisted_refund, refund_unlisted
from payung.stages.remittance.queries.unlisted import Unlisted, unlisted_money, unlisted_row
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.money.carrying_out import carried_out
from payung.web.money.totals import refuse_other_total
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

LONGEST = 150


@form_methods
@needs(Role.TREASURER)
def ask(request: Request, viewer: Viewer, parked_row_id: int) -> HttpResponse:
    """Ask a second person to give one row back."""
    row = unlisted_row(viewer=viewer, on=day_of(request), parked_row_id=parked_row_id)
    said = Said(request)
    if row is None:
        raise Http404
    if said.is_sent and (answer := _asked(said, row)) is not None:
        return answer
    return ask_page(
        said,
        "money.unlisted.ask",
        [Ask(id="alasan", code="money.unlisted.reason", maxlength=LONGEST)],
        back=reverse("refunds"),
        values={"amount": render_rupiah(row.amount_idr)},
        facts=_facts(row, ""),
        warnings=_why_not(row),
        extra={"is_closed": row.approval_id is not None or not row.is_open},
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def decide(request: Request, viewer: Viewer, approval_id: int) -> HttpResponse:
    """Agree or refuse by the total that was seen, as another person than the one who asked."""
    found = unlisted_money(viewer=viewer, on=day_of(request))
    row = next((one for one in found if one.approval_id == approval_id), None)
    if row is None or row.asked_by_id is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _decided(said, row, approval_id)) is not None:
        return answer
    is_own = row.asked_by_id == viewer.person_id
    names = names_of(viewer=viewer, person_ids=[row.asked_by_id])
    return ask_page(
        said,
        "money.unlisted.decide",
        [Ask(id="alasan", code="money.decide.reason", is_optional=True, maxlength=LONGEST)],
        back=reverse("refunds"),
        values={"amount": render_rupiah(row.amount_idr)},
        facts=_facts(row, names.get(row.asked_by_id, "")),
        warnings=[tell("approvals.same_person")] if is_own else [],
        extra={
            "other_button": tell("money.decide.refuse"),
            "other_name": "tolak",
            "hidden": {"seen": row.digest, "jumlah": str(row.amount_idr)},
            "is_closed": is_own,
        },
    )


def _asked(said: Said, row: Unlisted) -> HttpResponse | None:
    reason = said.text("alasan", most=LONGEST, empty="money.unlisted.reason_empty")
    if said.problems:
        return None

    def do() -> str:
        ask_unlisted_refund(
            parked_row_id=row.parked_row_id,
            reason=reason,
            by=actor_of(said.request),
            at=said.request.at,
        )
        messages.success(said.request, tell("money.unlisted.asked"))
        return reverse("refunds")

    return carried_out(said, "refund.unlisted.ask", do)


def _decided(said: Said, row: Unlisted, approval_id: int) -> HttpResponse | None:
    request = said.request
    is_refused = bool(request.POST.get("tolak"))
    reason = said.text(
        "alasan", most=LONGEST, empty="money.decide.reason_empty" if is_refused else ""
    )
    if not is_refused:
        refuse_other_total(said, row.amount_idr)
    if said.problems:
        return None
    by, at = actor_of(request), request.at

    def do() -> str:
        if is_refused:
            refuse(approval_id=approval_id, reason=reason, by=by, at=at)
            messages.success(request, tell("money.unlisted.refused"))
        else:
            seen = request.POST.get("seen", "")
            refund_unlisted(approval_id=approval_id, seen_digest=seen, by=by, at=at)
            messages.success(request, tell("money.unlisted.done"))
        return reverse("refunds")

    return carried_out(said, "refund.unlisted.decide", do)


def _facts(row: Unlisted, who: str) -> list[Fact]:
    total = f"{render_rupiah(row.amount_idr)} ({in_words(row.amount_idr)})"
    facts = [
        Fact(tell("money.fact.nip"), spaced(row.nip)),
        Fact(tell("money.fact.office"), row.agency),
        Fact(tell("money.fact.month"), render_month(row.month)),
        Fact(tell("money.fact.amount"), total),
        Fact(tell("money.fact.why"), tell(f"reconciliation.parked.{row.why}")),
    ]
    if who and row.asked_at is not None:
        day = render_date(today_in_wib(row.asked_at))
        facts.append(Fact(tell("money.fact.reason"), row.reason))
        facts.append(Fact(tell("money.fact.asked"), tell("money.fact.asked_by", name=who, day=day)))
    return facts


def _why_not(row: Unlisted) -> Sequence[str]:
    if row.approval_id is not None:
        return [tell("money.unlisted.waits")]
    if not row.is_open:
        return [tell("remittance.month_closed", month=render_month(row.month, current()))]
    return []
