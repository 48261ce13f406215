"""Reads the rows of a death list: each is a death to compare with the members, or refused."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from payung.kernel.dates import parse_date, render_date
from payung.kernel.findings import Finding, Level, Unreadable
from payung.kernel.names import fold, parse_name, shown
from payung.kernel.nik import Nik, parse_nik
from payung.kernel.reporting import RowFinding
from payung.stages.intake.sums import Cell, ErrorCell, Formula, NumberCell, Row, Table, plain

KEYS: Final = ("nik", "name", "born_on", "died_on", "village")
NAME, VILLAGE = 100, 60


class DeathLine(NamedTuple):
    """One death as the list has it; `nik_index` is the hash by which the holder is found."""

    row: int
    name: str
    born_on: date | None
    died_on: date
    village: str
    nik_index: bytes | None


@dataclass(frozen=True, slots=True)
class DeathRows:
    """A death list, read."""

    rows: int
    lines: tuple[DeathLine, ...]
    findings: tuple[RowFinding, ...] = ()

    @property
    def refused(self) -> int:
        """Return how many rows cannot be compared as they are."""
        return len({f.row for f in self.findings if f.finding.level is Level.REJECT})

    @property
    def refused_by_code(self) -> Mapping[str, int]:
        return Counter(f.finding.code for f in self.findings if f.finding.level is Level.REJECT)


class Refused(Exception):
    """This row cannot be compared."""

    def __init__(self, key: str, finding: Finding) -> None:
        super().__init__(finding.code)
        self.key = key
        self.finding = finding


def read_deaths(table: Table, *, on: date, index_of: Callable[[str], bytes]) -> DeathRows:
    """
    Read every row.

    :param on: the day of the reading: nobody on a list dies later.
    :param index_of: turns a NIK into the hash under which its holder is found.
    """
    reading = _Reading(table, on, index_of)
    lines = [line for row in table.rows if (line := reading.line(row)) is not None]
    return DeathRows(len(table.rows), tuple(lines), tuple(reading.findings))


@dataclass
class _Reading:
    table: Table
    on: date
    index_of: Callable[[str], bytes]
    findings: list[RowFinding] = field(default_factory=list)
    first_row: dict[tuple[object, ...], int] = field(default_factory=dict)

    def line(self, row: Row) -> DeathLine | None:
        try:
            return self._line(row)
        except Refused as why:
            self._note(row.number, why.key, why.finding)
            return None

    def _line(self, row: Row) -> DeathLine:
        cells = {key: self._cell(row, key) for key in KEYS}
        for key, cell in cells.items():
            _must_be_a_value(key, cell)
        name = self._name(cells["name"])
        died_on = self._died_on(cells["died_on"])
        nik = self._nik(row.number, cells["nik"])
        born_on = self._born_on(row.number, cells["born_on"])
        if born_on is None and nik is not None:
            born_on = nik.born_on(died_on)
        if born_on is not None and born_on > died_on:
            raise Refused("died_on", Finding.reject("deaths.row.before_birth"))
        if nik is None and born_on is None:
            raise Refused("born_on", Finding.reject("deaths.row.nothing_to_compare"))
        index = None if nik is None else self.index_of(nik)
        person = (index, fold(name), born_on, died_on)
        if person in self.first_row:
            first = str(self.first_row[person])
            raise Refused("name", Finding.reject("deaths.row.repeated", row=first))
        self.first_row[person] = row.number
        village = shown(plain(cells["village"]))[:VILLAGE].strip()
        return DeathLine(row.number, name, born_on, died_on, village, index)

    def _name(self, cell: Cell) -> str:
        try:
            return parse_name(plain(cell)).bare[:NAME]
        except Unreadable as why:
            raise Refused("name", why.finding) from why

    def _died_on(self, cell: Cell) -> date:
        text = plain(cell).strip()
        if not text:
            raise Refused("died_on", Finding.reject("deaths.row.no_day"))
        try:
            died_on = cell if isinstance(cell, date) else parse_date(text, today=self.on)
        except Unreadable as why:
            raise Refused("died_on", why.finding) from why
        if died_on > self.on:
            day = render_date(died_on)
            raise Refused("died_on", Finding.reject("deaths.row.in_future", day=day))
        return died_on

    def _nik(self, number: int, cell: Cell) -> Nik | None:
        """Return the NIK; one that cannot be read is told, and the row is compared by name."""
        text = plain(cell).strip(" -'")
        if not text:
            return None
        if isinstance(cell, NumberCell):
            self._note(number, "nik", Finding.warning("deaths.row.nik_as_number"))
            return None
        try:
            return parse_nik(text)
        except Unreadable as why:
            self._note(number, "nik", Finding.warning(why.finding.code, **why.finding.values))
            return None

    def _born_on(self, number: int, cell: Cell) -> date | None:
        """Return the birth date, which may stand behind a place: `Kendal, 12-03-1970`."""
        if isinstance(cell, date):
            return cell
        text = plain(cell).rpartition(",")[2].strip(" -")
        if not text:
            return None
        try:
            return parse_date(text, today=self.on)
        except Unreadable as why:
            self._note(number, "born_on", Finding.warning(why.finding.code, **why.finding.values))
            return None

    def _cell(self, row: Row, key: str) -> Cell:
        place = self.table.columns.get(key, -1)
        return row.cells[place] if 0 <= place < len(row.cells) else ""

    def _note(self, number: int, key: str, finding: Finding) -> None:
        place = self.table.columns.get(key)
        column = key if place is None else " ".join(self.table.headers[place].split())
        self.findings.append(RowFinding(number, column, finding))


def _must_be_a_value(key: str, cell: Cell) -> None:
    if isinstance(cell, Formula):
        raise Refused(key, Finding.reject("cell.formula", cell=cell.address))
    if isinstance(cell, ErrorCell):
        raise Refused(key, Finding.reject("cell.fault", cell=cell.address, shown=cell.shown))
