"""S61: one claim with what is to be done, and how it went so far."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final

from payung.foundation.audit.models import Move
from payung.foundation.rules.benefits import Scheme
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.stages.claims.models import Claim, Word
from payung.stages.claims.problems import ReasonNeeded
from payung.stages.claims.queries.known import heirs_now, marks_now, needed_now
from payung.stages.claims.queries.lists import ClaimRow, rows_of
from payung.stages.claims.queries.opening import CLAIM, ON_REASON, is_open_for, seen
from payung.stages.claims.states import AT_BRANCH, EDITABLE, MOVES, State
from payung.stages.claims.sums.papers import missing
from payung.stages.claims.sums.places import WORDS_PLACE

OF_OFFICER: Final = frozenset({"begin", "complete", "hand_over", "withdraw", "take_up_again"})
OF_BRANCH: Final = frozenset({"take_in", "ask_more", "pay", "refuse"})


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a claim's life."""

    at: datetime
    state: State
    role: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing on the family's list."""

    code: str
    is_done: bool
    may_begin: bool


@dataclass(frozen=True, kw_only=True)
class ClaimView(ClaimRow):
    """
    One claim; nothing of the facts, the heirs or the pictures.

    `reason`: why it was last given back, refused or withdrawn. `actions`: what this viewer may do
    now. A sponsor sees the steps, without words, and no tasks.
    """

    card_number: str
    sponsor: str
    born_on: date | None
    event_at: datetime | None
    handed_on: date | None
    reason: str
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    linked: tuple[int, ...]
    actions: tuple[str, ...]


def claim_of(*, viewer: Viewer, claim_id: int, at: datetime) -> ClaimView | None:
    """
    Return one claim; None beyond the view.

    :raises ReasonNeeded: the secretariat or an auditor, who did not say within the hour why.
    """
    claim = seen(viewer, claim_id)
    if claim is None:
        return None
    if viewer.role in ON_REASON and not is_open_for(viewer, claim, at):
        raise ReasonNeeded(claim_id)
    (row,) = rows_of(Claim.objects.visible_to(viewer).filter(pk=claim_id), viewer, at)
    told = {field.name: getattr(row, field.name) for field in fields(ClaimRow)}
    is_sponsor = viewer.role is Role.SPONSOR
    words = {} if is_sponsor else _words(claim)
    steps = tuple(_steps(claim, words))
    later = Claim.objects.visible_to(viewer).filter(prior=claim).order_by("pk")
    return ClaimView(
        **{**told, "worker": claim.worker.name},
        card_number=claim.sponsorship.card_number,
        sponsor=claim.sponsor.name,
        born_on=claim.worker.born_on,
        event_at=None if is_sponsor else claim.event_at,
        handed_on=claim.handed_on,
        reason=next((one.reason for one in reversed(steps) if one.reason), ""),
        steps=steps,
        tasks=() if is_sponsor else tuple(_tasks(claim, row)),
        linked=() if is_sponsor else tuple(later.values_list("pk", flat=True)),
        actions=_actions(viewer, claim),
    )


def _words(claim: Claim) -> dict[datetime, str]:
    """Return the words of each step, by the instant at which it was taken."""
    rows = Word.objects.filter(claim=claim).values_list("said_at", "sealed")
    return {at: sealer().open(bytes(sealed), WORDS_PLACE) for at, sealed in rows}


def _steps(claim: Claim, words: dict[datetime, str]) -> list[Step]:
    rows = Move.objects.filter(entity=CLAIM, entity_id=claim.pk).order_by("pk")
    return [
        Step(at=at, state=State(state), role=role, reason=words.get(at, ""))
        for at, state, role in rows.values_list("at", "to_state", "role")
    ]


def _tasks(claim: Claim, row: ClaimRow) -> list[Task]:
    marks = {code: marked.mark for code, marked in marks_now(claim.pk).items()}
    has_papers = not missing(needed_now(claim), marks)
    has_family = bool(heirs_now(claim.pk)) or not claim.is_death
    is_ours = claim.state in EDITABLE
    is_over = claim.state in (*AT_BRANCH, State.PAID)
    stages = {1: "stage_one", 2: "stage_two"}
    told = [
        Task(code=stages[one.stage], is_done=not one.is_running, may_begin=one.is_running)
        for one in row.stages
    ]
    return [
        Task(code="report", is_done=True, may_begin=is_ours),
        *told,
        Task(code="family", is_done=has_family, may_begin=is_ours),
        Task(code="papers", is_done=has_papers, may_begin=is_ours),
        Task(code="hand_over", is_done=is_over, may_begin=is_ours and has_papers and has_family),
    ]


def _actions(viewer: Viewer, claim: Claim) -> tuple[str, ...]:
    mine = {
        Role.OFFICER: OF_OFFICER | ({"undo_death"} if claim.is_death else set()),
        Role.BRANCH: OF_BRANCH | {"decide"},
        Role.SECRETARIAT: frozenset({"withdraw", "undo_death"}),
    }.get(viewer.role, frozenset())
    state = State(claim.state)
    found = [name for name in MOVES.actions_from(state) if name in mine]
    if "decide" in mine and state is State.IN_PROCESS:
        found.append("decide")
    if "undo_death" in mine and claim.is_death and state in (*EDITABLE, State.REFUSED):
        found.append("undo_death")
    is_accident = claim.kind == Scheme.JKK and viewer.role is Role.OFFICER
    if is_accident and not claim.is_death and state is not State.WITHDRAWN:
        found += ["died", "later"]
    return tuple(found)
