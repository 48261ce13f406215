"""The sheet a person sent, once more, with a column that says what to put right."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.exceptions import InvalidWorksheetName
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.kernel.wording import say
from payung.stages.intake.gateway.header import fold
from payung.stages.intake.gateway.hygiene import safe
from payung.stages.intake.gateway.marks import Sheet
from payung.stages.intake.gateway.table import open_book
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import STAFF, Limits, Table, plain

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "dd/mm/yyyy",
}
WIDEST, NOTE_WIDTH = 40, 60
BUILT_AT = datetime(2000, 1, 1, tzinfo=UTC)  # the same input gives the same bytes


def mark(
    content: bytes,
    name: str,
    table: Table,
    problems: Mapping[int, Sequence[str]],
    *,
    limits: Limits = STAFF,
    lang: str = "id",
) -> bytes:
    """
    Return the same sheet as XLSX with the problems of each row number beside it.

    Formulas are written as the value they showed. Numbers stay numbers, so that a damaged NIK
    sent back unchanged is refused again; their cells take text, so that a retyped one is kept.
    """
    sheet = _same_sheet(content, name, table, limits)
    title = say("mark.column", lang)
    kept = _kept_columns(table)
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, OPTIONS)
    book.set_properties({"created": BUILT_AT})
    page = _page(book, table.sheet)
    styles = _Styles(book)
    for index, row in enumerate(sheet.grid):
        notes = problems.get(index + 1, ())
        header = index + 1 == table.header_row
        for place, column in enumerate(kept):
            value = row[column] if column < len(row) else ""
            styles.write(page, (index, place), value, header=header, faulty=bool(notes))
        if header:
            page.write_string(index, len(kept), title, styles.header)
        elif notes:
            page.write_string(index, len(kept), safe("\n".join(notes)), styles.note)
    _finish(page, table, kept)
    book.close()
    return output.getvalue()


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        shade = {"bg_color": "#FFF0C2"}
        self.header = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self.note = book.add_format({**shade, "text_wrap": True, "font_color": "#8A1C1C"})
        self._text = book.add_format({"num_format": "@"})
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._faulty_text = book.add_format({"num_format": "@", **shade})
        self._faulty_day = book.add_format({"num_format": "dd/mm/yyyy", **shade})

    def write(
        self, page: Worksheet, at: tuple[int, int], value: object, *, header: bool, faulty: bool
    ) -> None:
        text: Format = self._faulty_text if faulty else self._text
        if header:
            page.write_string(*at, safe(str(value)), self.header)
        elif isinstance(value, date) and value.year >= 1900:
            page.write_datetime(*at, value, self._faulty_day if faulty else self._day)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            page.write_number(*at, value, text)
        elif value == "":
            page.write_blank(*at, None, text)
        else:
            page.write_string(*at, safe(str(value))[:32_000], text)


def _same_sheet(content: bytes, name: str, table: Table, limits: Limits) -> Sheet:
    book = open_book(content, name=name, limits=limits)
    for index, entry in enumerate(book.entries):
        if entry.name == table.sheet:
            return book.read(index)
    raise FileRefused("file.no_sheet")


def _kept_columns(table: Table) -> list[int]:
    """Leave out the note column of an earlier round."""
    notes = {fold(say("mark.column", lang)) for lang in ("id", "en")}
    return [index for index, header in enumerate(table.headers) if fold(header) not in notes]


def _page(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    try:
        return book.add_worksheet(name)
    except InvalidWorksheetName:
        return book.add_worksheet("Data")


def _finish(page: Worksheet, table: Table, kept: list[int]) -> None:
    page.freeze_panes(table.header_row, 0)
    for place, column in enumerate(kept):
        texts = [table.headers[column]]
        texts += [plain(row.cells[column]) for row in table.rows[:50]]
        page.set_column(place, place, min(max(map(len, texts)) + 3, WIDEST))
    page.set_column(len(kept), len(kept), NOTE_WIDTH)
