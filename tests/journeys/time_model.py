"""The clock of the flows: seconds from what a real page says, and what it asks to be done."""

import sys
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

PER_WORD, TAP, DIGIT, LETTER = 0.25, 1.5, 0.5, 0.6
FIRST_LOAD, LOAD = 3.2, 1.1
READ = """([only, left_out]) => {
    const main = document.querySelector("main").cloneNode(true);
    for (const aside of main.querySelectorAll(
        "[hidden], .sr, details > :not(summary), option, .back, .steps-line" + left_out))
        aside.remove();
    const read = only ? [...main.querySelectorAll(only)] : [main];
    return read.map(e => e.innerText).join(" ").split(/\\s+/).filter(Boolean).length;
}"""
Work = tuple[int, int, int]
"""Taps, with one to open each list or box and one to go on; digits typed; letters typed."""


def words(page: Page, *, only: str = "", left_out: str = "") -> int:
    """Count what somebody reads; `only` names what, `left_out` what of it they need not, as CSS."""
    return int(page.evaluate(READ, [only, f", {left_out}" if left_out else ""]))


def seconds(
    read: Mapping[str, int], work: Mapping[str, Work], *, once: Mapping[str, float]
) -> dict[str, float]:
    """Return what each screen takes, the first with its longer load; `once` is added as it is."""
    first = next(iter(work))
    return {
        screen: read[screen] * PER_WORD
        + taps * TAP
        + digits * DIGIT
        + letters * LETTER
        + (FIRST_LOAD if screen == first else LOAD)
        + once.get(screen, 0.0)
        for screen, (taps, digits, letters) in work.items()
    }


def show(
    flow: str,
    spent: Mapping[str, float],
    read: Mapping[str, int],
    limit: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [f"  {screen:10} {each:6.1f}  ({read[screen]} words)" for screen, each in spent.items()]
    whole = f"  {'whole':10} {sum(spent.values()):6.1f}  of {limit:.0f}\n"
    with capsys.disabled():
        sys.stdout.write("\n".join([f"\n{flow}, seconds by screen:", *lines, whole]))
