"""
The XML of one XLSX sheet, searched as bytes: a million tags are too many to visit one by one.

A sheet written the usual way (Excel, LibreOffice, XlsxWriter, openpyxl) is searched; any other
spelling goes through a real parser in `markup_walk`, which is slower and misses nothing.
"""

import re

from payung.stages.intake.gateway.marks import MOST_AREAS, SPARE_ROWS, Area, Marks
from payung.stages.intake.gateway.markup_walk import walk
from payung.stages.intake.gateway.reference import area, beyond_column, beyond_row, position
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Limits

FORMULA = re.compile(rb"<f(?=[\s>/])[^>]*>")
SPREAD = re.compile(rb"\sref=\"([A-Za-z]+\d+(?::[A-Za-z]+\d+)?)\"")
CELL = re.compile(rb"<c r=\"([A-Za-z]{1,3}\d+)\"[^>]*>")
FAULT = re.compile(
    rb"<c r=\"([A-Za-z]{1,3}\d+)\"[^>]*\st=\"e\"[^>]*>(?:<f.*?</f>|<f[^>]*/>)?<v>([^<]*)"
)
HIDDEN_ROW = re.compile(rb"<row [^>]*\shidden=\"(?:1|true)\"")
HIDDEN_COLUMN = re.compile(rb"<col(?=\s[^>]*\bhidden=\"(?:1|true)\")[^>]*>")
FIRST_LAST = re.compile(rb"\s(min|max)=\"(\d{1,5})\"")
MERGED = re.compile(rb"<mergeCell ref=\"([A-Za-z]+\d+:[A-Za-z]+\d+)\"")
VALUE = re.compile(rb"<(?:v|is)[ >]")
PREFIXED = (b":c ", b":row ", b":f")
PLAIN_COLUMNS = 78
FAR_CELLS = (
    (19_999, re.compile(rb"<c(?! r=\"[AB]?[A-Z](?:[1-9]\d{0,3}|1\d{4})\"|ol)")),
    (9_999, re.compile(rb"<c(?! r=\"[AB]?[A-Z][1-9]\d{0,3}\"|ol)")),
    (0, re.compile(rb"<c")),
)
ODD_ROW = re.compile(rb"<row(?! r=\"\d)")


def sheet_marks(xml: bytes, limits: Limits) -> Marks:
    """Return the marks of a sheet; raise FileRefused where it is larger than the limits."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or end < 0:
        return walk(xml, limits)
    if not _plain(xml, start, end, limits):
        if not _usual(xml, start, end):
            return walk(xml, limits)
        _check_extent(xml, start, end, limits)
    return Marks(
        formulas=_formulas(xml, start, end),
        errors=_errors(xml, start, end),
        merged=[area(found) for found in MERGED.findall(xml, end)[:MOST_AREAS]],
        hidden_rows=_hidden_rows(xml, start, end),
        hidden_columns=_hidden_columns(xml, start, limits),
        filled=VALUE.search(xml, start, end) is not None,
    )


def _plain(xml: bytes, start: int, end: int, limits: Limits) -> bool:
    """Say in one quick look whether all cells are written as usual and none lies far."""
    most = limits.rows + SPARE_ROWS if limits.columns >= PLAIN_COLUMNS else 0
    far_cell = next(pattern for rows, pattern in FAR_CELLS if rows <= most)
    return (
        far_cell.search(xml, start, end) is None
        and ODD_ROW.search(xml, start, end) is None
        and b"<!" not in xml
        and xml.find(b"<?", 5, end) < 0
        and not any(xml.find(prefix, start, end) >= 0 for prefix in PREFIXED)
    )


def _usual(xml: bytes, start: int, end: int) -> bool:
    if b"<!" in xml or xml.count(b"<?", 0, end) > 1:
        return False
    if any(xml.find(prefix, start, end) >= 0 for prefix in PREFIXED):
        return False
    cells = xml.count(b"<c ", start, end)
    rows = xml.count(b"<row ", start, end)
    return (
        cells == xml.count(b'<c r="', start, end)
        and rows == xml.count(b'<row r="', start, end)
        and not re.compile(rb"<(?:c|row)[\t\r\n>/]").search(xml, start, end)
    )


def _check_extent(xml: bytes, start: int, end: int, limits: Limits) -> None:
    """A reader of values takes memory for every cell up to the farthest: so nothing lies far."""
    tail = rb"\"[^>]*(?<!/)>(?!</c>)"
    if re.compile(rb"<c r=\"" + beyond_column(limits.columns) + rb"\d+" + tail).search(
        xml, start, end
    ):
        raise FileRefused("file.too_many_columns", limit=str(limits.columns))
    far = beyond_row(limits.rows + SPARE_ROWS)
    if re.compile(rb"<c r=\"[A-Za-z]{1,3}" + far + tail).search(xml, start, end):
        raise FileRefused("file.too_many_rows", found=_far_row(xml, end), limit=str(limits.rows))


def _far_row(xml: bytes, end: int) -> str:
    last = re.compile(rb"<row r=\"(\d+)\"").match(xml, xml.rfind(b"<row r=", 0, end))
    return last[1].decode() if last else "?"


def _cell_before(xml: bytes, at: int) -> tuple[int, int] | None:
    found = CELL.match(xml, xml.rfind(b"<c ", 0, at))
    return position(found[1]) if found else None


def _formulas(xml: bytes, start: int, end: int) -> list[Area]:
    areas: list[Area] = []
    for formula in FORMULA.finditer(xml, start, end):
        spread = SPREAD.search(formula[0])
        if spread and b'"shared"' not in formula[0]:
            areas.append(area(spread[1]))
        elif cell := _cell_before(xml, formula.start()):
            areas.append((*cell, *cell))
    return areas


def _errors(xml: bytes, start: int, end: int) -> dict[tuple[int, int], str]:
    errors: dict[tuple[int, int], str] = {}
    at = xml.find(b' t="e"', start, end)
    while at >= 0:
        found = FAULT.match(xml, xml.rfind(b"<c ", 0, at))
        if found:
            errors[position(found[1])] = found[2].decode("ascii", "replace")[:20]
        elif cell := _cell_before(xml, at + 1):
            errors[cell] = "#"
        at = xml.find(b' t="e"', at + 1, end)
    return errors


def _hidden_rows(xml: bytes, start: int, end: int) -> int:
    if xml.find(b" hidden=", start, end) < 0:
        return 0
    return len(HIDDEN_ROW.findall(xml, start, end))


def _hidden_columns(xml: bytes, start: int, limits: Limits) -> int:
    hidden = 0
    for column in HIDDEN_COLUMN.findall(xml, 0, start):
        ends = {name: int(number) for name, number in FIRST_LAST.findall(column)}
        first, last = ends.get(b"min", 1), min(ends.get(b"max", 1), limits.columns)
        hidden += max(last - first + 1, 0)
    return hidden
