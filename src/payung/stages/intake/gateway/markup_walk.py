"""An XLSX sheet in an unusual spelling, walked tag by tag with a real XML parser."""

from collections.abc import Mapping
from xml.parsers import expat

from payung.stages.intake.gateway.marks import MOST_AREAS, SPARE_ROWS, Area, Marks
from payung.stages.intake.gateway.reference import area, position
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits

YES = ("1", "true")


class _Walker:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._row = self._column = -1
        self._fault: list[str] | None = None
        self.formulas: list[Area] = []
        self.errors: dict[tuple[int, int], str] = {}
        self.merged: list[Area] = []
        self.hidden_rows = self.hidden_columns = 0
        self.filled = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        visit = getattr(self, "_start_" + name.rpartition(":")[2].lower(), None)
        if visit:
            visit(attributes)

    def end(self, name: str) -> None:
        if self._fault is not None and name.rpartition(":")[2] == "c":
            self.errors[self._row, self._column] = "".join(self._fault)[:20] or "#"
            self._fault = None

    def text(self, text: str) -> None:
        if self._fault is not None and text.startswith("#"):
            self._fault.append(text)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = -1
        self.hidden_rows += attributes.get("hidden") in YES

    def _start_c(self, attributes: Mapping[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = position(attributes["r"].encode())
        else:
            self._column += 1
        self._fault = [] if attributes.get("t") == "e" else None

    def _start_v(self, _: Mapping[str, str]) -> None:
        self.filled = True
        if self._column >= self._limits.columns:
            raise FileRefused("file.too_many_columns", limit=str(self._limits.columns))
        if self._row >= self._limits.rows + SPARE_ROWS:
            found, limit = str(self._row + 1), str(self._limits.rows)
            raise FileRefused("file.too_many_rows", found=found, limit=limit)

    _start_is = _start_v

    def _start_f(self, attributes: Mapping[str, str]) -> None:
        self._start_v(attributes)
        spread = attributes.get("ref")
        if spread and attributes.get("t") != "shared":
            self.formulas.append(area(spread.encode()))
        else:
            self.formulas.append((self._row, self._column, self._row, self._column))

    def _start_mergecell(self, attributes: Mapping[str, str]) -> None:
        if len(self.merged) < MOST_AREAS:
            self.merged.append(area(attributes.get("ref", "").encode()))

    def _start_col(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in YES:
            first, last = attributes.get("min", "1"), attributes.get("max", "1")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns += min(int(last), self._limits.columns) - int(first) + 1


def walk(xml: bytes, limits: Limits) -> Marks:
    """Return the marks of a sheet, visiting every tag of it."""
    walker = _Walker(limits)
    parse(xml, walker)
    return Marks(
        formulas=walker.formulas,
        errors=walker.errors,
        merged=walker.merged,
        hidden_rows=walker.hidden_rows,
        hidden_columns=max(walker.hidden_columns, 0),
        filled=walker.filled,
    )


def parse(xml: bytes, walker: object) -> None:
    """Run `walker` over XML in which a DOCTYPE was ruled out before; entities stay closed."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = getattr(walker, "start", None)
    parser.EndElementHandler = getattr(walker, "end", None)
    parser.CharacterDataHandler = getattr(walker, "text", None)
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, UnicodeEncodeError) as failure:
        raise FileRefused("file.damaged") from failure
