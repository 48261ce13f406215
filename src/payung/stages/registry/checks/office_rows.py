"""Reads the rows of an office list: each is an office to add, or refused with why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from payung.kernel.findings import Finding, Level, Unreadable
from payung.kernel.names import shown
from payung.kernel.phone import parse_phone
from payung.kernel.reporting import RowFinding
from payung.stages.intake.sums import Cell, ErrorCell, Formula, Row, Table, plain

KEYS = ("name", "spellings", "phone", "hours", "room")
LONGEST, HOURS, ROOM = 150, 60, 100
SHORTEST = 3
MOST_SPELLINGS = 5


class OfficeLine(NamedTuple):
    """One office as the list has it; `spellings` are other names that files may use."""

    row: int
    name: str
    key: str
    spellings: tuple[str, ...]
    phone: str
    hours: str
    room: str


@dataclass(frozen=True, slots=True)
class OfficeList:
    """An office list, read."""

    rows: int
    lines: tuple[OfficeLine, ...]
    findings: tuple[RowFinding, ...] = ()

    @property
    def refused(self) -> int:
        """Return how many rows cannot be used as they are."""
        return len({f.row for f in self.findings if f.finding.level is Level.REJECT})


class Refused(Exception):
    """This row cannot be taken over."""

    def __init__(self, key: str, finding: Finding) -> None:
        super().__init__(finding.code)
        self.key = key
        self.finding = finding


@dataclass
class _Reading:
    table: Table
    key_of: Callable[[str], str]
    first_row: dict[str, int] = field(default_factory=dict)
    findings: list[RowFinding] = field(default_factory=list)

    def note(self, row: int, key: str, finding: Finding) -> None:
        place = self.table.columns.get(key)
        column = key if place is None else " ".join(self.table.headers[place].split())
        self.findings.append(RowFinding(row, column, finding))


def read_offices(table: Table, *, key_of: Callable[[str], str]) -> OfficeList:
    """
    Read every row.

    :param key_of: turns a name into the key on which spellings of one office agree.
    """
    reading, lines = _Reading(table, key_of), []
    for row in table.rows:
        try:
            lines.append(_line(reading, row))
        except Refused as why:
            reading.note(row.number, why.key, why.finding)
    return OfficeList(len(table.rows), tuple(lines), tuple(reading.findings))


def _line(reading: _Reading, row: Row) -> OfficeLine:
    said = {key: _text(key, _cell(reading.table, row, key)) for key in KEYS}
    name = said["name"]
    if not name:
        raise Refused("name", Finding.reject("office_empty"))
    if len(name) > LONGEST:
        raise Refused("name", Finding.reject("office_long", most=str(LONGEST)))
    if sum(sign.isalpha() for sign in name) < SHORTEST:
        raise Refused("name", Finding.reject("office_no_name"))
    key = reading.key_of(name)
    spellings = _spellings(reading, row.number, said["spellings"], key)
    for one in (key, *map(reading.key_of, spellings)):
        if one in reading.first_row:
            first = str(reading.first_row[one])
            raise Refused("name", Finding.reject("office_repeated", row=first))
    reading.first_row.update(dict.fromkeys((key, *map(reading.key_of, spellings)), row.number))
    return OfficeLine(
        row=row.number,
        name=name,
        key=key,
        spellings=spellings,
        phone=_phone(reading, row.number, said["phone"]),
        hours=said["hours"][:HOURS],
        room=said["room"][:ROOM],
    )


def _spellings(reading: _Reading, row: int, typed: str, key: str) -> tuple[str, ...]:
    """Return other names, set apart by semicolons; one that is the name itself says nothing."""
    found = {reading.key_of(part): part for part in map(str.strip, typed.split(";")) if part}
    found.pop(key, None)
    if len(found) > MOST_SPELLINGS or any(len(part) > LONGEST for part in found.values()):
        reading.note(row, "spellings", Finding.warning("office_spellings_many"))
        return ()
    return tuple(found.values())


def _phone(reading: _Reading, row: int, typed: str) -> str:
    """Return the number; one that cannot be read is left out and told, the office is not lost."""
    if not typed:
        return ""
    try:
        return parse_phone(typed)
    except Unreadable:
        reading.note(row, "phone", Finding.warning("office_phone_unreadable"))
        return ""


def _cell(table: Table, row: Row, key: str) -> Cell:
    place = table.columns.get(key, -1)
    return row.cells[place] if 0 <= place < len(row.cells) else ""


def _text(key: str, cell: Cell) -> str:
    if isinstance(cell, Formula):
        raise Refused(key, Finding.reject("cell.formula", cell=cell.address))
    if isinstance(cell, ErrorCell):
        raise Refused(key, Finding.reject("cell.fault", cell=cell.address, shown=cell.shown))
    return shown(plain(cell)).strip()
