"""What a reader of values does not tell about a sheet: formulas, faults, merges, hidden parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 0, ends included."""

MOST_AREAS = 10_000
SPARE_ROWS = 5_000
"""Titles, blank rows and notes a sheet may have beyond its rows of data."""


@dataclass(frozen=True, slots=True)
class Marks:
    formulas: Sequence[Area] = ()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[Area] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: raw values by row from row 1, and the marks on it."""

    name: str
    grid: Sequence[Sequence[object]]
    marks: Marks


@dataclass(frozen=True, slots=True)
class SheetEntry:
    name: str
    hidden: bool


class Book(Protocol):
    """A file with sheets, whatever its format."""

    kind: str
    entries: Sequence[SheetEntry]
    since_1904: bool

    def marks(self, index: int) -> Marks: ...

    def read(self, index: int) -> Sheet: ...


MarksOf = Callable[[int], Marks]
