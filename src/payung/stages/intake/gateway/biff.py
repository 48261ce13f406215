"""The records of an XLS workbook stream that values alone do not show."""

import struct
from collections.abc import Iterator

from payung.stages.intake.gateway.marks import SPARE_ROWS, Area, Marks
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits

BOF, EOF, PASSWORD, SHEET, LINK = 0x809, 0x0A, 0x2F, 0x85, 0x1AE
FORMULA, ARRAY, FAULT, ROW, COLUMN, MERGED, NAME = 0x06, 0x221, 0x205, 0x208, 0x7D, 0xE5, 0x18
CELLS = frozenset((FORMULA, FAULT, 0xFD, 0x203, 0x27E, 0x204, 0xD6, 0xBD))
FAULTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
OWN_BOOK = (0x0401, 0x3A01)  # links to the book itself, and to built-in functions
WORKSHEET = 0


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from `at` to the end of that part of the stream."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        content = stream[at + 4 : at + 4 + length]
        if len(content) < length:
            raise FileRefused("file.cut_short")
        yield kind, content
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            return
        at += 4 + length
    raise FileRefused("file.cut_short")


def stream_marks(stream: bytes, limits: Limits) -> list[Marks]:
    """Return the marks of every worksheet, in order."""
    places: list[int] = []
    try:
        for kind, content in _records(stream, 0):
            if kind == PASSWORD:
                raise FileRefused("file.password")
            if kind == LINK and struct.unpack_from("<H", content, 2)[0] not in OWN_BOOK:
                raise FileRefused("file.links")
            if kind == SHEET:
                place, _, sort = struct.unpack_from("<IBB", content)
                if sort not in (WORKSHEET, 2):
                    raise FileRefused("file.macro")
                if sort == WORKSHEET:
                    places.append(place)
        return [_sheet_marks(stream, place, limits) for place in places]
    except struct.error as failure:
        raise FileRefused("file.damaged") from failure


def _sheet_marks(stream: bytes, place: int, limits: Limits) -> Marks:
    formulas: list[Area] = []
    errors: dict[tuple[int, int], str] = {}
    merged: list[Area] = []
    hidden_rows = hidden_columns = 0
    filled = False
    for kind, content in _records(stream, place):
        if kind in CELLS:
            row, column = struct.unpack_from("<2H", content)
            _check_extent(row, column, limits)
            filled = True
            if kind == FORMULA:
                formulas.append((row, column, row, column))
            elif kind == FAULT and content[7]:
                errors[row, column] = FAULTS.get(content[6], "#")
        elif kind == ARRAY:
            top, bottom, left, right = struct.unpack_from("<2H2B", content)
            formulas.append((top, left, bottom, right))
        elif kind == ROW:
            hidden_rows += bool(struct.unpack_from("<H", content, 12)[0] & 0x20)
        elif kind == COLUMN:
            first, last, _, _, options = struct.unpack_from("<5H", content)
            hidden_columns += max(min(last + 1, limits.columns) - first, 0) * (options & 1)
        elif kind == MERGED:
            merged.extend(_merges(content))
    return Marks(formulas, errors, merged, hidden_rows, hidden_columns, filled)


def _merges(content: bytes) -> Iterator[Area]:
    (count,) = struct.unpack_from("<H", content)
    for at in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", content, 2 + at * 8)
        yield top, left, bottom, right


def _check_extent(row: int, column: int, limits: Limits) -> None:
    if column >= limits.columns:
        raise FileRefused("file.too_many_columns", limit=str(limits.columns))
    if row >= limits.rows + SPARE_ROWS:
        raise FileRefused("file.too_many_rows", found=str(row + 1), limit=str(limits.rows))
