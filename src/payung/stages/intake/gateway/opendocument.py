"""An ODS content.xml, walked tag by tag: formulas, merges, hidden parts, and repeats that lie."""

from collections.abc import Mapping

from payung.stages.intake.gateway.marks import SPARE_ROWS, Area, Marks
from payung.stages.intake.gateway.markup_walk import parse
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits

WIDEST, TALLEST = 16_384, 1_048_576
HIDDEN = ("collapse", "filter")
LINKS = frozenset(
    ("table:dde-link", "office:dde-source", "table:table-source", "table:cell-range-source")
)


class _Walker:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._depth = 0
        self.tables: list[Marks] = []
        self._open_table()

    def _open_table(self) -> None:
        self._row = self._column = 0
        self._formulas: list[Area] = []
        self._merged: list[Area] = []
        self._hidden_rows = self._hidden_columns = 0
        self._filled = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in LINKS:
            raise FileRefused("file.links")
        if name == "table:table":
            self._depth += 1
            if self._depth > 1:
                raise FileRefused("file.embedded")
            self._open_table()
        elif not self._depth:
            return
        elif name == "table:table-column":
            if attributes.get("table:visibility") in HIDDEN:
                repeats = _repeats(attributes, "columns", WIDEST)
                self._hidden_columns += min(repeats, self._limits.columns)
        elif name == "table:table-row":
            self._column = 0
            self._rows = _repeats(attributes, "rows", TALLEST)
            self._hidden_rows += (attributes.get("table:visibility") in HIDDEN) * self._rows
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._columns = _repeats(attributes, "columns", WIDEST)
            self._cell(attributes)
        elif name == "text:p":
            self._value()

    def end(self, name: str) -> None:
        if name == "table:table":
            self._depth -= 1
            self.tables.append(
                Marks(
                    formulas=self._formulas,
                    merged=self._merged,
                    hidden_rows=self._hidden_rows,
                    hidden_columns=self._hidden_columns,
                    filled=self._filled,
                )
            )
        elif name == "table:table-row":
            self._row += self._rows
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._columns
            if self._column > 2 * WIDEST:
                raise FileRefused("file.bomb")

    def _cell(self, attributes: Mapping[str, str]) -> None:
        bottom = self._row + _repeats(attributes, "rows-spanned", TALLEST) - 1
        right = self._column + _repeats(attributes, "columns-spanned", WIDEST) - 1
        if (bottom, right) != (self._row, self._column):
            self._merged.append((self._row, self._column, bottom, right))
        if "office:value-type" in attributes:
            self._value()
        if "table:formula" in attributes:
            self._value()
            last = (self._row + self._rows - 1, self._column + self._columns - 1)
            self._formulas.append((self._row, self._column, *last))

    def _value(self) -> None:
        self._filled = True
        if self._column + self._columns > self._limits.columns:
            raise FileRefused("file.too_many_columns", limit=str(self._limits.columns))
        last = self._row + self._rows
        if last > self._limits.rows + SPARE_ROWS:
            raise FileRefused("file.too_many_rows", found=str(last), limit=str(self._limits.rows))


def _repeats(attributes: Mapping[str, str], what: str, most: int) -> int:
    name = f"table:number-{what}" + ("" if what.endswith("spanned") else "-repeated")
    number = attributes.get(name, "1")
    if not number.isdecimal() or not 1 <= int(number[:9]) <= most:
        raise FileRefused("file.damaged")
    return int(number[:9])


def document_marks(xml: bytes, limits: Limits) -> list[Marks]:
    """Return the marks of every table; the prefixes are those every writer of ODS uses."""
    for name in (b'xmlns:table="urn:oasis', b'xmlns:office="urn:oasis', b'xmlns:text="urn:oasis'):
        if name not in xml[:16_384]:
            raise FileRefused("file.damaged")
    walker = _Walker(limits)
    parse(xml, walker)
    return walker.tables
