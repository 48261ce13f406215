"""S46: what is open first, then the line that adds up; one person asks to close, another closes."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.approvals.operations import NotAsked, refuse, take_back
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.process.closing import close_month
from payung.reports.payroll.figures import figures_at
from payung.stages.remittance.operations import ask_close, ask_reopen, reopen
from payung.stages.remittance.operations.closing import CLOSE, REOPEN
from payung.stages.remittance.queries import Block, MonthState, month_state
from payung.stages.remittance.queries.beyond_cut import BeyondCut, beyond_cut_slips
from payung.stages.remittance.queries.closings import (
    Asked,
    Closing,
    Returned,
    asked_of,
    closings_of,
    returned_of,
)
from payung.stages.remittance.queries.office_slips import OfficeSlip, office_slips
from payung.stages.remittance.queries.withdrawn import WithdrawnSlip, withdrawn_slips
from payung.web.access.step_up import FRESH, proof_url, to_proof
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.payroll.desk import (
    REFUSALS,
    ROLES,
    UNPROCESSABLE,
    Desk,
    desk_of,
    refusal_words,
    shows_and_takes,
)
from payung.web.payroll.match_words import (
    change_since_asking,
    change_since_page,
    closed_words,
    seen_of,
)
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said
from payung.web.sessions import proven_within

LONGEST: Final = 300
CLOSED: Final = "closed"
ASK, DECIDE, REFUSE, ASK_REOPEN, REOPENS = "minta", "setuju", "tolak", "minta_buka", "buka"
TAKE_BACK: Final = "tarik"
DECISIONS: Final = (DECIDE, REOPENS)
DONE: Final = {
    ASK: "payroll.match.asked",
    DECIDE: "payroll.match.closed",
    REFUSE: "payroll.match.refused",
    TAKE_BACK: "payroll.match.taken_back",
    ASK_REOPEN: "payroll.match.reopen_asked",
    REOPENS: "payroll.match.reopened",
}


@dataclass(frozen=True, kw_only=True)
class Match:
    """Everything the page shows. `change` is what differs since somebody asked."""

    state: MonthState
    slips: list[OfficeSlip]
    asked: Asked | None
    withdrawn: list[WithdrawnSlip]
    returned: Returned | None
    beyond: list[BeyondCut]
    closings: list[Closing]
    change: str

    @property
    def closed(self) -> Closing | None:
        return self.closings[0] if self.state.state == CLOSED and self.closings else None

    @property
    def seen(self) -> str:
        return seen_of(self.state.balances)

    @property
    def is_final(self) -> bool:
        """Whether something is open that no reason can set aside."""
        return any(block.final for block in self.state.blocks)


@dataclass(frozen=True)
class OpenEnd:
    """One thing that keeps the month open, and where it can be put right."""

    words: str
    url: str
    action: str


WAYS: Final = {
    "no_list": ("payroll-list", "payroll.now.list_go"),
    "no_result": ("payroll-result", "payroll.now.result_go"),
    "slip_waits": ("payroll-result", "payroll.now.result_go"),
    "held": ("payroll-remit", "payroll.now.remit_go"),
    "reasons": ("payroll-differences", "payroll.now.differ_go"),
    "unbooked": ("payroll-differences", "payroll.match.to_rows"),
    "unlisted": ("payroll-differences", "payroll.match.to_rows"),
    "suspense": ("payroll-differences", "payroll.match.to_rows"),
}
"""By what is open: the page where it is worked on, and the words of the way there."""


@shows_and_takes
@needs(*ROLES)
def match(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    said = Said(request)
    if not said.is_sent:
        return _show(said, viewer, desk)
    what = request.POST.get("apa", "")
    if what in DECISIONS and not proven_within(request, FRESH):
        return to_proof(request)
    if what == DECIDE and _is_closed(viewer, desk):
        return _faster(request, viewer, desk)
    needs_words = what in (ASK_REOPEN, REFUSE)
    reason = said.text("alasan", most=LONGEST, empty=_empty(what) if needs_words else "")
    if what in DECISIONS and (words := _changed(request, viewer, desk)):
        said.problems["form"] = words
    if what not in DONE:
        said.problems["form"] = tell("payroll.match.unknown")
    if said.problems:
        return _show(said, viewer, desk)
    try:
        return once(
            request,
            action="payroll.match",
            do=lambda: _done(request, viewer, desk, what, reason),
        )
    except NotAsked:
        return _faster(request, viewer, desk)
    except REFUSALS as refusal:
        # Whoever waited for the other's close finds other figures: the month is closed.
        if what == DECIDE and _is_closed(viewer, desk):
            return _faster(request, viewer, desk)
        said.problems["form"] = refusal_words(refusal, month)
        return _show(said, viewer, desk)


def _is_closed(viewer: Viewer, desk: Desk) -> bool:
    return _state(viewer, desk).state == CLOSED


def _faster(request: Request, viewer: Viewer, desk: Desk) -> HttpResponse:
    """Show the month as somebody else left it, and say who and when; nothing was done."""
    messages.info(request, _somebody_did(viewer, desk))
    return HttpResponseRedirect(reverse("payroll-match", args=[desk.month]))


def _empty(what: str) -> str:
    return "payroll.match.reason_missing" if what == REFUSE else "payroll.match.why_missing"


def _done(request: Request, viewer: Viewer, desk: Desk, what: str, reason: str) -> str:
    by, at = actor_of(request), request.at
    here = reverse("payroll-match", args=[desk.month])
    if what == ASK:
        ask_close(agency_id=desk.agency_id, month=desk.month, reason=reason, by=by, at=at)
    elif what == ASK_REOPEN:
        ask_reopen(agency_id=desk.agency_id, month=desk.month, reason=reason, by=by, at=at)
    else:
        kind = {REOPENS: REOPEN, DECIDE: CLOSE}.get(what)
        asked = _asked(viewer, desk, kind)
        seen = request.POST.get("sidik", "")
        if asked is None:
            raise NotAsked
        if what == REFUSE:
            refuse(approval_id=asked.approval_id, reason=reason, by=by, at=at)
        elif what == TAKE_BACK:
            take_back(approval_id=asked.approval_id, by=by, at=at)
        elif what == REOPENS:
            reopen(approval_id=asked.approval_id, seen_digest=seen, by=by, at=at)
        else:
            close_month(
                approval_id=asked.approval_id,
                agency_id=desk.agency_id,
                month=desk.month,
                seen_digest=seen,
                by=by,
                at=at,
            )
            here = reverse("payroll-minutes", args=[desk.month])
    messages.success(request, tell(DONE[what]))
    return here


def _asked(viewer: Viewer, desk: Desk, kind: str | None) -> Asked | None:
    asked = asked_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    return asked if asked is not None and kind in (None, asked.kind) else None


def _somebody_did(viewer: Viewer, desk: Desk) -> str:
    """Say who was faster, and when."""
    found = closings_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    if not found:
        return tell("approvals.not_asked")
    return closed_words(found[0])


def _changed(request: Request, viewer: Viewer, desk: Desk) -> str:
    """Return which figure is another than on the page that was decided upon, or nothing."""
    state = _state(viewer, desk)
    words = change_since_page(request.POST.get("dilihat", ""), state.balances)
    is_other = state.digest != request.POST.get("sidik", "")
    return words or (tell("approvals.seen_otherwise") if is_other else "")


def _state(viewer: Viewer, desk: Desk) -> MonthState:
    state = month_state(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    assert state is not None, "the office is the viewer's own"
    return state


def match_of(viewer: Viewer, desk: Desk) -> Match:
    """Return how the month stands, with what was asked about it."""
    agency_id, month = desk.agency_id, desk.month
    state = _state(viewer, desk)
    asked = asked_of(viewer=viewer, agency_id=agency_id, month=month)
    change = ""
    if asked is not None and asked.seen_digest != state.digest:
        before = figures_at(viewer=viewer, agency_id=agency_id, month=month, at=asked.asked_at)
        change = change_since_asking(before, state.balances) or tell("payroll.match.changed_words")
    return Match(
        state=state,
        slips=office_slips(viewer=viewer, agency_id=agency_id, month=month),
        withdrawn=withdrawn_slips(viewer=viewer, agency_id=agency_id, month=month),
        asked=asked,
        beyond=beyond_cut_slips(viewer=viewer, agency_id=agency_id, month=month),
        returned=returned_of(viewer=viewer, agency_id=agency_id, month=month),
        closings=closings_of(viewer=viewer, agency_id=agency_id, month=month),
        change=change,
    )


def _open_end(block: Block, found: Match, desk: Desk) -> OpenEnd:
    words = block.message(current())
    if block.code == "difference":
        differing = next((slip for slip in found.slips if slip.needs_reason), None)
        if differing is not None:
            url = reverse("slip-difference", args=[differing.difference_id])
            return OpenEnd(words, url, tell("payroll.slips.explain"))
    if block.code == "unallocated" and found.state.book_id is not None:
        url = reverse("paid-months", args=[found.state.book_id])
        return OpenEnd(words, url, tell("money.paid_months.go"))
    if block.code == "slip_waits" and found.beyond:
        return OpenEnd(words, reverse("slip-differences"), tell("money.beyond.go"))
    if block.code not in WAYS:
        return OpenEnd(words, "", "")
    name, action = WAYS[block.code]
    return OpenEnd(words, reverse(name, args=[desk.month]), tell(action))


def _show(said: Said, viewer: Viewer, desk: Desk) -> HttpResponse:
    found = match_of(viewer, desk)
    asked = found.asked
    context = {
        "desk": desk,
        "month": desk.month,
        "match": found,
        "blocks": [_open_end(block, found, desk) for block in found.state.blocks],
        "money": found.state.balances,
        "asked": asked,
        "prove_url": "" if proven_within(said.request, FRESH) else proof_url(said.request),
        "is_own": asked is not None and asked.asked_by_id == viewer.person_id,
        "is_reopening": asked is not None and asked.kind == REOPEN,
        "reason": said.values.get("alasan", ""),
        "problems": said.problems,
    }
    status = UNPROCESSABLE if said.problems else 200
    return render(said.request, "payroll/match.html", context, status=status)
