"""
How much room words take on a slide, whatever typeface the reader's computer has.

A slide is drawn by somebody else's program. All is measured in the widest typeface that
offices have, DejaVu Sans Bold: what fits in it fits in Arial, Calibri and Verdana too.
"""

from collections.abc import Sequence
from typing import Final

_WIDTHS: Final = {
    306: "'",
    348: "ijl \u00a0",
    380: "IJ,./\\|·‘’",
    415: "-:;",
    457: "f!()[]",
    500: "rt_`–°",
    523: '"*',
    582: "?z",
    595: "cs",
    645: "Lx",
    665: "kvy",
    678: "ae“”",
    687: "TEFo",
    696: "$0123456789",
    720: "hnu{}bdgpqS",
    734: "CPYZ",
    775: "ABKRVX",
    838: "DGHNU#+<=>^~−×",
    872: "OQ&",
    924: "w",
    1042: "M@%m—…",
}
"""Thousandths of the size that letters are wide, each rounded up to the next group."""
_WIDEST: Final = 1103
"""Any other letter, W among them, is taken to be as wide."""
_OF: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
SPARE: Final = 1.05
"""Programs round each letter's place in their own way, by up to a twentieth of a line."""
LINE: Final = 1.22
"""A line's height to its size, of Calibri, the tallest; Arial has 1.15, DejaVu Sans 1.17."""
_POINTS: Final = 72
"""Points to an inch."""


def wide(words: str, size: float) -> float:
    """Return how many inches words take on one line at a size in points."""
    return sum(_OF.get(letter, _WIDEST) for letter in words) / 1000 * size * SPARE / _POINTS


def lines_of(words: str, size: float, width: float) -> int:
    """Return over how many lines of a width words run; a word longer than a line is broken."""
    count, used = 1, 0.0
    space = wide(" ", size)
    for word in words.split(" "):
        long = wide(word, size)
        if used and used + space + long <= width:
            used += space + long
            continue
        count += 1 if used else 0
        broken = int(long // width)
        count, used = count + broken, long - broken * width
    return count


def tall(lines: Sequence[str], size: float, width: float, *, gap: float = 0) -> float:
    """Return how many inches lines take from top to bottom; `gap` are points after each."""
    rows = sum(lines_of(line, size, width) for line in lines)
    return (rows * size * LINE + gap * len(lines)) / _POINTS


def is_unbroken(words: str, size: float, width: float) -> bool:
    """Return whether no word, date or figure has to be broken to keep within a width."""
    return all(wide(word, size) <= width for word in words.split(" "))


def fitting(
    lines: Sequence[str],
    sizes: Sequence[float],
    width: float,
    height: float,
    *,
    gap: float = 0,
) -> float:
    """Return the first of these sizes, largest first, in which lines fit a box; else the last."""
    for size in sizes:
        unbroken = all(is_unbroken(line, size, width) for line in lines)
        if unbroken and tall(lines, size, width, gap=gap) <= height:
            return size
    return sizes[-1]


def on_one_line(words: Sequence[str], sizes: Sequence[float], width: float) -> float:
    """Return the first of these sizes in which each of these stands on one line; else the last."""
    for size in sizes:
        if all(wide(one, size) <= width for one in words):
            return size
    return sizes[-1]
