"""Hands that know no mouse: Tab until something is reached, and what is reached is seen."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Page

RING = 6
"""So many pixels around a thing belong to the sign that it has the focus."""
REACHED = """() => { const e = document.activeElement, s = getComputedStyle(e);
    const words = e.labels?.length ? e.labels[0].textContent : e.textContent;
    return [parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none", e.id,
            words.trim().split("\\n")[0].trim()]; }"""
BOX = """() => { const e = document.activeElement; e.scrollIntoView({block: "center"});
    const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }"""


def stops(page: Page, most: int = 60) -> Iterator[str]:
    """Press Tab and yield what is reached, by id, else by words; every stop must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        is_seen, named, words = page.evaluate(REACHED)
        assert is_seen, f"focus is not seen on {named or words}"
        yield named or words


def reach(page: Page, wanted: str) -> None:
    """Press Tab until `wanted` has the focus, and see the difference in the picture."""
    found = next((stop for stop in stops(page) if stop.startswith(wanted)), None)
    assert found is not None, f"{wanted} is never reached on {page.url}"
    x, y, width, height = page.evaluate(BOX)
    clip = {
        "x": max(x - RING, 0),
        "y": max(y - RING, 0),
        "width": width + 2 * RING,
        "height": height + 2 * RING,
    }
    page.evaluate("window.reached = document.activeElement")
    with_focus = _look(page, clip)
    page.evaluate("reached.blur()")
    without = _look(page, clip)
    page.evaluate("reached.focus()")
    assert ImageChops.difference(with_focus, without).getbbox(), f"{wanted} looks the same"


def _look(page: Page, clip: dict[str, float]) -> Image.Image:
    raw = page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
    return Image.open(BytesIO(raw)).convert("RGB")
