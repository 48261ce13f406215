"""Which sessions cannot both be: the same place, or the same office, at the same time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from payung.kernel.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A session as the check sees it; the time is half-open, so that one may follow another."""

    session_id: int
    place: str
    starts_at: datetime
    ends_at: datetime
    offices: frozenset[int]


def overlaps(one: Slot, other: Slot) -> bool:
    """Return whether both run at some moment; one that begins as the other ends does not."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def same_place(one: Slot, other: Slot) -> bool:
    """Return whether both names mean one place, however they are written."""
    return fold(one.place) == fold(other.place) != ""


def clashing(wanted: Slot, others: Iterable[Slot]) -> list[tuple[Slot, bool, frozenset[int]]]:
    """Return each session that clashes: whether the place is taken, and the offices at both."""
    found = []
    for other in others:
        if other.session_id == wanted.session_id or not overlaps(wanted, other):
            continue
        both = wanted.offices & other.offices
        if same_place(wanted, other) or both:
            found.append((other, same_place(wanted, other), both))
    return found
