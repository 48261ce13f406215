"""What an answer to a request for data is made of (D19), and how its values are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.month import Month
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import catalogue, say

MOST_LOOKS = 500


@dataclass(frozen=True, kw_only=True)
class Section:
    """One kind of data: rows of (name of the thing, what is held). `code` names the section."""

    code: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class DataPack:
    """The whole answer, in the order in which it is read."""

    name: str
    sections: tuple[Section, ...]


def told(row: Mapping[str, object]) -> dict[str, str]:
    """Return values as a person reads them; nothing held is an empty text."""
    return {name: _shown(name, value) for name, value in row.items()}


_MONEY = frozenset({"amount", "billed", "cut", "ceiling"})


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("desk.pack.yes") if value else say("desk.pack.no")
    if isinstance(value, datetime):
        return f"{render_date(in_wib(value).date())} {render_time(value)}"
    if isinstance(value, date):
        return render_month(Month.of(value)) if name == "month" else render_date(value)
    if name in _MONEY and isinstance(value, int):
        return render_rupiah(value)
    codes = (f"desk.pack.{name}.{value}", f"access.{name}.{value}")
    return next((say(code) for code in codes if code in catalogue()), str(value))
