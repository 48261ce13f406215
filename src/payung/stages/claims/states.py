"""The life of a claim, from the first word of an event to the last payment or a refusal."""

from typing import Final

from django.db import models

from payung.kernel.moves import Moves


class State(models.TextChoices):
    REPORTED = "reported"
    """Somebody said what happened; the officer has not begun with the family."""
    COLLECTING = "collecting"
    """Papers are being gathered."""
    COMPLETE = "complete"
    HANDED_OVER = "handed_over"
    """At the branch; its working days run."""
    IN_PROCESS = "in_process"
    """The branch took it in. It decides, and pays part by part."""
    PAID = "paid"
    """The last rupiah of the decision reached the family."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


EDITABLE: Final = (State.REPORTED, State.COLLECTING, State.COMPLETE)
"""The file is still the officer's; what stands in it can change."""
AT_BRANCH: Final = (State.HANDED_OVER, State.IN_PROCESS)
OPEN: Final = (*EDITABLE, *AT_BRANCH)

MOVES: Moves[str] = Moves(
    {
        "report": ({""}, State.REPORTED),
        "begin": ({State.REPORTED}, State.COLLECTING),
        "complete": ({State.COLLECTING}, State.COMPLETE),
        "miss": ({State.COMPLETE}, State.COLLECTING),
        "hand_over": ({State.COMPLETE}, State.HANDED_OVER),
        "take_in": ({State.HANDED_OVER}, State.IN_PROCESS),
        "ask_more": ({State.HANDED_OVER, State.IN_PROCESS}, State.COLLECTING),
        "pay": ({State.IN_PROCESS}, State.PAID),
        "refuse": ({State.IN_PROCESS}, State.REFUSED),
        "take_up_again": ({State.REFUSED}, State.COLLECTING),
        "withdraw": (set(EDITABLE), State.WITHDRAWN),
    }
)


class SchoolState(models.TextChoices):
    """One school year of one child: asked for at the branch, and its answer."""

    ASKED = "asked"
    PAID = "paid"
    REFUSED = "refused"


SCHOOL_MOVES: Moves[str] = Moves(
    {
        "ask": ({""}, SchoolState.ASKED),
        "pay": ({SchoolState.ASKED}, SchoolState.PAID),
        "refuse": ({SchoolState.ASKED}, SchoolState.REFUSED),
    }
)


class MatchState(models.TextChoices):
    """Somebody on a death list may be a member; a person says whether it is one person."""

    WAITING = "waiting"
    SAME = "same"
    OTHER = "other"


MATCH_MOVES: Moves[str] = Moves(
    {
        "offer": ({""}, MatchState.WAITING),
        "same_person": ({MatchState.WAITING, MatchState.OTHER}, MatchState.SAME),
        "other_person": ({MatchState.WAITING}, MatchState.OTHER),
    }
)
"""Who was taken for somebody else can be recognised later: nobody's right ends by a slip."""
