"""Writes the figures of a paper as a workbook: a sheet per subject, and what each column means."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from payung.kernel.wording import say

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
BUILT_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The same facts give the same bytes."""
WIDEST: Final = 48
_FORMATS: Final = {
    "text": "@",
    "month": "@",
    "whole": "#,##0",
    "idr": '"Rp"#,##0',
    "decimal": "0.00",
    "day": "dd/mm/yyyy",
}
Sheet = Mapping[str, Any]


def workbook(facts: Mapping[str, Any], *, about: Sequence[tuple[str, str]]) -> bytes:
    """
    Return the sheets among `facts` as XLSX. Words are text cells: none is read as a formula.

    :param about: what the first sheet says of the paper, label by label.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"created": BUILT_AT, "title": facts["title"]})
    styles = _Styles(book)
    _about(book, styles, facts["title"], about)
    for sheet in facts["sheets"]:
        _sheet(book, styles, sheet)
    _dictionary(book, styles, facts["sheets"])
    book.close()
    return out.getvalue()


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
        self.head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "num_format": "@"}
        )
        self.words = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.of = {kind: book.add_format({"num_format": f}) for kind, f in _FORMATS.items()}


def _about(
    book: xlsxwriter.Workbook, styles: _Styles, title: str, about: Sequence[tuple[str, str]]
) -> None:
    page = book.add_worksheet(say("paper.sheet.keterangan"))
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 96)
    page.write_string(0, 0, title, styles.title)
    for row, (label, value) in enumerate(about, start=2):
        page.write_string(row, 0, label, styles.head)
        page.write_string(row, 1, value, styles.words)


def _sheet(book: xlsxwriter.Workbook, styles: _Styles, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet["title"])
    columns, rows = sheet["columns"], sheet["rows"]
    page.freeze_panes(1, 1)
    for at, column in enumerate(columns):
        page.write_string(0, at, column["name"], styles.head)
        widest = max([len(column["name"]), *(len(str(row[at] or "")) for row in rows[:400])])
        page.set_column(at, at, min(widest + 3, WIDEST))
        for line, row in enumerate(rows, start=1):
            _cell(page, styles, (line, at), column["kind"], row[at])
    if rows:
        page.autofilter(0, 0, len(rows), len(columns) - 1)


def _cell(page: Any, styles: _Styles, at: tuple[int, int], kind: str, value: Any) -> None:
    shape = styles.of[kind]
    if value is None or value == "":
        page.write_blank(*at, None, shape)
    elif kind == "day":
        page.write_datetime(*at, date.fromisoformat(value), shape)
    elif kind in ("whole", "idr", "decimal"):
        page.write_number(*at, float(value) if kind == "decimal" else int(value), shape)
    else:
        page.write_string(*at, str(value)[:32_000], shape)


def _dictionary(book: xlsxwriter.Workbook, styles: _Styles, sheets: Sequence[Sheet]) -> None:
    page = book.add_worksheet(say("paper.sheet.kamus"))
    heads = ("sheet", "column", "kind", "definition", "meaning")
    for at, (head, wide) in enumerate(zip(heads, (18, 26, 24, 12, 90), strict=True)):
        page.write_string(0, at, say(f"paper.sheet.{head}"), styles.head)
        page.set_column(at, at, wide)
    page.freeze_panes(1, 0)
    rows = [
        (sheet["title"], one["name"], say(f"paper.kind.{one['kind']}"), one["code"], one["words"])
        for sheet in sheets
        for one in sheet["columns"]
    ]
    for line, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            page.write_string(line, at, value, styles.words)
