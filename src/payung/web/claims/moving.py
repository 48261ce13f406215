"""The officer's steps with a claim: told to BPJS, complete, handed over, taken back, taken up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.dates import render_month
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.process.claims_undoing import undo_death
from payung.stages.claims.operations import (
    complete,
    hand_over,
    note_stage,
    take_up_again,
    withdraw,
)
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import ClaimView, claim_of, papers_of
from payung.web.access.step_up import needs_fresh
from payung.web.claims.accident import moment
from payung.web.claims.files import sentence
from payung.web.claims.shown import may_of, title_of
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes, moment_boxes
from payung.web.secretariat.offices import form_methods

CHANNELS: Final = ("phone", "whatsapp", "email", "visit")
MOST_REASON = 200
Doing = Callable[[], None]


def claim_or_404(request: Request, viewer: Viewer, claim_id: int) -> ClaimView:
    claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
    if claim is None:
        raise Http404
    return claim


def carried_out(
    said: Said,
    claim: ClaimView,
    code: str,
    do: Doing,
    beside: Mapping[str, str] | None = None,
    *,
    to: str = "",
) -> HttpResponse | None:
    """
    Do it once, say `<code>.done` and go back to the claim; or note what the stage says.

    :param beside: of which box the refusal of a code speaks.
    :param to: where it leads to instead.
    """
    request = said.request
    name = "branch-claim" if actor_of(request).role is Role.BRANCH else "claim"

    def doing() -> str:
        do()
        messages.success(request, tell(f"{code}.done"))
        return to or reverse(name, args=[claim.claim_id])

    try:
        return once(request, action=code, do=doing)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        field = (beside or {}).get(getattr(refusal, "code", ""), "form")
        said.problems.setdefault(field, sentence(refusal))
    return None


@form_methods
@needs(Role.OFFICER)
def stage(request: Request, viewer: Viewer, claim_id: int, number: int) -> HttpResponse:
    """Note that the first or the second report reached BPJS: when, and on which way (2 × 24 h)."""
    claim = claim_or_404(request, viewer, claim_id)
    if number not in {clock.stage for clock in claim.stages}:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _told(said, claim, number)) is not None:
        return answer
    boxes, clock = moment_boxes(request.at)
    return ask_page(
        said,
        "claim.tell",
        [
            Ask(id="kapan", code="claim.tell.when", part="date", value=boxes),
            Ask(
                id="kapan_jam",
                code="claim.accident.clock",
                width="short",
                maxlength=5,
                value=clock,
            ),
            Ask(id="cara", code="claim.tell.channel", part="choices", options=channels()),
        ],
        back=reverse("claim", args=[claim_id]),
        values={"number": "I" * number, "title": title_of(claim)},
        extra={"is_closed": "note_stage" not in may_of(claim, viewer.role)},
    )


def channels() -> list[Option]:
    return [(code, tell(f"claim.channel.{code}")) for code in CHANNELS]


def _told(said: Said, claim: ClaimView, number: int) -> HttpResponse | None:
    request = said.request
    told_at = moment(said, "kapan", empty="claim.tell.when_empty")
    channel = said.choice("cara", channels(), empty="claim.tell.channel_empty")
    if told_at is None or said.problems:
        return None

    def do() -> None:
        note_stage(
            claim_id=claim.claim_id,
            stage=number,
            told_at=told_at,
            channel=channel,
            by=actor_of(request),
            at=request.at,
        )

    return carried_out(said, claim, "claim.tell", do, {"claims.day_wrong": "kapan"})


@form_methods
@needs(Role.OFFICER)
@needs_fresh
def handing_over(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Close the file and hand it to the branch: from that day its working days run."""
    claim = claim_or_404(request, viewer, claim_id)
    seen = papers_of(viewer=viewer, claim_id=claim_id, at=request.at)
    said = Said(request)
    if said.is_sent and (answer := _handed_over(said, claim)) is not None:
        return answer
    count = tell("claim.papers.heading", has=seen.has, whole=seen.needed) if seen else ""
    return ask_page(
        said,
        "claim.hand_over",
        [
            Ask(
                id="tanggal",
                code="claim.hand_over.day",
                part="date",
                value=day_boxes(day_of(request)),
            )
        ],
        back=reverse("claim", args=[claim_id]),
        facts=[
            Fact(tell("claim.col.worker"), claim.worker),
            Fact(
                tell("claim.task.papers"),
                count,
                reverse("claim-papers", args=[claim_id]),
                tell("claim.hand_over.see"),
            ),
        ],
        extra={"is_closed": not {"complete", "hand_over"} & set(claim.actions)},
    )


def _handed_over(said: Said, claim: ClaimView) -> HttpResponse | None:
    day = said.day("tanggal", empty="claim.hand_over.day_empty")
    if day is None:
        return None

    def do() -> None:
        by, at = actor_of(said.request), said.request.at
        if "complete" in claim.actions:
            complete(claim_id=claim.claim_id, by=by, at=at)
        hand_over(claim_id=claim.claim_id, handed_on=day, by=by, at=at)

    return carried_out(said, claim, "claim.hand_over", do, {"claims.day_wrong": "tanggal"})


@dataclass(frozen=True)
class _WithReason:
    """A step that needs nothing but its reason."""

    code: str
    action: str
    is_danger: bool = True


def _with_reason(
    request: Request, claim: ClaimView, step: _WithReason, do: Callable[[str], None]
) -> HttpResponse:
    said = Said(request)
    if said.is_sent:
        reason = said.text("alasan", most=MOST_REASON, empty=f"{step.code}.why_empty")
        if not said.problems:
            answer = carried_out(said, claim, step.code, lambda: do(reason))
            if answer is not None:
                return answer
    return ask_page(
        said,
        step.code,
        [Ask(id="alasan", code=f"{step.code}.why", maxlength=MOST_REASON)],
        back=reverse("claim", args=[claim.claim_id]),
        facts=[Fact(tell("claim.col.worker"), claim.worker)],
        is_danger=step.is_danger,
        extra={"is_closed": step.action not in claim.actions},
    )


@form_methods
@needs(Role.OFFICER)
@needs_fresh
def take_back(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Take a report back: made by mistake, or of a death of somebody who lives."""
    claim = claim_or_404(request, viewer, claim_id)
    by, at = actor_of(request), request.at
    if not claim.is_death:
        step = _WithReason("claim.withdraw", "withdraw")
        return _with_reason(
            request,
            claim,
            step,
            lambda reason: withdraw(claim_id=claim_id, reason=reason, by=by, at=at),
        )

    def undo(reason: str) -> None:
        undone = undo_death(claim_id=claim_id, reason=reason, by=by, at=at)
        if undone.goes_on:
            messages.success(request, tell("claim.undo.goes_on"))
        elif undone.locked is not None:
            month = render_month(undone.locked, current())
            messages.warning(request, tell("claim.undo.return", month=month))

    return _with_reason(request, claim, _WithReason("claim.undo", "undo_death"), undo)


@form_methods
@needs(Role.OFFICER)
def take_up(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Take a refused claim up again, with what is new."""
    claim = claim_or_404(request, viewer, claim_id)
    by, at = actor_of(request), request.at
    return _with_reason(
        request,
        claim,
        _WithReason("claim.again", "take_up_again", is_danger=False),
        lambda reason: take_up_again(claim_id=claim_id, reason=reason, by=by, at=at),
    )
