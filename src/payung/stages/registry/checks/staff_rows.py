"""Reads the rows of a staff list (ASN): each is a line to take over, or refused with why."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from payung.kernel.dates import parse_date
from payung.kernel.findings import Finding, Level, Unreadable
from payung.kernel.names import PersonName, fold, parse_name, shown
from payung.kernel.nip import Nip, NipKind, check_nip
from payung.kernel.reporting import RowFinding
from payung.kernel.sex import Sex, parse_sex
from payung.stages.intake.sums import Cell, ErrorCell, Formula, NumberCell, Row, Table, plain

GRADE, POSITION, NAME = 20, 120, 100
KEYS = (
    *("nip", "name", "front", "back", "sex", "born_on"),
    *("kind", "grade", "position", "office", "nik"),
)
_KINDS = {
    "pns": NipKind.PNS,
    "cpns": NipKind.CPNS,
    "calon pns": NipKind.CPNS,
    "pppk": NipKind.PPPK,
    "p3k": NipKind.PPPK,
    "pppk penuh waktu": NipKind.PPPK,
    "pppk paruh waktu": NipKind.PPPK_PW,
    "p3k paruh waktu": NipKind.PPPK_PW,
    "pppk pw": NipKind.PPPK_PW,
    "p3k pw": NipKind.PPPK_PW,
    "paruh waktu": NipKind.PPPK_PW,
}


class StaffLine(NamedTuple):
    """One civil servant as the list has them; `office` is as written there."""

    row: int
    nip: str
    name: str
    title_before: str
    title_after: str
    folded: str
    sex: str
    born_on: date
    kind: str
    grade: str
    position: str
    nik_index: bytes | None
    office: str


class RefusedLine(NamedTuple):
    """What a refused row still tells of a person, so that a typing slip makes nobody gone."""

    digits: str
    folded: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class StaffList:
    """A staff list, read. `headers` names the columns as the sheet does."""

    rows: int
    lines: tuple[StaffLine, ...]
    refused: tuple[RefusedLine, ...] = ()
    findings: tuple[RowFinding, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused_by_code(self) -> Mapping[str, int]:
        """Return how many rows were refused, by the first reason of each."""
        first: dict[int, str] = {}
        for found in self.findings:
            if found.finding.level is Level.REJECT:
                first.setdefault(found.row, found.finding.code)
        return Counter(first.values())


class Refused(Exception):
    """This row cannot be taken over."""

    def __init__(self, key: str, finding: Finding) -> None:
        super().__init__(finding.code)
        self.key = key
        self.finding = finding


def read_staff(table: Table, *, on: date, index_of: Callable[[str], bytes]) -> StaffList:
    """
    Read every row.

    :param on: the day of the reading, for years still to come.
    :param index_of: turns a NIK as written into the hash it is found by, or raises Unreadable.
    """
    return _Reading(table, on, index_of).whole()


class _Reading:
    def __init__(self, table: Table, on: date, index_of: Callable[[str], bytes]) -> None:
        self._table = table
        self._on = on
        self._index_of = index_of
        places = [table.columns.get(key, -1) for key in KEYS]
        self._width = max(places) + 1
        # An absent column reads the empty text appended at the end of every row.
        self._places = tuple(place if place >= 0 else self._width for place in places)
        self._headers = {
            key: " ".join(table.headers[place].split()) for key, place in table.columns.items()
        }
        self._first_row: dict[str, int] = {}
        self._findings: list[RowFinding] = []

    def whole(self) -> StaffList:
        lines: list[StaffLine] = []
        refused: list[RefusedLine] = []
        for row in self._table.rows:
            cells = self._cells(row)
            try:
                lines.append(self._line(row.number, cells))
            except Refused as why:
                self._note(row.number, why.key, why.finding)
                refused.append(_what_remains(cells, self._on))
        found = tuple(self._findings)
        return StaffList(len(self._table.rows), tuple(lines), tuple(refused), found, self._headers)

    def _cells(self, row: Row) -> tuple[Cell, ...]:
        cells = row.cells
        if len(cells) != self._width:
            cells = (*cells[: self._width], *("",) * (self._width - len(cells)))
        cells = (*cells, "")
        return tuple([cells[place] for place in self._places])

    def _line(self, number: int, cells: tuple[Cell, ...]) -> StaffLine:
        for key, cell in zip(KEYS, cells, strict=True):
            if cell.__class__ is not str:
                _must_be_a_value(key, cell)
        nip_cell, name_cell, front, back, sex_cell, born_cell, kind_cell, *rest = cells
        nip = _nip(nip_cell)
        if nip in self._first_row:
            raise Refused("nip", Finding.reject("nip_repeated", row=str(self._first_row[nip])))
        kind = self._kind(number, nip, kind_cell)
        sex = self._sex(number, nip, sex_cell)
        born_on = self._born_on(number, nip, born_cell)
        for finding in check_nip(nip, kind=kind, born_on=born_on, sex=sex, on=self._on):
            if finding.level is Level.REJECT:
                raise Refused("nip", finding)
            self._note(number, "nip", finding)
        name = _name(_text(name_cell), _text(front), _text(back))
        grade, position, office = _short(rest[0], GRADE), _short(rest[1], POSITION), _text(rest[2])
        office = office.strip()
        if not shown(office):  # nothing, or only signs that nobody sees
            raise Refused("office", Finding.reject("office_empty"))
        self._first_row[nip] = number
        folded = _folded(name.bare)[:NAME]
        index = self._nik_index(number, rest[3]) if rest[3] else None
        return StaffLine(
            number, nip, name.bare, name.front, name.back, folded, sex.value, born_on,
            kind.value, grade, position, index, office,
        )  # fmt: skip

    def _kind(self, number: int, nip: Nip, cell: Cell) -> NipKind:
        kind = _kind_of(_text(cell))
        if kind is not None:
            return kind
        if _text(cell).strip():
            raise Refused("kind", Finding.reject("kind_unreadable"))
        kind = _kind_by_digits(nip)
        if "kind" in self._headers:
            self._note(number, "kind", Finding.warning("kind_empty", kind=kind.value.upper()))
        return kind

    def _sex(self, number: int, nip: Nip, cell: Cell) -> Sex:
        text = _text(cell)
        if not text:
            return nip.sex
        try:
            return _sex_of(text)
        except Unreadable as why:
            self._note(number, "sex", Finding.warning(why.finding.code, **why.finding.values))
            return nip.sex

    def _born_on(self, number: int, nip: Nip, cell: Cell) -> date:
        if cell.__class__ is date:
            return cell
        text = _text(cell)
        if not text:
            return nip.born_on
        try:
            return parse_date(text, today=self._on)
        except Unreadable as why:
            self._note(number, "born_on", Finding.warning(why.finding.code, **why.finding.values))
            return nip.born_on

    def _nik_index(self, number: int, cell: Cell) -> bytes | None:
        try:
            return self._index_of(_text(cell))
        except Unreadable as why:
            self._note(number, "nik", Finding.warning(why.finding.code, **why.finding.values))
            return None

    def _note(self, number: int, key: str, finding: Finding) -> None:
        self._findings.append(RowFinding(number, self._headers.get(key, key), finding))


def _must_be_a_value(key: str, cell: Cell) -> None:
    """A formula or a fault tells nothing that can be kept; a numeric NIP has lost its end."""
    if isinstance(cell, Formula):
        raise Refused(key, Finding.reject("cell.formula", cell=cell.address))
    if isinstance(cell, ErrorCell):
        raise Refused(key, Finding.reject("cell.fault", cell=cell.address, shown=cell.shown))
    if key == "nip" and isinstance(cell, NumberCell):
        raise Refused(key, Finding.reject("nip_as_number"))


def _nip(cell: Cell) -> Nip:
    try:
        return Nip(_text(cell))
    except Unreadable as why:
        raise Refused("nip", why.finding) from why


def _name(text: str, front: str, back: str) -> PersonName:
    """Read a name; titles inside it join those of their own columns."""
    try:
        name = _parsed(text)
        if name.front or name.back:
            return parse_name(text, front, back)
    except Unreadable as why:
        raise Refused("name", why.finding) from why
    return PersonName(_short(front, NAME), name.bare, _short(back, NAME))


def _text(cell: Cell) -> str:
    return cell if cell.__class__ is str else plain(cell)


@lru_cache(maxsize=4096)
def _short(cell: Cell, most: int) -> str:
    return shown(_text(cell))[:most].strip()


_parsed = lru_cache(maxsize=16384)(parse_name)
_sex_of = lru_cache(maxsize=256)(parse_sex)
_folded = lru_cache(maxsize=16384)(fold)


@lru_cache(maxsize=256)
def _kind_of(text: str) -> NipKind | None:
    return _KINDS.get(fold(text))


def _kind_by_digits(nip: Nip) -> NipKind:
    """Digits 13 and 14 are a month for PNS; 24 stands for part-time PPPK, anything else PPPK."""
    if nip[12:14] == "24":
        return NipKind.PPPK_PW
    return NipKind.PNS if 1 <= int(nip[12:14]) <= 12 else NipKind.PPPK


def _what_remains(cells: Iterable[Cell], on: date) -> RefusedLine:
    by_key = dict(zip(KEYS, cells, strict=True))
    digits = "".join(sign for sign in _text(by_key["nip"]) if sign in "0123456789")
    try:
        folded = fold(parse_name(_text(by_key["name"])).bare)[:NAME]
    except Unreadable:
        folded = ""
    try:
        born_on = parse_date(_text(by_key["born_on"]), today=on)
    except Unreadable:
        born_on = None
    return RefusedLine(digits[:18], folded, born_on)
