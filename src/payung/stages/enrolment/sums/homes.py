"""Where a worker lives, as typed: hamlet numbers (RT/RW) made alike, and the line they make."""

import re
from typing import Final

from payung.kernel.digits import plain
from payung.kernel.findings import Unreadable

_ROMAN: Final = {
    name: number
    for number, name in enumerate(
        (
            *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
            *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
        ),
        start=1,
    )
}
_BETWEEN: Final = re.compile(r"[/,;\-\s]+")
_NAMED: Final = re.compile(r"\b(rt|rw)\b[\s.:]*", re.IGNORECASE)
HIGHEST: Final = 999


def read_rt_rw(text: str) -> str:
    """
    Return `RT 003/RW 002`, or `RT 003` where only one number stands; empty for nothing.

    :raises Unreadable: not one or two numbers from 0 to 999.
    """
    parts = [part for part in _BETWEEN.split(_NAMED.sub(" ", text.strip())) if part]
    if not parts:
        return ""
    if len(parts) > 2:
        raise Unreadable.because("rt_rw_unreadable")
    numbers = [_number(part) for part in parts]
    named = [f"{name} {number:03}" for name, number in zip(("RT", "RW"), numbers, strict=False)]
    return "/".join(named)


def address_line(*parts: str) -> str:
    """Return the parts that are there, from the smallest place to the largest."""
    return ", ".join(part.strip() for part in parts if part.strip())


def _number(part: str) -> int:
    if part.upper() in _ROMAN:
        return _ROMAN[part.upper()]
    digits = plain(part)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise Unreadable.because("rt_rw_unreadable")
    if int(digits) > HIGHEST:
        raise Unreadable.because("rt_rw_unreadable")
    return int(digits)
