"""The life of a sponsorship, from a name on a sheet to the branch's number, and its end."""

from django.db import models

from payung.kernel.moves import Moves


class State(models.TextChoices):
    DRAFT = "draft"
    REGISTERED = "registered"
    """Named by the sponsor; waits for the officer of the sponsor's office."""
    HELD = "held"
    """The sponsor belongs to another office; that office must take it over."""
    RETURNED = "returned"
    """Something must be corrected, by the office or after the branch's answer."""
    VERIFIED = "verified"
    """Checked by the officer: works, is not in hospital, agrees."""
    SUBMITTED = "submitted"
    """In a batch at the branch."""
    ACCEPTED = "accepted"
    """The branch gave the participant number (KPJ)."""
    ENDED = "ended"
    CANCELLED = "cancelled"


_UNDECIDED = {State.DRAFT, State.REGISTERED, State.HELD, State.RETURNED, State.VERIFIED}

MOVES: Moves[str] = Moves(
    {
        "draft": ({""}, State.DRAFT),
        "register_at_once": ({""}, State.REGISTERED),
        "hold_at_once": ({""}, State.HELD),
        "accept_handed_over": ({""}, State.ACCEPTED),
        "register": ({State.DRAFT, State.RETURNED}, State.REGISTERED),
        "take_over": ({State.HELD}, State.REGISTERED),
        "hold": ({State.REGISTERED}, State.HELD),
        "return": ({State.REGISTERED, State.VERIFIED, State.SUBMITTED}, State.RETURNED),
        "verify": ({State.REGISTERED}, State.VERIFIED),
        "submit": ({State.VERIFIED}, State.SUBMITTED),
        "accept": ({State.SUBMITTED}, State.ACCEPTED),
        "end": ({State.ACCEPTED}, State.ENDED),
        "cancel": (_UNDECIDED, State.CANCELLED),
    }
)

OPEN = (
    State.DRAFT,
    State.REGISTERED,
    State.HELD,
    State.RETURNED,
    State.VERIFIED,
    State.SUBMITTED,
    State.ACCEPTED,
)
"""A worker has at most one sponsorship in these states (C8)."""


class BatchState(models.TextChoices):
    SENT = "sent"
    ANSWERED = "answered"


BATCH_MOVES: Moves[str] = Moves(
    {
        "send": ({""}, BatchState.SENT),
        "answer": ({BatchState.SENT}, BatchState.ANSWERED),
    }
)
