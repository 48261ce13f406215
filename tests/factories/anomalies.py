"""
The anomalies of payroll files, each made from the form that was handed out. All invented.

The numbers are those of docs/stages/reconciliation.md. `REFUSED` are not taken as a whole, `TAKEN`
are taken with what is wrong said of the row. What is a situation rather than a file (two at once,
another month, a closed one) is built where it is told: `SITUATIONS` says where.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.factories.reconciliation import HEADER, resaved

FIRST: Final = HEADER + 1
"""The row of the first civil servant of the list."""
Change = Callable[[Worksheet], object]


@dataclass(frozen=True, kw_only=True)
class Spoiled:
    """
    One way in which a file comes back other than it was handed out.

    `words` are said to whoever sent it, on the page and by the command. `short` are the civil
    servants of whom nothing is posted, by their place on the list; `parked` rows of nobody on it.
    """

    number: str
    what: str
    spoil: Callable[[bytes], bytes]
    words: str = ""
    short: tuple[int, ...] = ()
    parked: int = 0

    @property
    def name(self) -> str:
        return f"{self.number} {self.what}"


def _changed(change: Change) -> Callable[[bytes], bytes]:
    return lambda form: resaved(form, change)


def _cell(column: str, value: object, row: int = FIRST) -> Callable[[bytes], bytes]:
    def change(sheet: Worksheet) -> None:
        sheet[f"{column}{row}"] = value

    return _changed(change)


def _header_by_hand(sheet: Worksheet) -> None:
    sheet["A1"] = str(sheet["A1"].value).replace("seq=1", "seq=7").replace("2026", "2031")


def _swap_columns(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=HEADER):
        row[1].value, row[3].value = row[3].value, row[1].value


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[FIRST].hidden = True


def _first_again(sheet: Worksheet) -> None:
    last = sheet.max_row + 1
    for column, cell in enumerate(sheet[FIRST], 1):
        sheet.cell(last, column).value = cell.value


def added(nip: str, name: str) -> Callable[[bytes], bytes]:
    """Add a row as if this person had been on the list."""

    def change(sheet: Worksheet) -> None:
        last = sheet.max_row + 1
        for column, cell in enumerate(sheet[FIRST], 1):
            sheet.cell(last, column).value = cell.value
        sheet.cell(last, 1).value, sheet.cell(last, 2).value = nip, name

    return _changed(change)


def same_content(form: bytes) -> bytes:
    """P02: saved again by another program, in another order, with an empty row."""

    def change(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
        for number, row in enumerate(reversed(rows), FIRST):
            for place, value in enumerate(row, 1):
                sheet.cell(number, place).value = value
        sheet.insert_rows(FIRST + 1)

    return resaved(form, change)


def with_header_of(sheet: bytes, other: bytes) -> bytes:
    """P26: the rows of one workbook under the signed cell of another."""
    book = load_workbook(io.BytesIO(other))
    assert book.active is not None
    signed = book.active["A1"].value

    def change(page: Worksheet) -> None:
        page["A1"] = signed

    return resaved(sheet, change)


def without(form: bytes, place: int) -> bytes:
    """P05, P14, P20: payroll left out one person of the list, and says nothing about it."""
    return resaved(form, lambda sheet: sheet.delete_rows(FIRST + place))


def _scribbled(form: bytes) -> bytes:
    book = load_workbook(io.BytesIO(form))
    book.create_sheet("Coretan")["A1"] = "8400"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


REFUSED: Final = (
    Spoiled(
        number="P07",
        what="header edited by hand",
        spoil=_changed(_header_by_hand),
        words="Sel tanda templat di baris 1 sudah berubah",
    ),
    Spoiled(
        number="P10",
        what="cut in the middle",
        spoil=lambda form: form[: len(form) // 2],
        words="Berkas",
    ),
    Spoiled(number="P10", what="cut near the end", spoil=lambda form: form[:-64], words="Berkas"),
    Spoiled(
        number="P17",
        what="a NIP as a number",
        spoil=_cell("A", 198001012006041901),
        words="terbaca sebagai bilangan",
    ),
    Spoiled(
        number="P21",
        what="a column renamed",
        spoil=_cell("D", "Potongan", HEADER),
        words="tidak ditemukan di baris judul",
    ),
    Spoiled(
        number="P22",
        what="cells of data merged",
        spoil=_changed(lambda sheet: sheet.merge_cells(f"D{FIRST}:D{FIRST + 1}")),
        words="digabung di baris data",
    ),
    Spoiled(number="P23", what="a formula", spoil=_cell("D", "=8000+400"), words="berisi rumus"),
)

TAKEN: Final = (
    Spoiled(
        number="P11",
        what="rows filtered away",
        spoil=lambda form: without(without(form, 2), 1),
        short=(1, 2),
    ),
    Spoiled(
        number="P15",
        what="one person twice",
        spoil=_changed(_first_again),
        words="Tidak satu pun dicatat",
        short=(0,),
    ),
    Spoiled(
        number="P16",
        what="ten times the amount",
        spoil=_cell("D", "84.000"),
        words="di berkas Rp84.000",
        short=(0,),
    ),
    Spoiled(
        number="P16",
        what="a fraction",
        spoil=_cell("D", 8.4),
        words="Tulis jumlah dalam rupiah tanpa sen",
        short=(0,),
    ),
    Spoiled(
        number="P18",
        what="another name",
        spoil=_cell("B", "Drs. Nama Lain, M.Si"),
        words="Nama berbeda dari daftar",
    ),
    Spoiled(number="P20", what="a row left out", spoil=lambda form: without(form, 1), short=(1,)),
    Spoiled(number="P21", what="columns moved", spoil=_changed(_swap_columns)),
    Spoiled(
        number="P22", what="a row hidden", spoil=_changed(_hide), words="1 baris, 0 kolom, dan"
    ),
    Spoiled(number="P22", what="a second sheet", spoil=_scribbled, words="Coretan"),
    Spoiled(
        number="P23",
        what="an amount in doubt",
        spoil=_cell("D", "1E+05"),
        words="Tulis jumlah dalam rupiah tanpa sen",
        short=(0,),
    ),
    Spoiled(number="P23", what="an amount spelled out", spoil=_cell("D", "Rp 8.400,00")),
    Spoiled(
        number="P32",
        what="a sum for two",
        spoil=lambda form: _cell("C", "2")(_cell("D", "16800")(form)),
        words="Jumlah pekerja di daftar 1, di berkas 2",
        short=(0,),
    ),
    Spoiled(
        number="P33",
        what="below zero",
        spoil=_cell("D", "−8.400"),
        words="Nol atau minus bukan potongan",
        short=(0,),
    ),
)

WALKED: Final = (
    *("P01", "P02", "P03", "P04", "P05", "P06", "P08", "P09", "P12", "P13", "P14", "P19"),
    *("P26", "P27", "P28", "P29", "P34"),
)
"""Situations that the walks make themselves, in the browser and, but for P26 to P29, by command."""
SITUATIONS: Final = {
    "P24": "tests/concurrency/test_killed_money.py",
    "P25": "tests/concurrency/test_restored.py",
    "P30": "tests/jobs/test_payroll_anomalies.py",
    "P31": "tests/jobs/test_payroll_anomalies.py",
}
"""What no page can be brought into: where it is tested instead."""
