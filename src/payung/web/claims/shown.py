"""How a claim is called on a page: its title, the tag of its stage, and the clock that runs."""

from dataclasses import dataclass
from typing import Final

from payung.kernel.dates import render_date
from payung.kernel.people import Role
from payung.stages.claims.queries import ClaimRow, ClaimView
from payung.stages.claims.states import EDITABLE, OPEN, State
from payung.web.language import tell

LOOKS: Final[dict[State, tuple[str, str]]] = {
    State.REPORTED: ("wait", "clock"),
    State.COLLECTING: ("wait", "pencil"),
    State.COMPLETE: ("info", "check"),
    State.HANDED_OVER: ("info", "clock"),
    State.IN_PROCESS: ("info", "clock"),
    State.PAID: ("good", "check"),
    State.REFUSED: ("bad", "stop"),
    State.WITHDRAWN: ("idle", "stop"),
}
"""The colour and the drawing of a stage; the word beside them says the same."""


OF_FILE: Final = frozenset({"write_facts", "add_heir", "mark_papers", "keep_file"})
"""What the officer does with the file while it is the office's."""
OVER: Final = (State.REFUSED, State.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A status: colour, drawing and word."""

    kind: str
    icon_name: str
    word: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A claim as a row of S60: what the page says beside the row's own values."""

    row: ClaimRow
    kind: str
    stage: Tag
    clock: Tag | None
    is_over: bool


def listed(row: ClaimRow, role: Role) -> Listed:
    """Return the row; the clocks are for who has to keep them, not for a sponsor."""
    clock = None if role is Role.SPONSOR else clock_of(row)
    return Listed(
        row=row,
        kind=kind_of(row),
        stage=stage_of(row.state),
        clock=clock,
        is_over=row.state not in OPEN,
    )


def kind_of(row: ClaimRow | ClaimView) -> str:
    """Return `jkm`, `jkk` or `jkk_death`: what the claim is about, as its words are keyed."""
    return f"{row.kind}_death" if row.kind == "jkk" and row.is_death else str(row.kind)


def title_of(row: ClaimRow | ClaimView) -> str:
    """Return what stands above the page; whose claim it is, nobody else's page says."""
    return tell(f"claim.one.title_{kind_of(row)}", name=row.worker)


def stage_of(state: State) -> Tag:
    kind, icon_name = LOOKS[state]
    return Tag(kind=kind, icon_name=icon_name, word=tell(f"claim.state.{state}"))


def may_of(claim: ClaimView, role: Role) -> frozenset[str]:
    """Return what this person may do now, by the names of the operations."""
    found = set(claim.actions)
    if role is Role.OFFICER:
        found |= OF_FILE if claim.state in EDITABLE else set()
        found |= set() if claim.state in OVER else {"add_child"}
        if claim.state in OPEN and any(clock.is_running for clock in claim.stages):
            found.add("note_stage")
    return frozenset(found)


def clock_of(row: ClaimRow | ClaimView) -> Tag | None:
    """Return the clock that runs out first; None where none runs."""
    for clock in row.stages if row.state in EDITABLE else ():
        if clock.is_running and clock.is_late:
            return Tag(kind="bad", icon_name="alert", word=tell("claim.clock.hours_past"))
        if clock.is_running:
            code = "claim.clock.hours" if clock.stage == 1 else "claim.clock.hours_two"
            return Tag(kind="wait", icon_name="clock", word=tell(code, hours=clock.hours_left))
    service = row.service
    if service is None or not service.is_running:
        return None
    if service.days_late:
        word = tell("claim.clock.pay_late", day=render_date(service.due_on))
        return Tag(kind="bad", icon_name="alert", word=word)
    word = tell("claim.clock.pay_by", day=render_date(service.due_on))
    return Tag(kind="wait", icon_name="clock", word=word)
