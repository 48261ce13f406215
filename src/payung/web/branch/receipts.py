"""S85: contributions received. The ordinary case is one press beside the slip that waits."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.foundation.documents.queries import Paper, latest_of_kind
from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.names import shown
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import parse_rupiah, render_rupiah
from payung.process.papers import MINUTES
from payung.stages.registry.queries.offices import open_offices
from payung.stages.remittance.operations import record_receipt
from payung.stages.remittance.problems import (
    AmountOutOfRange,
    DayAhead,
    MoneyRefused,
    ReceiptKnown,
    ReceivedBeforePaid,
)
from payung.stages.remittance.queries.receipts import (
    ReceiptRow,
    WaitingSlip,
    known_receipt,
    receipts_of,
    waiting_slip,
    waiting_slips,
)
from payung.stages.remittance.sums import usual_receipt_number
from payung.web.branch.received_before import received_before
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

LATEST: Final = 10
LONGEST: Final = 40
LONGEST_SEARCH: Final = 60
_BESIDE: Final[dict[type[MoneyRefused], str]] = {
    AmountOutOfRange: "jumlah",
    DayAhead: "tanggal",
    ReceivedBeforePaid: "tanggal",
}


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """A receipt as it was pressed or typed."""

    number: str
    bank: str
    slip_number: str
    amount_idr: int
    received_on: date


@require_safe
@needs(Role.BRANCH)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """What waits to be confirmed, receipts without a slip, and what was recorded lately."""
    on = day_of(request)
    search = shown(request.GET.get("cari", ""))[:LONGEST_SEARCH]
    page = page_of(
        request,
        lambda skip, most: waiting_slips(viewer=viewer, on=on, search=search, skip=skip, most=most),
    )
    context = {
        "page": page,
        "search": search,
        "parked": receipts_of(viewer=viewer, only_parked=True, most=LATEST),
        "latest": receipts_of(viewer=viewer, most=LATEST),
        "minutes": _minutes(viewer),
    }
    return render(request, "branch/receipts.html", context)


def _minutes(viewer: Viewer) -> list[tuple[Paper, str]]:
    """Return the minutes that the branch signs (D05), the latest first, each with its office."""
    kept = latest_of_kind(viewer=viewer, kind=MINUTES, most=LATEST)
    names = dict(open_offices(viewer=viewer, but=0)) if kept else {}
    return [(paper, names.get(paper.agency_id or 0, "")) for paper in kept]


@require_POST
@needs(Role.BRANCH)
def press(request: Request, viewer: Viewer, slip_id: int) -> HttpResponse:
    """Confirm a slip as it stands: its amount, received today, under a number of ours."""
    slip = waiting_slip(viewer=viewer, on=day_of(request), slip_id=slip_id)
    if slip is None:
        return received_before(request, viewer, slip_id)
    said = Said(request)
    wanted = _Wanted(
        number=usual_receipt_number(slip.bank, slip.number),
        bank=slip.bank,
        slip_number=slip.number,
        amount_idr=slip.amount_idr,
        received_on=day_of(request),
    )
    if (answer := _recorded(said, wanted)) is not None:
        return answer
    for problem in said.problems.values():
        messages.warning(request, problem)
    return HttpResponseRedirect(reverse("branch-receipt-differs", args=[slip_id]))


@form_methods
@needs(Role.BRANCH)
def record(request: Request, viewer: Viewer, slip_id: int | None = None) -> HttpResponse:
    """Record a receipt that is otherwise: another amount or day, or a slip nobody recorded yet."""
    slip = None
    if slip_id is not None:
        slip = waiting_slip(viewer=viewer, on=day_of(request), slip_id=slip_id)
        if slip is None:
            return received_before(request, viewer, slip_id)
    said = Said(request)
    if said.is_sent and (answer := _typed(said, slip)) is not None:
        return answer
    return _form(said, slip)


def _form(said: Said, slip: WaitingSlip | None) -> HttpResponse:
    questions = [
        Ask(id="jumlah", code="receipts.record.amount", kind="digits", value=_amount(slip)),
        Ask(
            id="tanggal",
            code="receipts.record.day",
            part="date",
            value=day_boxes(day_of(said.request)),
        ),
        Ask(id="nomor", code="receipts.record.number", is_optional=True, maxlength=LONGEST),
    ]
    if slip is None:
        questions[:0] = [
            Ask(id="bank", code="receipts.record.bank", maxlength=LONGEST),
            Ask(id="bukti", code="receipts.record.slip", maxlength=LONGEST),
        ]
    return ask_page(
        said,
        "receipts.record",
        questions,
        back=reverse("branch-receipts"),
        facts=[] if slip is None else _facts(slip),
    )


def _typed(said: Said, slip: WaitingSlip | None) -> HttpResponse | None:
    if slip is None:
        bank = said.text("bank", most=LONGEST, empty="receipts.record.bank_empty")
        slip_number = said.text("bukti", most=LONGEST, empty="receipts.record.slip_empty")
    else:
        bank, slip_number = slip.bank, slip.number
    typed = said.text("jumlah", most=LONGEST, empty="receipts.record.amount_empty")
    amount_idr = 0
    try:
        amount_idr = int(parse_rupiah(typed)) if typed else 0
    except Unreadable as unreadable:
        said.problems.setdefault("jumlah", unreadable.finding.message(current()))
    received_on = said.day("tanggal", empty="receipts.record.day_empty")
    number = said.text("nomor", most=LONGEST)
    if said.problems or received_on is None:
        return None
    wanted = _Wanted(
        number=number or usual_receipt_number(bank, slip_number),
        bank=bank,
        slip_number=slip_number,
        amount_idr=amount_idr,
        received_on=received_on,
    )
    return _recorded(said, wanted)


def _recorded(said: Said, wanted: _Wanted) -> HttpResponse | None:
    """Record it once and tell what became of it, or note what the stage says against it."""

    def do() -> str:
        record_receipt(**asdict(wanted), by=actor_of(said.request), at=said.request.at)
        _tell(said.request, wanted)
        return reverse("branch-receipts")

    try:
        return once(said.request, action="receipt.record", do=do)
    except ReceiptKnown as refusal:
        where = _where(_kept(said.request, wanted))
        said.problems["form"] = f"{refusal.message(current())} {where}".strip()
    except MoneyRefused as refusal:
        said.problems[_BESIDE.get(type(refusal), "form")] = refusal.message(current())
    return None


def _tell(request: Request, wanted: _Wanted) -> None:
    kept = _kept(request, wanted)
    assert kept is not None, "it was recorded a moment ago"
    amount = render_rupiah(kept.amount_idr)
    if kept.is_parked:
        messages.warning(request, tell("receipts.done.parked", amount=amount))
    elif kept.missing_idr:
        said = tell(
            "receipts.done.less" if kept.missing_idr > 0 else "receipts.done.more",
            slip=render_rupiah(kept.slip_idr or 0),
            amount=amount,
            difference=render_rupiah(abs(kept.missing_idr)),
        )
        messages.warning(request, said)
    else:
        messages.success(request, tell("receipts.done.same", amount=amount, where=_where(kept)))


def _kept(request: Request, wanted: _Wanted) -> ReceiptRow | None:
    return known_receipt(
        viewer=actor_of(request).viewer,
        number=wanted.number,
        bank=wanted.bank,
        slip_number=wanted.slip_number,
    )


def _where(kept: ReceiptRow | None) -> str:
    """Say for which office and month a receipt is; nothing of what is beyond the view."""
    if kept is None:
        return ""
    if kept.is_parked:
        return tell("receipts.where.parked")
    return "; ".join(f"{office}, {render_month(month)}" for office, month in kept.places)


def _facts(slip: WaitingSlip) -> list[Fact]:
    places = "; ".join(f"{office}, {render_month(month)}" for office, month in slip.places)
    return [
        Fact(tell("receipts.col.for"), places),
        Fact(tell("receipts.col.slip"), f"{slip.bank} {slip.number}"),
        Fact(tell("receipts.col.amount"), render_rupiah(slip.amount_idr)),
    ]


def _amount(slip: WaitingSlip | None) -> str:
    return "" if slip is None else render_rupiah(slip.amount_idr).removeprefix("Rp")
