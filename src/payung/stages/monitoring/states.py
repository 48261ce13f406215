"""The life of a meeting, and of what somebody promised there."""

from django.db import models

from payung.kernel.moves import Moves


class MeetingState(models.TextChoices):
    PLANNED = "planned"
    HELD = "held"
    """Something was decided, or promised, or written down as said."""
    CALLED_OFF = "called_off"


MEETING_MOVES: Moves[str] = Moves(
    {
        "plan": ({""}, MeetingState.PLANNED),
        "hold": ({MeetingState.PLANNED}, MeetingState.HELD),
        "call_off": ({MeetingState.PLANNED}, MeetingState.CALLED_OFF),
    }
)


class ItemState(models.TextChoices):
    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"
    """It goes on as another row, with a new day, in a later meeting."""
    DROPPED = "dropped"


ITEM_MOVES: Moves[str] = Moves(
    {
        "give": ({""}, ItemState.OPEN),
        "finish": ({ItemState.OPEN}, ItemState.DONE),
        "carry": ({ItemState.OPEN}, ItemState.CARRIED),
        "drop": ({ItemState.OPEN}, ItemState.DROPPED),
    }
)
