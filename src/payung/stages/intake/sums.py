"""Plain values of a received table, and the arithmetic on them. No file is opened here."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

Kind = Literal["text", "digits", "date", "money", "ordinal"]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column a stage wants.

    `aliases` are whole header texts, best first; case, dots, spaces, underscores and slashes do
    not count. The first alias is the name shown to people.
    """

    key: str
    required: bool
    aliases: tuple[str, ...]
    kind: Kind = "text"

    @property
    def title(self) -> str:
        return self.aliases[0] if self.aliases else self.key


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one sort of file. `exact`: headers must be the first alias, to the letter."""

    columns: tuple[Column, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of us."""

    content_bytes: int = 5 * MEGABYTE
    unpacked_bytes: int = 60 * MEGABYTE
    members: int = 200
    ratio: int = 100
    rows: int = 20_000
    columns: int = 100
    cell_characters: int = 2_000
    cpu_seconds: int = 20
    memory_bytes: int = 512 * MEGABYTE


STAFF = Limits()
REGISTRATIONS = Limits(rows=5_000)


@dataclass(frozen=True, slots=True)
class NumberCell:
    """
    A numeric cell. `text` holds its digits without a decimal point where it is whole.

    A NIK or NIP that arrives so may have lost its last digits (Excel keeps 15) and is refused by
    the stage; a phone number has only lost its leading zero.
    """

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell; `shown` is the result the spreadsheet stored, never computed by us."""

    address: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell such as #REF! or #N/A."""

    address: str
    shown: str


Cell = str | NumberCell | date | Formula | ErrorCell


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the spreadsheet's own row number, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that is no data. `reason`: total, closing, header or numbering."""

    number: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the sheet hides from the eye; hidden rows and columns are read like all others."""

    rows: int = 0
    columns: int = 0
    sheets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.sheets)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, read."""

    kind: str
    sheet: str
    title_lines: tuple[str, ...]
    header_row: int
    headers: tuple[str, ...]
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    skipped: Mapping[str, int]
    skipped_lines: tuple[SkippedLine, ...]
    hidden: Hidden
    other_sheets: tuple[str, ...]
    fingerprint: str
    sha256: str
    unknown_headers: tuple[str, ...] = field(default=())

    def cell(self, row: Row, key: str) -> Cell:
        """Return the cell of column `key`; an absent optional column is an empty text."""
        index = self.columns.get(key)
        return "" if index is None or index >= len(row.cells) else row.cells[index]

    def text(self, row: Row, key: str) -> str:
        """Return the cell of column `key` as a person would read it."""
        return plain(self.cell(row, key))


def plain(cell: Cell) -> str:
    """Return a cell as text: a date in ISO form, a formula by the result it showed."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.text if isinstance(cell, NumberCell) else cell.shown


def number_text(value: float) -> str:
    """Return a number as its digits: 82154117828.0 is "82154117828"; 16.8 stays "16.8"."""
    return str(int(value)) if value == value // 1 and abs(value) < 1e21 else repr(value)


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is "A", 27 is "AB"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return a cell's address; `row` counts from 1, `column` from 0."""
    return f"{column_letters(column)}{row}"


def normalised(cells: Sequence[str]) -> str:
    """Return one row as one text in which spacing and Unicode form no longer differ."""
    line = "\0".join(cells)
    spread = "  " in line or " \0" in line or "\0 " in line
    broken = "\n" in line or "\t" in line or "\r" in line
    if line.isascii() and not spread and not broken:
        return line.strip(" ")
    parts = (" ".join(part.split()) for part in line.split("\0"))
    return unicodedata.normalize("NFC", "\0".join(parts))


def fingerprint(keys: Sequence[str], lines: Iterable[str]) -> str:
    """Return a hash of normalised rows in which the order of rows does not count."""
    text = "\n".join(("\0".join(keys), *sorted(lines)))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
