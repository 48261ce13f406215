"""The life of a received file."""

from django.db import models

from payung.kernel.moves import Moves


class State(models.TextChoices):
    CHECKED = "checked"
    """Read and reported; nothing taken over yet."""
    REFUSED = "refused"
    APPLIED = "applied"


MOVES: Moves[str] = Moves(
    {
        "check": ({""}, State.CHECKED),
        "refuse_at_once": ({""}, State.REFUSED),
        "apply": ({State.CHECKED}, State.APPLIED),
        "refuse": ({State.CHECKED}, State.REFUSED),
    }
)
