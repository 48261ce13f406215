"""What every table says about itself: how its rows live, and which fields are personal."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from payung.foundation.audit.walls import NoWall, Wall
from payung.kernel.moves import Moves


class Life(StrEnum):
    """How a table's rows live; the database holds each to it (see `guards`)."""

    APPEND_ONLY = "append-only"
    EDITABLE = "editable"
    DISPOSABLE = "disposable"
    """Editable, and rows may be deleted too: sessions, drafts, finished outbox items."""


class Table(models.Model):
    """The base of every table; without `life`, `personal_data` or `wall` a promise test fails."""

    life: ClassVar[Life]
    personal_data: ClassVar[tuple[str, ...]]
    wall: ClassVar[Wall | NoWall]
    """Which rows the database shows to whom, or why it need not ask (see `walls`)."""
    moves: ClassVar[Moves[Any] | None] = None

    class Meta:
        abstract = True
