"""
Sub-districts as tiles of one size, in the order of their codes: a table for the eye, not a map.

We have no borders and no coordinates, so the tiles claim no place. A tile shows its number; the
shade only repeats it, in steps of light and dark that stay apart on grey paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from payung.web.templatetags.words import grouped

NARROW, WIDE = (320, 4), (470, 5)
"""Width of the drawing and tiles in a row."""
GAP: Final = 4
TALL: Final = 58
SHADES: Final = 4
NAME: Final = 11
"""So many letters of a name fit into a tile's line; the table below has it whole."""
MOST: Final = 60
"""More tiles than these would say less than the table."""


@dataclass(frozen=True)
class Place:
    """What a tile shows; `count` is None where it is hidden. `shown` says it in words."""

    name: str
    count: int | None
    shown: str


@dataclass(frozen=True)
class Tile:
    x: float
    y: float
    shade: int
    """0 for nobody, 1 to 4 from light to dark; -1 where the count is hidden."""
    lines: tuple[str, ...]
    shown: str

    @property
    def text_x(self) -> float:
        return round(self.x + 6, 1)

    @property
    def value_y(self) -> float:
        return round(self.y + TALL - 9, 1)

    @property
    def lines_at(self) -> tuple[tuple[float, str], ...]:
        return tuple(
            (round(self.y + 15 + 12 * row, 1), line) for row, line in enumerate(self.lines)
        )


@dataclass(frozen=True)
class Grid:
    """One size of the drawing, in the units of its viewBox."""

    width: int
    height: int
    side: float
    tall: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Tiles:
    narrow: Grid
    wide: Grid
    places: tuple[Place, ...]

    @property
    def has_hidden(self) -> bool:
        return any(place.count is None for place in self.places)


def place_of(name: str, count: int | None, hidden: str) -> Place:
    return Place(name=name, count=count, shown=hidden if count is None else grouped(count))


def tiles_of(places: Sequence[Place]) -> Tiles | None:
    """Lay the places out in the order given; None for none, or for more than can be read."""
    if not places or len(places) > MOST:
        return None
    return Tiles(narrow=_grid(places, *NARROW), wide=_grid(places, *WIDE), places=tuple(places))


def _grid(places: Sequence[Place], width: int, in_row: int) -> Grid:
    side = round((width - GAP * (in_row - 1)) / in_row, 1)
    most = max((place.count or 0 for place in places), default=0)
    tiles = tuple(
        Tile(
            x=round(index % in_row * (side + GAP), 1),
            y=index // in_row * (TALL + GAP),
            shade=_shade(place.count, most),
            lines=_lines(place.name),
            shown=place.shown,
        )
        for index, place in enumerate(places)
    )
    rows = -(-len(places) // in_row)
    return Grid(width, rows * (TALL + GAP) - GAP, side, TALL, tiles)


def _shade(count: int | None, most: int) -> int:
    if count is None:
        return -1
    return min(-(-count * SHADES // most), SHADES) if most else 0


def _lines(name: str) -> tuple[str, ...]:
    """Break a name into at most two lines; what does not fit ends in a dot or three."""
    words = name.split()
    first = words.pop(0) if words else ""
    while words and len(f"{first} {words[0]}") <= NAME:
        first = f"{first} {words.pop(0)}"
    rest = " ".join(words)
    return tuple(_short(line) for line in (first, rest) if line)


def _short(line: str) -> str:
    return line if len(line) <= NAME + 1 else f"{line[:NAME].rstrip()}…"
