"""The four stages that a family and a sponsor see: reported, papers, with BPJS, paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.kernel.clock import in_wib
from payung.stages.claims.queries import ClaimView
from payung.stages.claims.states import State
from payung.web.language import tell

NAMES: Final = ("reported", "papers", "branch", "paid")
_REACHED: Final[dict[State, int]] = {
    State.REPORTED: 1,
    State.COLLECTING: 2,
    State.COMPLETE: 2,
    State.HANDED_OVER: 3,
    State.IN_PROCESS: 3,
    State.PAID: 4,
}
_ENTERED: Final = (
    (State.REPORTED,),
    (State.COLLECTING, State.COMPLETE),
    (State.HANDED_OVER, State.IN_PROCESS),
    (State.PAID,),
)


@dataclass(frozen=True, kw_only=True)
class FamilyStage:
    """One of the four; `progress` is done, now or nothing."""

    words: str
    progress: str
    on: date | None


def stages_of(claim: ClaimView) -> list[FamilyStage]:
    """Return the four stages of a claim by its history; none where it ended otherwise."""
    reached = _REACHED.get(claim.state, 0)
    dates = [
        next((in_wib(step.at).date() for step in claim.steps if step.state in entered), None)
        for entered in _ENTERED
    ]
    return four(reached, dates) if reached else []


def four(reached: int, dates: Sequence[date | None]) -> list[FamilyStage]:
    """Return the four stages; of those ahead no day is said."""
    return [
        FamilyStage(
            words=tell(f"claim.stage.{name}"),
            progress=_progress(number, reached),
            on=on if number <= reached else None,
        )
        for number, (name, on) in enumerate(zip(NAMES, dates, strict=True), start=1)
    ]


def _progress(number: int, reached: int) -> str:
    if number < reached or reached == len(NAMES):
        return "done"
    return "now" if number == reached else ""
