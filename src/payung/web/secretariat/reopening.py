"""S101: a closed month is opened again: one person asks and says why, another decides."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.access.people import names_of
from payung.foundation.approvals.operations import refuse
from payung.kernel.dates import render_month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.operations import ask_reopen, reopen
from payung.stages.remittance.problems import NotClosed
from payung.stages.remittance.queries import MonthState, OpenRequest, month_state, open_requests
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.periods import REOPEN, office_or_404

_REFUSED: Final[dict[type[Exception], tuple[str, str]]] = {
    NotClosed: ("form", "periods.reopen.open"),
}


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def ask(request: Request, viewer: Viewer, month: str, agency_id: int) -> HttpResponse:
    """Ask a second person to open an office's month again."""
    found, office = office_or_404(request, viewer, month, agency_id)
    if office.closed_at is None:
        raise Http404
    said, there = Said(request), reverse("manage-period", args=[month])
    if said.is_sent:
        reason = said.text("alasan", most=300, empty="desk.reason_empty")
        if not said.problems:

            def do() -> str:
                ask_reopen(
                    agency_id=agency_id,
                    month=found.calendar.month,
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("periods.reopen.asked", name=office.office))
                return there

            with said.refusing(_REFUSED):
                return once(request, action="period.reopen.ask", do=do)
    state = month_state(viewer=viewer, agency_id=agency_id, month=found.calendar.month)
    return ask_page(
        said,
        "periods.reopen",
        [Ask(id="alasan", code="desk.reason", maxlength=300)],
        back=there,
        values={
            "name": office.office,
            "month": render_month(found.calendar.month, current()),
        },
        facts=_figures(state),
        warnings=[tell("periods.reopen.second")],
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def decide(request: Request, viewer: Viewer, approval_id: int) -> HttpResponse:
    """Agree or refuse, as another person than the one who asked."""
    asked = next(
        (
            row
            for row in open_requests(viewer=viewer)
            if row.approval_id == approval_id and row.kind == REOPEN
        ),
        None,
    )
    if asked is None:
        raise Http404
    state = month_state(viewer=viewer, agency_id=asked.agency_id, month=asked.month)
    said = Said(request)
    if said.is_sent:
        is_refused = bool(request.POST.get("tolak"))
        reason = said.text("alasan", most=300, empty="desk.reason_empty" if is_refused else "")
        if not is_refused:
            _refuse_changed(said, state)
        if not said.problems:
            with said.refusing(_REFUSED):
                return once(
                    request,
                    action="period.reopen",
                    do=lambda: _decided(request, asked, reason, is_refused=is_refused),
                )
    return _page(said, viewer, asked, state)


def _decided(request: Request, asked: OpenRequest, reason: str, *, is_refused: bool) -> str:
    by, at = actor_of(request), request.at
    if is_refused:
        refuse(approval_id=asked.approval_id, reason=reason, by=by, at=at)
        messages.success(request, tell("periods.decide.refused", name=asked.agency))
    else:
        seen = request.POST.get("seen", "")
        reopen(approval_id=asked.approval_id, seen_digest=seen, by=by, at=at)
        messages.success(request, tell("periods.decide.done", name=asked.agency))
    return reverse("manage-period", args=[str(asked.month)])


def _refuse_changed(said: Said, state: MonthState | None) -> None:
    """Tell both sums where the figures changed since the page was shown."""
    if state is None or said.request.POST.get("seen", "") == state.digest:
        return
    shown = said.request.POST.get("terlihat", "")
    before = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 16 else 0
    said.wrong(
        "form",
        "periods.decide.changed",
        old=render_rupiah(before),
        new=render_rupiah(state.balances.cut_idr),
    )


def _page(said: Said, viewer: Viewer, asked: OpenRequest, state: MonthState | None) -> HttpResponse:
    is_own = asked.asked_by_id == viewer.person_id
    names = names_of(viewer=viewer, person_ids=[asked.asked_by_id])
    facts = [
        Fact(tell("desk.decide.asked_by"), names.get(asked.asked_by_id, "")),
        Fact(tell("desk.reason"), asked.reason),
        *_figures(state),
    ]
    hidden = {} if state is None else {"seen": state.digest, "terlihat": state.balances.cut_idr}
    return ask_page(
        said,
        "periods.decide",
        [Ask(id="alasan", code="desk.decide.reason", is_optional=True, maxlength=300)],
        back=reverse("manage-period", args=[str(asked.month)]),
        values={"name": asked.agency, "month": render_month(asked.month, current())},
        facts=facts,
        warnings=[tell("approvals.same_person")] if is_own else (),
        extra={
            "other_button": tell("desk.decide.refuse"),
            "other_name": "tolak",
            "hidden": hidden,
            "is_closed": is_own,
        },
    )


def _figures(state: MonthState | None) -> list[Fact]:
    if state is None:
        return []
    money = state.balances
    return [
        Fact(tell("periods.cut"), render_rupiah(money.cut_idr)),
        Fact(tell("periods.held"), render_rupiah(money.held_idr)),
        Fact(tell("periods.version"), state.version),
    ]
