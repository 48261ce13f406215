"""Paid months of an office: taken back, or paid again, by two people who saw what changes."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.approvals.operations import refuse
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.nip import spaced
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.operations.correcting import ask_correction, correct
from payung.stages.remittance.queries.paid_months import (
    Correction,
    PaidRow,
    corrections_waiting,
    paid_row,
    paid_rows,
)
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.money.carrying_out import carried_out
from payung.web.money.people_of_book import people_page
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

LONGEST = 150


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.AUDITOR)
def listed(request: Request, viewer: Viewer, book_id: int) -> HttpResponse:
    """Whose months are paid: the civil servants of one office's month, never a worker."""
    return people_page(
        request,
        viewer,
        book_id=book_id,
        found=lambda search, skip, most: paid_rows(
            viewer=viewer, book_id=book_id, search=search, skip=skip, most=most
        ),
        template="money/paid_months.html",
        words={
            "caption": "money.paid_months.title",
            "amount": "money.paid_months.amount",
            "state": "money.paid_months.state",
            "none": "money.paid_months.none",
            "row": "money/_paid_cells.html",
        },
        back="slip-differences",
    )


@form_methods
@needs(Role.TREASURER)
def ask(request: Request, viewer: Viewer, paid_month_id: int) -> HttpResponse:
    """Ask a second person, with what would change."""
    row = paid_row(viewer=viewer, paid_month_id=paid_month_id)
    if row is None:
        raise Http404
    said = Said(request)
    there = reverse("paid-months", args=[row.book_id])
    if said.is_sent and (answer := _asked(said, row, there)) is not None:
        return answer
    return ask_page(
        said,
        f"money.correct.{row.correction.name.lower()}",
        [Ask(id="alasan", code="money.correct.reason", maxlength=LONGEST)],
        back=there,
        values=_values(row),
        facts=_facts(row, ""),
        warnings=_why_not(row),
        is_danger=row.correction is Correction.UNPAY,
        extra={"is_closed": not row.may_ask},
    )


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def decide(request: Request, viewer: Viewer, approval_id: int) -> HttpResponse:
    """Agree or refuse by what was seen, as another person than the one who asked."""
    waiting = corrections_waiting(viewer=viewer)
    row = next((one for one in waiting if one.approval_id == approval_id), None)
    if row is None or row.asked_by_id is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _decided(said, row, approval_id)) is not None:
        return answer
    is_own = row.asked_by_id == viewer.person_id
    names = names_of(viewer=viewer, person_ids=[row.asked_by_id])
    return ask_page(
        said,
        "money.correct.decide",
        [Ask(id="alasan", code="money.decide.reason", is_optional=True, maxlength=LONGEST)],
        back=reverse("slip-differences"),
        values=_values(row),
        facts=_facts(row, names.get(row.asked_by_id, "")),
        warnings=[tell("approvals.same_person")] if is_own else [],
        extra={
            "other_button": tell("money.decide.refuse"),
            "other_name": "tolak",
            "hidden": {"seen": row.digest},
            "is_closed": is_own,
        },
    )


def _asked(said: Said, row: PaidRow, there: str) -> HttpResponse | None:
    reason = said.text("alasan", most=LONGEST, empty="money.correct.reason_empty")
    if said.problems:
        return None

    def do() -> str:
        ask_correction(
            paid_month_id=row.paid_month_id,
            kind=row.correction,
            reason=reason,
            by=actor_of(said.request),
            at=said.request.at,
        )
        messages.success(said.request, tell("money.correct.asked"))
        return there

    return carried_out(said, "paid_month.ask", do)


def _decided(said: Said, row: PaidRow, approval_id: int) -> HttpResponse | None:
    request = said.request
    is_refused = bool(request.POST.get("tolak"))
    reason = said.text(
        "alasan", most=LONGEST, empty="money.decide.reason_empty" if is_refused else ""
    )
    if not is_refused and request.POST.get("seen", "") != row.digest:
        said.wrong("form", "approvals.seen_otherwise")
    if said.problems:
        return None
    by, at = actor_of(request), request.at

    def do() -> str:
        if is_refused:
            refuse(approval_id=approval_id, reason=reason, by=by, at=at)
            messages.success(request, tell("money.correct.refused"))
        else:
            correct(
                approval_id=approval_id,
                kind=Correction(row.kind),
                seen_digest=request.POST.get("seen", ""),
                by=by,
                at=at,
            )
            messages.success(request, tell("money.correct.done"))
        return reverse("slip-differences")

    return carried_out(said, "paid_month.decide", do)


def _values(row: PaidRow) -> dict[str, object]:
    return {"name": row.name, "month": render_month(row.month, current())}


def _facts(row: PaidRow, who: str) -> list[Fact]:
    """Say whose months change, from how many to how many, and where the money lies then."""
    amount = render_rupiah(row.amount_idr)
    facts = [
        Fact(tell("money.fact.who"), row.name),
        Fact(tell("money.fact.nip"), spaced(row.nip)),
        Fact(tell("money.fact.office"), row.agency),
        Fact(tell("money.fact.month"), render_month(row.month)),
    ]
    if row.lines > 1:
        which = tell("money.people.which", number=row.number, lines=row.lines)
        facts.append(Fact(tell("money.fact.which"), which))
    months = tell("money.correct.months", before=row.paid_months, after=row.paid_months_after)
    money = "money.correct.money_back" if not row.taken_back else "money.correct.money_used"
    facts += [
        Fact(tell("money.correct.changes"), months),
        Fact(tell("money.correct.money"), tell(money, amount=amount)),
    ]
    if row.taken_back:
        facts.append(Fact(tell("money.correct.taken_back"), row.taken_back))
    if who and row.asked_at is not None:
        day = render_date(today_in_wib(row.asked_at))
        facts.append(Fact(tell("money.fact.reason"), row.reason))
        facts.append(Fact(tell("money.fact.asked"), tell("money.fact.asked_by", name=who, day=day)))
    return facts


def _why_not(row: PaidRow) -> Sequence[str]:
    if row.approval_id is not None:
        return [tell("money.correct.waits")]
    if not row.is_open:
        return [tell("remittance.month_closed", month=render_month(row.month, current()))]
    return [] if row.may_ask else [tell("money.correct.no_money")]
