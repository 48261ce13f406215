"""S45: a slip recorded wrongly is withdrawn, as long as the branch has not confirmed it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process.slips import take_back_slip
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries.office_slips import OfficeSlip, office_slips
from payung.stages.remittance.queries.withdrawn import WithdrawnSlip, withdrawn_slips
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.payroll.desk import Desk, desk_of, shows_and_takes
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page

LONGEST = 200


@shows_and_takes
@needs(Role.TREASURER)
def withdraw(request: Request, viewer: Viewer, month: Month, slip_id: int) -> HttpResponse:
    """Ask why, say what follows, and do it once."""
    desk = desk_of(request, viewer, month)
    slip = _slip(viewer, desk, slip_id)
    gone = _gone(viewer, desk, slip_id) if slip is None else None
    if slip is None and gone is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _withdrawn(said, desk, slip_id)) is not None:
        return answer
    if slip is None:
        return _over(said, desk, gone)
    return ask_page(
        said,
        "payroll.withdraw",
        [Ask(id="alasan", code="payroll.withdraw.reason", maxlength=LONGEST)],
        back=reverse("payroll-remit", args=[month]),
        values={"number": slip.number},
        facts=_facts(slip, month),
        warnings=_why_not(slip, desk),
        is_danger=True,
        extra={"is_closed": bool(slip.receipt) or desk.is_closed},
    )


def _withdrawn(said: Said, desk: Desk, slip_id: int) -> HttpResponse | None:
    request = said.request
    reason = said.text("alasan", most=LONGEST, empty="payroll.withdraw.reason_empty")
    here = reverse("payroll-remit", args=[desk.month])
    if said.problems:
        return None

    def do() -> str:
        take_back_slip(slip_id=slip_id, reason=reason, by=actor_of(request), at=request.at)
        messages.success(request, tell("payroll.withdraw.done"))
        return here

    try:
        return once(request, action="payroll.withdraw", do=do)
    except MoneyRefused as refusal:
        said.problems["form"] = refusal.message(current())
    return None


def _over(said: Said, desk: Desk, gone: WithdrawnSlip | None) -> HttpResponse:
    """Say who withdrew it before, and when."""
    assert gone is not None, "a slip that is not here was withdrawn"
    day = render_date(today_in_wib(gone.withdrawn_at))
    return ask_page(
        said,
        "payroll.withdraw",
        [],
        back=reverse("payroll-remit", args=[desk.month]),
        values={"number": gone.number},
        warnings=[tell("payroll.withdraw.gone", name=gone.withdrawn_by, day=day)],
        extra={"is_closed": True},
    )


def _gone(viewer: Viewer, desk: Desk, slip_id: int) -> WithdrawnSlip | None:
    slips = withdrawn_slips(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    return next((slip for slip in slips if slip.slip_id == slip_id), None)


def _slip(viewer: Viewer, desk: Desk, slip_id: int) -> OfficeSlip | None:
    slips = office_slips(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    return next((slip for slip in slips if slip.slip_id == slip_id), None)


def _facts(slip: OfficeSlip, month: Month) -> list[Fact]:
    facts = [
        Fact(tell("payroll.slips.slip"), f"{slip.bank} {slip.number}"),
        Fact(tell("payroll.remit.day"), render_date(slip.paid_on)),
        Fact(
            tell("payroll.remit.amount", month=render_month(month, current())),
            render_rupiah(slip.part_idr),
        ),
    ]
    if slip.amount_idr != slip.part_idr:
        facts.append(Fact(tell("payroll.withdraw.whole"), render_rupiah(slip.amount_idr)))
    return facts


def _why_not(slip: OfficeSlip, desk: Desk) -> list[str]:
    if slip.receipt and slip.received_on is not None:
        day = render_date(slip.received_on)
        return [tell("remittance.slip_confirmed", day=day, receipt=slip.receipt)]
    if desk.is_closed:
        return [tell("remittance.month_closed", month=render_month(desk.month, current()))]
    return []
