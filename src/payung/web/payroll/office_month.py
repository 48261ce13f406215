"""S101: one office's month: its figures, why money is held, and closing it as the second person."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.approvals.operations import NotDecided, refuse
from payung.foundation.documents.queries import documents_of
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process import papers
from payung.process.closing import close_month
from payung.reports.periods import OfficePeriod
from payung.stages.remittance.operations.closing import CLOSE
from payung.stages.remittance.problems import MoneyRefused
from payung.stages.remittance.queries.closings import Asked
from payung.stages.remittance.queries.held_reasons import held_parts
from payung.stages.remittance.queries.unlisted import unlisted_money
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.payroll.desk import Desk
from payung.web.payroll.match_words import change_since_page, closed_words
from payung.web.payroll.matching import Match, match_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.periods import office_or_404

LONGEST: Final = 300
SHOWN: Final = ("cut", "received", "transit", "held", "returned", "suspense")


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def office_month(request: Request, viewer: Viewer, month: str, agency_id: int) -> HttpResponse:
    """Where the office's money of the month is, what keeps it open, and what was asked."""
    desk, office = _desk(request, viewer, month, agency_id)
    found = match_of(viewer, desk)
    place = (agency_id, desk.month)
    held = held_parts(viewer=viewer, places=[place]).get(place)
    book_id = found.state.book_id
    kept = []
    if book_id is not None:
        kept = documents_of(viewer=viewer, subject_type=papers.BOOK, subject_id=book_id)
    context = {
        "office": office,
        "month": desk.month,
        "named": month,
        "match": found,
        "money": found.state.balances,
        "blocks": [block.message(current()) for block in found.state.blocks],
        "held": held.parts if held else (),
        "book_id": book_id,
        "papers": kept,
        "unlisted": unlisted_money(
            viewer=viewer, on=desk.on, agency_id=agency_id, month=desk.month
        ),
        "asks_close": found.asked is not None and found.asked.kind == CLOSE,
        "may_decide": viewer.role is Role.SECRETARIAT,
        "may_see_people": viewer.role is Role.AUDITOR,
    }
    return render(request, "secretariat/office_month.html", context)


@form_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def close(request: Request, viewer: Viewer, month: str, agency_id: int) -> HttpResponse:
    """Close, or return with the reason, as another person than the one who asked."""
    desk, office = _desk(request, viewer, month, agency_id)
    found = match_of(viewer, desk)
    asked = found.asked
    there = reverse("manage-office-month", args=[month, agency_id])
    if asked is None or asked.kind != CLOSE:
        if not found.closings:
            raise Http404
        messages.info(request, closed_words(found.closings[0]))
        return HttpResponseRedirect(there)
    said = Said(request)
    if said.is_sent and (answer := _decided(said, desk, found, asked, there)) is not None:
        return answer
    is_own = asked.asked_by_id == viewer.person_id
    warnings = [block.message(current()) for block in found.state.blocks]
    warnings += [found.change] if found.change else []
    return ask_page(
        said,
        "periods.close",
        [Ask(id="alasan", code="periods.close.reason", is_optional=True, maxlength=LONGEST)],
        back=there,
        values={"name": office.office, "month": render_month(desk.month, current())},
        facts=_facts(viewer, found, asked),
        warnings=[*warnings, *([tell("approvals.same_person")] if is_own else [])],
        extra={
            "other_button": tell("payroll.match.refuse_go"),
            "other_name": "tolak",
            "hidden": {"sidik": found.state.digest, "dilihat": found.seen},
            "is_closed": is_own,
        },
    )


def _decided(said: Said, desk: Desk, found: Match, asked: Asked, there: str) -> HttpResponse | None:
    request = said.request
    is_returned = bool(request.POST.get("tolak"))
    reason = said.text(
        "alasan", most=LONGEST, empty="payroll.match.reason_missing" if is_returned else ""
    )
    if not is_returned:
        _refuse_changed(said, found)
    if said.problems:
        return None
    by, at = actor_of(request), request.at

    def do() -> str:
        if is_returned:
            refuse(approval_id=asked.approval_id, reason=reason, by=by, at=at)
            messages.success(request, tell("payroll.match.refused"))
            return there
        close_month(
            approval_id=asked.approval_id,
            agency_id=desk.agency_id,
            month=desk.month,
            seen_digest=request.POST.get("sidik", ""),
            by=by,
            at=at,
        )
        messages.success(request, tell("payroll.match.closed"))
        return there

    try:
        return once(request, action="period.close", do=do)
    except (MoneyRefused, NotDecided) as refusal:
        said.problems["form"] = refusal.finding.message(current())
    return None


def _refuse_changed(said: Said, found: Match) -> None:
    """Tell both figures where one changed since the page was shown."""
    words = change_since_page(said.request.POST.get("dilihat", ""), found.state.balances)
    if not words and said.request.POST.get("sidik", "") != found.state.digest:
        words = tell("approvals.seen_otherwise")
    if words:
        said.problems["form"] = words


def _facts(viewer: Viewer, found: Match, asked: Asked) -> list[Fact]:
    names = names_of(viewer=viewer, person_ids=[asked.asked_by_id])
    money = found.state.balances
    who = names.get(asked.asked_by_id, "")
    day = render_date(today_in_wib(asked.asked_at))
    facts = [Fact(tell("money.fact.asked"), tell("money.fact.asked_by", name=who, day=day))]
    if asked.reason:
        facts.append(Fact(tell("desk.reason"), asked.reason))
    facts += [
        Fact(tell(f"payroll.part.{part}"), render_rupiah(amount))
        for part in SHOWN
        if (amount := getattr(money, f"{part}_idr")) > 0 or part != "suspense"
    ]
    if money.office_idr:
        facts.append(Fact(tell("payroll.part.office"), render_rupiah(money.office_idr)))
    return facts


def _desk(
    request: Request, viewer: Viewer, month: str, agency_id: int
) -> tuple[Desk, OfficePeriod]:
    """Return the office's month as the treasurer's pages have it. :raises Http404: none."""
    found, office = office_or_404(request, viewer, month, agency_id)
    desk = Desk(
        agency_id=agency_id,
        regency_id=viewer.regency_id or 0,
        month=found.calendar.month,
        on=found.on,
        asked=None,
        state=None,
    )
    return desk, office
