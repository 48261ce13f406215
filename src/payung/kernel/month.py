"""A calendar month, the unit in which contributions are due."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import cache
from typing import NoReturn, overload

from payung.kernel.findings import Unreadable

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Month:
    """
    One month of one year; immutable, ordered, hashable.

    Months made by arithmetic are kept, so that a loop over them makes no garbage.
    """

    __slots__ = ("_index", "first_day", "month", "year")
    __match_args__ = ("year", "month")

    year: int
    month: int
    first_day: date
    _index: int

    def __init__(self, year: int, month: int) -> None:
        """Raises ValueError for a month outside 1 to 12 or a year outside 1 to 9999."""
        put = object.__setattr__
        put(self, "first_day", date(year, month, 1))
        put(self, "year", year)
        put(self, "month", month)
        put(self, "_index", year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2026-12`. Raises Unreadable for anything else, and outside 1900 to 2199."""
        found = _ISO.fullmatch(text.strip())
        if not found:
            raise Unreadable.because("month_unreadable")
        year, month = int(found[1]), int(found[2])
        if not (1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
            raise Unreadable.because("month_unknown", month=found[0])
        return cls(year, month)

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day. An instant is refused: its day depends on the zone."""
        if isinstance(day, datetime):
            raise TypeError("a month is taken from a date; use today_in_wib for an instant")
        return _at(day.year * 12 + day.month - 1)

    @staticmethod
    def span(start: Month, end: Month) -> list[Month]:
        """Return the months of `[start, end)`, in order."""
        return [_at(index) for index in range(start._index, end._index)]

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def next(self) -> Month:
        return _at(self._index + 1)

    @property
    def previous(self) -> Month:
        return _at(self._index - 1)

    def __add__(self, months: int) -> Month:
        if not isinstance(months, int):
            return NotImplemented
        return _at(self._index + months)

    @overload
    def __sub__(self, other: Month) -> int: ...
    @overload
    def __sub__(self, other: int) -> Month: ...
    def __sub__(self, other: Month | int) -> int | Month:
        if isinstance(other, Month):
            return self._index - other._index
        if isinstance(other, int):
            return _at(self._index - other)
        return NotImplemented

    def __contains__(self, day: date) -> bool:
        return Month.of(day) == self

    def __lt__(self, other: Month) -> bool:
        return self._index < other._index if isinstance(other, Month) else NotImplemented

    def __le__(self, other: Month) -> bool:
        return self._index <= other._index if isinstance(other, Month) else NotImplemented

    def __gt__(self, other: Month) -> bool:
        return self._index > other._index if isinstance(other, Month) else NotImplemented

    def __ge__(self, other: Month) -> bool:
        return self._index >= other._index if isinstance(other, Month) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return self._index == other._index if isinstance(other, Month) else NotImplemented

    def __hash__(self) -> int:
        return self._index

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def __repr__(self) -> str:
        return f"Month({self.year}, {self.month})"

    def __reduce__(self) -> tuple[type[Month], tuple[int, int]]:
        return (Month, (self.year, self.month))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a month never changes")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a month never changes")


@cache
def _at(index: int) -> Month:
    year, month_from_zero = divmod(index, 12)
    return Month(year, month_from_zero + 1)
