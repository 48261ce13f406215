"""From the raw values under a header to rows of cells; lines that are no data are set aside."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from payung.stages.intake.gateway.header import Header
from payung.stages.intake.gateway.lines import LineReader, picker
from payung.stages.intake.gateway.marks import Area, Marks, Sheet
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import (
    Cell,
    ErrorCell,
    Formula,
    Layout,
    Limits,
    NumberCell,
    Row,
    SkippedLine,
    address,
    normalised,
    number_text,
    plain,
)

MOST_SKIPPED_KEPT = 200
APOSTROPHE = re.compile(r"'[\d=+@\t\r\n＝＋－＠-]")
FIRST_SERIAL, LAST_SERIAL = 367, 73_050  # 1 January 1901 to 31 December 2099
EXCEL_DAY_ZERO, DAYS_TO_1904 = date(1899, 12, 30), 1462


@dataclass(slots=True)
class Body:
    """Rows of data, each also as one text of its known `keys`, and the lines set aside."""

    keys: list[str]
    rows: list[Row] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    skipped_lines: list[SkippedLine] = field(default_factory=list)

    def skip(self, number: int, reason: str, texts: Sequence[str]) -> None:
        self.skipped[reason] += 1
        if reason != "blank" and len(self.skipped_lines) < MOST_SKIPPED_KEPT:
            text = " ".join(text.strip() for text in texts if text.strip())[:200]
            self.skipped_lines.append(SkippedLine(number, reason, text))


class _CellReader:
    """Turns raw values into cells; text stays exactly as written."""

    def __init__(self, header: Header, layout: Layout, since_1904: bool) -> None:
        places = header.columns
        self._dates = {places.get(c.key) for c in layout.columns if c.kind == "date"}
        self._day_zero = EXCEL_DAY_ZERO + timedelta(days=DAYS_TO_1904 * since_1904)

    def cell(self, value: object, place: int) -> Cell:
        if isinstance(value, float):
            whole = place in self._dates and value == value // 1
            if whole and FIRST_SERIAL <= value <= LAST_SERIAL:
                return self._day_zero + timedelta(days=int(value))
            return NumberCell(value, number_text(value))
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, str | date):
            return value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        return NumberCell(value, str(value)) if isinstance(value, int) else str(value)


def read_rows(
    sheet: Sheet, *, header: Header, layout: Layout, limits: Limits, since_1904: bool = False
) -> Body:
    """Return what stands under the header."""
    body = Body(sorted(key for key, i in header.columns.items() if i not in header.ordinals))
    known = picker([header.columns[key] for key in body.keys])
    reason_to_skip = LineReader(header, layout).reason_to_skip
    flagged = _flagged(sheet.marks, header.row, len(sheet.grid), len(header.texts))
    to_cell = _CellReader(header, layout, since_1904).cell
    for number, values in enumerate(sheet.grid[header.row + 1 :], header.row + 2):
        cells: list[Cell] = [
            value if value.__class__ is str else to_cell(value, place)
            for place, value in enumerate(values)
        ]
        for place, shape in flagged.get(number, {}).items():
            cells[place] = _flag(cells[place], shape, address(number, place))
        texts = [cell if cell.__class__ is str else plain(cell) for cell in cells]
        line = "\0".join(texts)
        if "'" in line or len(line) > limits.cell_characters:
            cells = [_as_shown(cell, limits) for cell in cells]
            texts = [plain(cell) for cell in cells]
        reason = reason_to_skip(texts, number - header.row - 1)
        if reason is None:
            body.rows.append(Row(number, tuple(cells)))
            body.lines.append(normalised(known(texts)))
        else:
            body.skip(number, reason, texts)
    _check_count(len(body.rows), header, limits)
    return body


def _check_count(found: int, header: Header, limits: Limits) -> None:
    if found > limits.rows:
        raise FileRefused("file.too_many_rows", found=str(found), limit=str(limits.rows))
    if not found:
        raise FileRefused("file.no_rows", row=str(header.row + 1))


def _as_shown(cell: Cell, limits: Limits) -> Cell:
    """Shorten what is too long, and undo the apostrophe that keeps a text from being computed."""
    if not isinstance(cell, str):
        return cell
    if APOSTROPHE.match(cell):
        cell = cell[1:]
    return cell[: limits.cell_characters] + "…" if len(cell) > limits.cell_characters else cell


def _flag(cell: Cell, shape: str, where: str) -> Cell:
    return ErrorCell(where, shape) if shape else Formula(where, plain(cell))


def _flagged(marks: Marks, above: int, height: int, width: int) -> Mapping[int, dict[int, str]]:
    """Return by row number and column what is no plain value: a fault's text, "" for a formula."""
    flagged: dict[int, dict[int, str]] = {}
    for (row, column), shape in marks.errors.items():
        if above < row < height and column < width:
            flagged.setdefault(row + 1, {})[column] = shape
    for row, column in _positions(marks.formulas, above, height, width):
        flagged.setdefault(row + 1, {})[column] = ""
    return flagged


def _positions(
    areas: Sequence[Area], above: int, height: int, width: int
) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in areas:
        for row in range(max(top, above + 1), min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                yield row, column
