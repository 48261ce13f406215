"""CSV: separator ; , tab or |, in UTF-8, UTF-16 or cp1252. Never guessed into wrong letters."""

import codecs
import csv
import io
import re
from collections.abc import Sequence

from payung.stages.intake.gateway.marks import SPARE_ROWS, Area, Marks, Sheet, SheetEntry
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_LINES = 40
SEPARATOR_LINE = re.compile(r"sep=([;,\t|])\r?\n?", re.I)
FORMULA = re.compile(r"\s*(?:=|[+@-].*(?:[A-Za-z]\(|[!|]))")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class DelimitedBook:
    """A CSV file seen as a book with one sheet."""

    kind = "csv"
    since_1904 = False

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.entries: Sequence[SheetEntry] = (SheetEntry("CSV", False),)
        self._limits = limits
        self._text = decoded(content)
        self._sheet: Sheet | None = None

    def marks(self, index: int) -> Marks:
        return self.read(index).marks

    def read(self, index: int) -> Sheet:
        if self._sheet is None:
            grid = _grid(self._text, self._limits)
            marks = Marks(formulas=_formulas(grid))
            self._sheet = Sheet(self.entries[index].name, grid, marks)
        return self._sheet


def decoded(content: bytes) -> str:
    """Return the text of a file; raise FileRefused where its encoding is not certain."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), None)
    if encoding is None:
        encoding = _encoding_without_mark(content)
    try:
        text = content.decode(encoding or "ascii")
    except UnicodeDecodeError as failure:
        raise FileRefused("file.encoding") from failure
    if re.search(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]", text):
        raise FileRefused("file.encoding")
    return text


def _encoding_without_mark(content: bytes) -> str:
    start = content[:2000]
    if b"\0" in start:
        even, odd = start[::2].count(0), start[1::2].count(0)
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # Some letters are good UTF-8 and others are not: a damaged file, not an old one.
        mixed = content.decode("utf-8", "replace").replace("\ufffd", "")
        return "cp1252" if mixed.isascii() else ""
    return "utf-8"


def _grid(text: str, limits: Limits) -> list[list[object]]:
    hint = SEPARATOR_LINE.match(text)
    separator = hint[1] if hint else _separator(text)
    source = io.StringIO(text[hint.end() :] if hint else text, newline="")
    grid: list[list[object]] = []
    reader = csv.reader(source, delimiter=separator, strict=True)
    try:
        for record in reader:
            if len(grid) >= limits.rows + SPARE_ROWS:
                found = str(1 + text.count("\n"))
                raise FileRefused("file.too_many_rows", found=found, limit=str(limits.rows))
            grid.append([*_without_empty_tail(record, limits)])
    except csv.Error as failure:
        raise FileRefused("file.quotes", row=str(len(grid) + 1)) from failure
    width = max(map(len, grid), default=0)
    for row in grid:
        row.extend([""] * (width - len(row)))
    return grid


def _without_empty_tail(record: list[str], limits: Limits) -> list[str]:
    if any(cell.strip() for cell in record[limits.columns :]):
        raise FileRefused("file.too_many_columns", limit=str(limits.columns))
    return record[: limits.columns]


def _separator(text: str) -> str:
    """Return the separator that cuts the first lines into the most, and the most equal, parts."""
    lines = [line for line in text[:100_000].splitlines()[:SAMPLE_LINES] if line.strip()]

    def score(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count), count))
        return (counts.count(usual) * (usual > 0), usual)

    return max(SEPARATORS, key=score) if lines else ";"


def _formulas(grid: Sequence[Sequence[object]]) -> list[Area]:
    """Cells that a spreadsheet would compute when it opens this CSV."""
    return [
        (row, column, row, column)
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and cell[:1] in "=+-@ " and FORMULA.match(cell)
    ]
