"""Cell references such as C7 or A1:N1, and patterns for those beyond a limit."""

import re

from payung.stages.intake.gateway.marks import Area
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import column_letters

REFERENCE = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def position(reference: bytes) -> tuple[int, int]:
    """Return row and column of a reference, both counted from 0."""
    found = REFERENCE.fullmatch(reference)
    if not found or int(found[2]) < 1:
        raise FileRefused("file.damaged")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1


def area(reference: bytes) -> Area:
    """Return the area of A1:N1, or of a single cell."""
    first, _, last = reference.partition(b":")
    top, left = position(first)
    bottom, right = position(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def beyond_row(limit: int) -> bytes:
    """Return a pattern that matches the digits of every number above `limit`."""
    return _beyond(str(limit), r"\d", "9")


def beyond_column(limit: int) -> bytes:
    """Return a pattern that matches the letters of every column after the first `limit`."""
    return _beyond(column_letters(limit - 1), "[A-Za-z]", "Z")


def _beyond(limit: str, anything: str, highest: str) -> bytes:
    longer = anything + "{" + str(len(limit) + 1) + ",}"
    choices = [longer]
    for place, mark in enumerate(limit):
        if mark != highest:
            span = f"[{chr(ord(mark) + 1)}-{highest}]"
            choices.append(f"{limit[:place]}{span}{anything}{{{len(limit) - place - 1}}}")
    return (
        "(?:" + "|".join(choices) + r")(?!\w)"
        if anything == r"\d"
        else "(?:" + "|".join(choices) + r")(?=\d)"
    ).encode()
