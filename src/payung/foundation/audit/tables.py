"""What every table says about itself: how its rows live, and which fields are personal."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from payung.kernel.moves import Moves


class Life(StrEnum):
    """How a table's rows live; the database holds each to it (see `guards`)."""

    APPEND_ONLY = "append-only"
    EDITABLE = "editable"
    DISPOSABLE = "disposable"
    """Editable, and rows may be deleted too: sessions, drafts, finished outbox items."""


class Table(models.Model):
    """The base of every table; one without `life` or `personal_data` fails a promise test."""

    life: ClassVar[Life]
    personal_data: ClassVar[tuple[str, ...]]
    moves: ClassVar[Moves[Any] | None] = None

    class Meta:
        abstract = True
