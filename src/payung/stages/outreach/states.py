"""The life of a session, and of a story that somebody allowed us to tell."""

from django.db import models

from payung.kernel.moves import Moves


class SessionState(models.TextChoices):
    PLANNED = "planned"
    TOOK_PLACE = "took_place"
    """Somebody was there: the first arrival or the counted list says so."""
    CALLED_OFF = "called_off"


SESSION_MOVES: Moves[str] = Moves(
    {
        "plan": ({""}, SessionState.PLANNED),
        "begin": ({SessionState.PLANNED}, SessionState.TOOK_PLACE),
        "call_off": ({SessionState.PLANNED}, SessionState.CALLED_OFF),
    }
)


class StoryState(models.TextChoices):
    TOLD = "told"
    """Consent is on file; nobody but those who keep the stories reads it yet."""
    SHOWN = "shown"
    TAKEN_BACK = "taken_back"
    """Whoever it is about wants it no longer: its words are gone, only that it was there stays."""


STORY_MOVES: Moves[str] = Moves(
    {
        "tell": ({""}, StoryState.TOLD),
        "show": ({StoryState.TOLD}, StoryState.SHOWN),
        "take_back": ({StoryState.TOLD, StoryState.SHOWN}, StoryState.TAKEN_BACK),
    }
)
