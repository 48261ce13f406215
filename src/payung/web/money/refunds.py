"""S48: money given back to a civil servant: one asks, another decides, the treasurer hands over."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.approvals.operations import NotDecided, refuse
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.operations import refund
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries.held_people import HeldPerson, held_line
from payung.stages.remittance.queries.refunds import (
    RefundRow,
    refund_request,
    refunds_done,
    refunds_waiting,
)
from payung.stages.remittance.queries.unlisted import unlisted_given_back, unlisted_money
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.money.facts import request_facts
from payung.web.money.totals import TOTAL, refuse_other_total
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT, Role.AUDITOR)
def refunds(request: Request, viewer: Viewer) -> HttpResponse:
    """S48."""
    waiting = refunds_waiting(viewer=viewer)
    page = page_of(request, lambda skip, most: refunds_done(viewer=viewer, skip=skip, most=most))
    names = _names(viewer, [*waiting, *page.rows])
    context = {
        "asked": [(row, names.get(row.asked_by_id, "")) for row in waiting if row.is_waiting],
        "unpaid": [
            (row, names.get(row.decided_by_id or 0, "")) for row in waiting if row.is_unpaid
        ],
        "unlisted": unlisted_money(viewer=viewer, on=day_of(request)),
        "given_back": unlisted_given_back(viewer=viewer),
        "page": page,
        "done": [(row, names.get(row.decided_by_id or 0, "")) for row in page.rows],
        "is_wide": viewer.sees_all_agencies,
        "may_decide": viewer.role is Role.SECRETARIAT,
        "may_pay": viewer.role is Role.TREASURER,
    }
    return render(request, "money/refunds.html", context)


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def decide(request: Request, viewer: Viewer, approval_id: int) -> HttpResponse:
    """Agree or refuse, as another person than the one who asked, by the total that was seen."""
    asked = refund_request(viewer=viewer, approval_id=approval_id)
    if asked is None:
        raise Http404
    held_now = None if asked.line_id is None else held_line(viewer=viewer, line_id=asked.line_id)
    said = Said(request)
    if said.is_sent and (answer := _answered(said, asked, held_now)) is not None:
        return answer
    is_own = asked.asked_by_id == viewer.person_id
    warnings = [tell("approvals.same_person")] if is_own else []
    if not asked.is_waiting:
        warnings = [tell("approvals.not_asked")]
    return ask_page(
        said,
        "money.decide",
        [Ask(id="alasan", code="money.decide.reason", is_optional=True, maxlength=300)],
        back=reverse("refunds"),
        values={"amount": render_rupiah(asked.amount_idr), "name": asked.name},
        facts=request_facts(asked, _names(viewer, [asked]), _most_idr(held_now)),
        warnings=warnings,
        extra={
            "other_button": tell("money.decide.refuse"),
            "other_name": "tolak",
            "hidden": {"seen": asked.seen_digest, TOTAL: str(_most_idr(held_now))},
            "is_closed": is_own or not asked.is_waiting,
        },
    )


def _answered(said: Said, asked: RefundRow, held_now: HeldPerson | None) -> HttpResponse | None:
    request = said.request
    is_refused = bool(request.POST.get("tolak"))
    reason = said.text("alasan", most=300, empty="money.decide.reason_empty" if is_refused else "")
    if not is_refused:
        refuse_other_total(said, _most_idr(held_now))
    if said.problems:
        return None
    try:
        return once(
            request,
            action="refund.decide",
            do=lambda: _decided(request, asked, reason, is_refused=is_refused),
        )
    except (MoneyRefused, NotDecided) as refusal:
        said.problems["form"] = refusal.finding.message(current())
    return None


def _decided(request: Request, asked: RefundRow, reason: str, *, is_refused: bool) -> str:
    by, at = actor_of(request), request.at
    if is_refused:
        refuse(approval_id=asked.approval_id, reason=reason, by=by, at=at)
        messages.success(request, tell("money.decide.refused", name=asked.name))
    else:
        seen = request.POST.get("seen", "")
        refund(approval_id=asked.approval_id, seen_digest=seen, by=by, at=at)
        messages.success(request, tell("money.decide.done", name=asked.name))
    return reverse("refunds")


def _most_idr(held_now: HeldPerson | None) -> int:
    return 0 if held_now is None else held_now.most_idr


def _names(viewer: Viewer, rows: Sequence[RefundRow]) -> dict[int, str]:
    wanted = {row.asked_by_id for row in rows} | {row.decided_by_id for row in rows}
    return names_of(viewer=viewer, person_ids=sorted(one for one in wanted if one is not None))
