"""A file of figures that others published: of the time before, or of regencies elsewhere."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.stages.monitoring.problems import StatedRefused
from payung.stages.monitoring.sums.stated import Entry

PAST = Path(__file__).resolve().parent / "history"
"""What was published of places before Payung, by Kemendagri code."""
MOST_BYTES = 1_000_000
_KNOWN = frozenset(
    {"place", "code", "month", "day", "part", "whole", "source", "address", "printed"}
)
"""Not `on`: YAML reads that word as "true"."""


def read_history(content: bytes) -> list[Entry]:
    """
    Return the figures of a YAML file with a list `figures`, in its order.

    :raises StatedRefused: it is no such file, or one of its figures lacks something; which one is
        told by its number.
    """
    if len(content) > MOST_BYTES:
        raise StatedRefused("figures.history.too_big")
    try:
        found = yaml.safe_load(content.decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise StatedRefused("figures.history.unreadable") from None
    rows = found.get("figures") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not rows:
        raise StatedRefused("figures.history.unreadable")
    return [_entry(row, number) for number, row in enumerate(rows, start=1)]


def _entry(row: Any, number: int) -> Entry:
    if not isinstance(row, dict) or not set(row) <= _KNOWN:
        raise StatedRefused("figures.history.entry", number=str(number))
    whole = row.get("whole")
    is_whole = whole is None or _is_count(whole)
    if not _is_count(row.get("part")) or not is_whole or type(row.get("day")) is not date:
        raise StatedRefused("figures.history.entry", number=str(number))
    try:
        month = Month.parse(str(row.get("month")))
    except Unreadable as problem:
        raise StatedRefused("figures.history.entry", number=str(number)) from problem
    words = {name: row.get(name, "") for name in ("place", "code", "source", "address", "printed")}
    if not all(isinstance(text, str) and "\0" not in text for text in words.values()):
        raise StatedRefused("figures.history.entry", number=str(number))
    return Entry(month=month, on=row["day"], part=row["part"], whole=whole, **words)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 10**12
