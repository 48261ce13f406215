"""What stands on an agenda, and where a point may be moved to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SUGGESTED: Final = ("actions", "finding", "calls", "held", "claims", "unlisted")
"""What a meeting may have to speak of, in the order in which it should."""
OWN: Final = "own"
MOST_POINTS: Final = 20
LONGEST_POINT: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of an agenda; `kind` is what it was suggested from, or `own`."""

    kind: str
    words: str


def moved(points: Sequence[Point], place: int, by: int) -> tuple[Point, ...]:
    """Return the points with one moved up (-1) or down (+1); at an end it stays."""
    to = place + by
    if not (0 <= place < len(points) and 0 <= to < len(points)):
        return tuple(points)
    found = list(points)
    found.insert(to, found.pop(place))
    return tuple(found)
