"""Reads one table out of a received file: the one function every upload goes through."""

from hashlib import sha256

from payung.stages.intake.gateway.delimited import DelimitedBook
from payung.stages.intake.gateway.header import Header, find_header
from payung.stages.intake.gateway.marks import Book, Sheet
from payung.stages.intake.gateway.rows import read_rows
from payung.stages.intake.gateway.sniff import check_name, check_size, container
from payung.stages.intake.gateway.workbook import open_ole, open_zip
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import (
    STAFF,
    Hidden,
    Layout,
    Limits,
    Row,
    Table,
    address,
    fingerprint,
)

MOST_SHEETS = 50


def read_table(content: bytes, *, name: str, wanted: Layout, limits: Limits = STAFF) -> Table:
    """
    Return the table with the wanted columns.

    `name` is only compared with what the file really is. Raises FileRefused, and nothing else,
    for a file that is not taken. What a single row lacks is not decided here.
    """
    book = open_book(content, name=name, limits=limits)
    sheet, header = _wanted_sheet(book, wanted)
    body = read_rows(sheet, header=header, layout=wanted, limits=limits, since_1904=book.since_1904)
    _check_merges(sheet, body.rows, len(header.texts))
    return Table(
        kind=book.kind,
        sheet=sheet.name,
        title_lines=_title_lines(sheet, header),
        header_row=header.row + 1,
        headers=header.texts,
        columns=dict(header.columns),
        rows=tuple(body.rows),
        skipped=dict(body.skipped),
        skipped_lines=tuple(body.skipped_lines),
        hidden=_hidden(book, sheet),
        other_sheets=_other_sheets(book, sheet),
        fingerprint=fingerprint(body.keys, body.lines),
        sha256=sha256(content).hexdigest(),
        unknown_headers=header.unknown,
    )


def open_book(content: bytes, *, name: str, limits: Limits) -> Book:
    """Return the sheets of a file of any kind we take, after every check on the file itself."""
    check_size(content, limits)
    packed = container(content, name)
    book: Book
    if packed == "zip":
        book = open_zip(content, limits)
    elif packed == "ole":
        book = open_ole(content, limits)
    else:
        check_name(name, "csv")
        book = DelimitedBook(content, limits)
    check_name(name, book.kind)
    if len(book.entries) > MOST_SHEETS:
        raise FileRefused("file.bomb")
    return book


def _wanted_sheet(book: Book, wanted: Layout) -> tuple[Sheet, Header]:
    """Return the first sheet with the wanted header, those the eye sees before the hidden."""
    order = sorted(range(len(book.entries)), key=lambda index: book.entries[index].hidden)
    refusal: FileRefused | None = None
    for index in order:
        sheet = book.read(index)
        try:
            return sheet, find_header(sheet.grid, wanted)
        except FileRefused as failure:
            if refusal is None or refusal.code == "file.no_header":
                refusal = failure
    raise refusal or FileRefused("file.no_sheet")


def _title_lines(sheet: Sheet, header: Header) -> tuple[str, ...]:
    lines = (
        " ".join(str(value).strip() for value in row if str(value).strip())
        for row in sheet.grid[: header.row]
    )
    return tuple(line[:500] for line in lines if line)


def _hidden(book: Book, sheet: Sheet) -> Hidden:
    sheets = tuple(entry.name for entry in book.entries if entry.hidden)
    return Hidden(sheet.marks.hidden_rows, sheet.marks.hidden_columns, sheets)


def _other_sheets(book: Book, sheet: Sheet) -> tuple[str, ...]:
    return tuple(
        entry.name
        for index, entry in enumerate(book.entries)
        if entry.name != sheet.name and book.marks(index).filled
    )


def _check_merges(sheet: Sheet, rows: list[Row], width: int) -> None:
    """A merged cell in a row of data hides whose value it is; titles and totals may be merged."""
    numbers = {row.number for row in rows}
    for top, left, bottom, right in sheet.marks.merged:
        if left < width and not numbers.isdisjoint(range(top + 1, bottom + 2)):
            where = f"{address(top + 1, left)}:{address(bottom + 1, right)}"
            raise FileRefused("file.merged", cells=where)
