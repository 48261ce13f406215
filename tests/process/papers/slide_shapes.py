"""Whether a slide can be read: all inside, nothing over anything else, words for pictures."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

TOUCH = 9525
"""A pixel, in the units of PowerPoint."""


def faults_of(slide: Any, deck: Any) -> list[str]:
    shapes = list(_seen(slide))
    found = [f"{one.name} outside" for one in shapes if not _inside(one, deck)]
    found += [f"{a.name} over {b.name}" for a, b in combinations(shapes, 2) if _overlap(a, b)]
    for one in shapes:
        is_text = one.has_text_frame or one.is_placeholder
        if not is_text and not one._element.xpath(".//p:cNvPr")[0].get("descr"):
            found.append(f"{one.name} without words")
        if one.has_text_frame and not one.text_frame.text.strip():
            found.append(f"{one.name} empty")
    return found


def _seen(slide: Any) -> Iterator[Any]:
    yield from slide.shapes


def _inside(one: Any, deck: Any) -> bool:
    return (
        one.left >= 0
        and one.top >= 0
        and one.left + one.width <= deck.slide_width + TOUCH
        and one.top + one.height <= deck.slide_height + TOUCH
    )


def _overlap(a: Any, b: Any) -> bool:
    across = min(a.left + a.width, b.left + b.width) - max(a.left, b.left)
    down = min(a.top + a.height, b.top + b.height) - max(a.top, b.top)
    return bool(across > TOUCH and down > TOUCH)
