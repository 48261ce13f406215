"""Slip and receipt differ: the reason is said once; receipts whose slip nobody recorded yet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.remittance.operations import explain_difference
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries.beyond_cut import beyond_cut_slips
from payung.stages.remittance.queries.differing import slip_difference, slip_differences
from payung.stages.remittance.queries.paid_months import corrections_waiting
from payung.stages.remittance.queries.receipts import receipts_of
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.money.facts import difference_facts
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

BACK, KEPT = "kembali", "tetap"
LONGEST = 200


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT, Role.AUDITOR)
def differences(request: Request, viewer: Viewer) -> HttpResponse:
    """What still needs a reason first; receipts without a slip only for who sees all offices."""
    page = page_of(
        request, lambda skip, most: slip_differences(viewer=viewer, skip=skip, most=most)
    )
    context = {
        "page": page,
        "parked": receipts_of(viewer=viewer, only_parked=True, most=25),
        "beyond": beyond_cut_slips(viewer=viewer),
        "may_ask": viewer.role is Role.TREASURER,
        "corrections": corrections_waiting(viewer=viewer),
        "may_decide": viewer.role is Role.SECRETARIAT,
        "is_wide": viewer.sees_all_agencies,
        "may_explain": viewer.role is not Role.AUDITOR,
    }
    return render(request, "money/differences.html", context)


@form_methods
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT)
def explain(request: Request, viewer: Viewer, difference_id: int) -> HttpResponse:
    """Say why slip and receipt differ, and whether the bank gave the rest back."""
    row = slip_difference(viewer=viewer, difference_id=difference_id)
    if row is None:
        raise Http404
    said = Said(request)
    is_less = row.missing_idr > 0
    if said.is_sent and (answer := _explained(said, difference_id, is_less=is_less)) is not None:
        return answer
    questions = [Ask(id="sebab", code="money.explain.words", maxlength=LONGEST)]
    if is_less:
        options = [(code, tell(f"money.explain.{code}")) for code in (KEPT, BACK)]
        questions.append(Ask(id="sisa", code="money.explain.rest", part="choices", options=options))
    return ask_page(
        said,
        "money.explain",
        questions,
        back=reverse("slip-differences"),
        facts=difference_facts(row),
        warnings=[] if row.is_open else [tell("remittance.no_difference")],
        extra={"is_closed": not row.is_open},
    )


def _explained(said: Said, difference_id: int, *, is_less: bool) -> HttpResponse | None:
    words = said.text("sebab", most=LONGEST, empty="money.explain.words_empty")
    rest = ""
    if is_less:
        options = [(KEPT, KEPT), (BACK, BACK)]
        rest = said.choice("sisa", options, empty="money.explain.rest_empty")
    if said.problems:
        return None

    def do() -> str:
        explain_difference(
            difference_id=difference_id,
            words=words,
            given_back=rest == BACK,
            by=actor_of(said.request),
            at=said.request.at,
        )
        messages.success(said.request, tell("money.explain.done"))
        return reverse("slip-differences")

    try:
        return once(said.request, action="difference.explain", do=do)
    except MoneyRefused as refusal:
        said.problems["form"] = refusal.message(current())
    return None
