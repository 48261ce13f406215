"""The life of a relocation: asked by the civil servant, agreed by both offices."""

from django.db import models

from payung.kernel.moves import Moves


class Relocated(models.TextChoices):
    ASKED = "asked"
    DONE = "done"
    """Both offices agreed; the new one bills from its month on."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


RELOCATION_MOVES: Moves[str] = Moves(
    {
        "ask": ({""}, Relocated.ASKED),
        "finish": ({Relocated.ASKED}, Relocated.DONE),
        "refuse": ({Relocated.ASKED}, Relocated.REFUSED),
        "withdraw": ({Relocated.ASKED}, Relocated.WITHDRAWN),
    }
)
