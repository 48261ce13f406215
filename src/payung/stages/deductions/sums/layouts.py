"""What a payroll application imports, described without code: signs, shapes, columns in order."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

BUILT_IN: Final = "umum"
"""The layout that is there without anybody having said anything."""
MOST_COLUMNS: Final = 20
LONGEST_TEXT: Final = 40


class Field(StrEnum):
    """What a column may hold: the whole list. Nothing in it is about a worker."""

    NIP = "nip"
    NIP_SPACED = "nip_spaced"
    NAME = "name"
    AMOUNT = "amount"
    WORKERS = "workers"
    OFFICE = "office"
    OFFICE_CODE = "office_code"
    YEAR_MONTH = "year_month"
    MONTH = "month"
    YEAR = "year"
    LOCKED_ON = "locked_on"
    LIST_NUMBER = "list_number"
    ROW = "row"
    FIXED = "fixed"
    EMPTY = "empty"


SEPARATORS: Final[Mapping[str, str]] = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
ENCODINGS: Final[Mapping[str, str]] = {
    "utf8": "utf-8",
    "utf8-bom": "utf-8-sig",
    "windows1252": "cp1252",
}
AMOUNTS: Final = ("plain", "dots", "comma", "point")
"""16800, 16.800, 16800,00 and 16800.00."""
DAYS: Final[Mapping[str, str]] = {
    "slashes": "%d/%m/%Y",
    "dashes": "%d-%m-%Y",
    "iso": "%Y-%m-%d",
    "digits": "%Y%m%d",
}
LINE_ENDS: Final[Mapping[str, str]] = {"crlf": "\r\n", "lf": "\n"}


@dataclass(frozen=True, kw_only=True)
class CsvColumn:
    """`text` is what a column of the field FIXED holds, such as a deduction code."""

    header: str
    field: Field
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class CsvShape:
    """How a file is written. `is_quoted`: every cell stands in quotes, not only who needs them."""

    separator: str = "semicolon"
    encoding: str = "utf8-bom"
    amount: str = "plain"
    day: str = "slashes"
    line_end: str = "crlf"
    has_header: bool = True
    is_quoted: bool = False
    columns: tuple[CsvColumn, ...] = field(default=())

    @property
    def shows_office_code(self) -> bool:
        return any(column.field is Field.OFFICE_CODE for column in self.columns)


USUAL: Final = CsvShape(
    columns=(
        CsvColumn(header="NIP", field=Field.NIP),
        CsvColumn(header="Nama", field=Field.NAME),
        CsvColumn(header="Jumlah pekerja", field=Field.WORKERS),
        CsvColumn(header="Potongan", field=Field.AMOUNT),
        CsvColumn(header="Periode", field=Field.YEAR_MONTH),
    )
)
"""The built-in layout: what most tables can take in, and a spreadsheet opens without a question."""


def kept(shape: CsvShape) -> dict[str, Any]:
    """Return a shape as it is kept."""
    return asdict(shape)


def read_shape(value: Mapping[str, Any]) -> CsvShape:
    """Return a shape as it was kept."""
    columns = tuple(
        CsvColumn(header=one["header"], field=Field(one["field"]), text=one["text"])
        for one in value["columns"]
    )
    return CsvShape(**{**value, "columns": columns})


def faults(shape: CsvShape) -> dict[str, str]:
    """
    Return what is to be put right, as codes of words by place: "columns", "header-1", "text-1".

    Also what a program that opens the file might compute, or the encoding cannot write.
    """
    found: dict[str, str] = {}
    if not 0 < len(shape.columns) <= MOST_COLUMNS:
        found["columns"] = "deductions.layout_no_columns"
    elif not any(one.field is Field.AMOUNT for one in shape.columns) or not any(
        one.field in (Field.NIP, Field.NIP_SPACED) for one in shape.columns
    ):
        found["columns"] = "deductions.layout_not_enough"
    for number, column in enumerate(shape.columns, start=1):
        if shape.has_header and not column.header:
            found[f"header-{number}"] = "deductions.layout_header_empty"
        elif fault := _fault(column.header, shape):
            found[f"header-{number}"] = fault
        if column.field is Field.FIXED and not column.text:
            found[f"text-{number}"] = "deductions.layout_text_empty"
        elif fault := _fault(column.text, shape):
            found[f"text-{number}"] = fault
    return found


def _fault(text: str, shape: CsvShape) -> str:
    if len(text) > LONGEST_TEXT:
        return "deductions.layout_text_long"
    if text[:1] in tuple("=+-@＝＋－＠"):
        return "deductions.layout_text_formula"
    if unwritable(text, shape):
        return "deductions.layout_text_signs"
    return ""


def unwritable(text: str, shape: CsvShape) -> str:
    """Return the first sign of `text` that the encoding has no place for, or nothing."""
    try:
        text.encode(ENCODINGS[shape.encoding])
    except UnicodeEncodeError as problem:
        return text[problem.start]
    return ""
