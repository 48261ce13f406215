"""S61: one claim as the officer, the sponsor, the secretariat and the auditor see it."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.claims.queries import ClaimView, ReasonNeeded, claim_of
from payung.web.claims.case import context_of
from payung.web.claims.opening import ask_why
from payung.web.claims.shown import Tag, stage_of, title_of
from payung.web.claims.stages import stages_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request

PAGES: Final = {
    "report": "claim-told",
    "family": "claim-heirs",
    "papers": "claim-papers",
    "stage_one": "claim-stage",
    "stage_two": "claim-stage",
    "hand_over": "claim-hand-over",
}
"""Where each task of S61 is done."""
DONE: Final = Tag(kind="good", icon_name="check", word="claim.task.done")
NOW: Final = Tag(kind="wait", icon_name="pencil", word="claim.task.now")
LATER: Final = Tag(kind="idle", icon_name="clock", word="claim.task.later")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One task with its address, how far it is, and what it is about."""

    code: str
    words: str
    hint: str
    url: str
    tag: Tag


@require_safe
@needs(Role.SPONSOR, Role.OFFICER, Role.SECRETARIAT, Role.AUDITOR)
def one(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """S61; the sponsor sees how far it is, and nothing of the family."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        if claim is None:
            raise Http404
        if viewer.role is Role.SPONSOR:
            return render(request, "claims/own.html", _own(claim))
        context = context_of(request, viewer, claim)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    tasks = _tasks(claim)
    context["tasks"] = tasks
    context["next"] = next((task for task in tasks if task.tag is NOW), None)
    return render(request, "claims/one.html", context)


def _own(claim: ClaimView) -> dict[str, object]:
    return {
        "claim": claim,
        "title": title_of(claim),
        "stage": stage_of(claim.state),
        "stages": stages_of(claim),
    }


def _tasks(claim: ClaimView) -> list[Shown]:
    """Return the tasks in their order; the first that may begin is the one of now."""
    shown: list[Shown] = []
    has_now = False
    for task in claim.tasks:
        is_now = not task.is_done and task.may_begin and not has_now
        has_now = has_now or is_now
        tag = DONE if task.is_done else NOW if is_now else LATER
        opens = task.is_done or task.may_begin
        url = _url(claim, task.code) if opens else ""
        shown.append(
            Shown(
                code=task.code,
                words=tell(f"claim.task.{task.code}"),
                hint=tell(f"claim.task.{task.code}_hint"),
                url=url,
                tag=tag,
            )
        )
    return shown


def _url(claim: ClaimView, code: str) -> str:
    extra = {"stage_one": [1], "stage_two": [2]}.get(code, [])
    return reverse(PAGES[code], args=[claim.claim_id, *extra])
