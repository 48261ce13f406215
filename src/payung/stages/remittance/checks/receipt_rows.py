"""A row of a receipt list names one slip, whole rupiah and a day; no row says the same twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from payung.kernel.dates import parse_date, render_date
from payung.kernel.findings import Finding, Unreadable
from payung.kernel.names import shown
from payung.kernel.reporting import RowFinding
from payung.kernel.rupiah import parse_rupiah
from payung.stages.intake.sums import ErrorCell, Formula, NumberCell, Row, Table

LONGEST: Final = 40
Spelling = Callable[[str], str]
_NEEDED: Final = ("bank", "slip", "amount", "received_on")


@dataclass(frozen=True, kw_only=True)
class ReceiptLine:
    """One receipt as the list has it. `number` is empty where the branch gave none."""

    row: int
    number: str
    bank: str
    slip_number: str
    amount_idr: int
    received_on: date


@dataclass(frozen=True, kw_only=True)
class ReceiptList:
    rows: int
    lines: tuple[ReceiptLine, ...]
    findings: tuple[RowFinding, ...]


class _Refused(Exception):
    def __init__(self, key: str, finding: Finding) -> None:
        super().__init__(finding.code)
        self.key, self.finding = key, finding


@dataclass
class _Reading:
    table: Table
    today: date
    bank_of: Spelling
    number_of: Spelling
    slips: dict[tuple[str, str], int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)


def read_receipts(
    table: Table, *, today: date, bank_of: Spelling, number_of: Spelling
) -> ReceiptList:
    """
    Read every row; one that cannot be used is told with why, and keeps no other back.

    :param bank_of: turns a bank into its one spelling, `number_of` a document's number.
    """
    reading = _Reading(table, today, bank_of, number_of)
    lines: list[ReceiptLine] = []
    findings: list[RowFinding] = []
    for row in table.rows:
        try:
            lines.append(_line(reading, row))
        except _Refused as why:
            place = table.columns.get(why.key)
            column = why.key if place is None else " ".join(table.headers[place].split())
            findings.append(RowFinding(row.number, column, why.finding))
    return ReceiptList(rows=len(table.rows), lines=tuple(lines), findings=tuple(findings))


def _line(reading: _Reading, row: Row) -> ReceiptLine:
    said = {key: _text(reading.table, row, key) for key in (*_NEEDED, "number")}
    for key in _NEEDED:
        if not said[key]:
            raise _Refused(key, Finding.reject("receipt_rows.empty"))
    bank, slip = reading.bank_of(said["bank"]), _number(reading, row, "slip", said["slip"])
    number = _number(reading, row, "number", said["number"])
    if len(bank) > LONGEST:
        raise _Refused("bank", Finding.reject("receipt_rows.long", most=str(LONGEST)))
    amount_idr = _amount(said["amount"])
    received_on = _day(said["received_on"], reading.today)
    _refuse_repeated(reading, row.number, (bank, slip), number)
    return ReceiptLine(
        row=row.number,
        number=number,
        bank=bank,
        slip_number=slip,
        amount_idr=amount_idr,
        received_on=received_on,
    )


def _refuse_repeated(reading: _Reading, row: int, slip: tuple[str, str], number: str) -> None:
    first = reading.slips.get(slip) or (reading.numbers.get(number) if number else None)
    if first is not None:
        raise _Refused("slip", Finding.reject("receipt_rows.repeated", row=str(first)))
    reading.slips[slip] = row
    if number:
        reading.numbers[number] = row


def _number(reading: _Reading, row: Row, key: str, text: str) -> str:
    """Return a document's number; a numeric cell may have lost the zeros in front of it."""
    if isinstance(reading.table.cell(row, key), NumberCell):
        raise _Refused(key, Finding.reject("receipt_rows.number_cell"))
    number = reading.number_of(text)
    if len(number) > LONGEST:
        raise _Refused(key, Finding.reject("receipt_rows.long", most=str(LONGEST)))
    return number


def _amount(text: str) -> int:
    try:
        amount_idr = int(parse_rupiah(text))
    except Unreadable as unreadable:
        raise _Refused("amount", unreadable.finding) from unreadable
    if not amount_idr:
        raise _Refused("amount", Finding.reject("receipt_rows.nothing"))
    return amount_idr


def _day(text: str, today: date) -> date:
    try:
        day = parse_date(text, today=today)
    except Unreadable as unreadable:
        raise _Refused("received_on", unreadable.finding) from unreadable
    if day > today:
        raise _Refused("received_on", Finding.reject("receipt_rows.ahead", day=render_date(day)))
    return day


def _text(table: Table, row: Row, key: str) -> str:
    cell = table.cell(row, key)
    if isinstance(cell, Formula):
        raise _Refused(key, Finding.reject("cell.formula", cell=cell.address))
    if isinstance(cell, ErrorCell):
        raise _Refused(key, Finding.reject("cell.fault", cell=cell.address, shown=cell.shown))
    return shown(table.text(row, key)).strip()
