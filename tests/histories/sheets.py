"""Result files as bytes: what Excel, a flaky network and people make of the form."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from python_calamine import CalamineWorkbook

from tests.histories.model.values import Place, Row, Sheet

CUT, NOT_CUT = "Terpotong", "Tidak terpotong"
HEADERS = ("NIP", "Nama", "Jumlah pekerja", "Potongan (Rp)", "Hasil", "Sebab")
REASONS = {
    "": "",
    "net_pay": "Gaji bersih tidak cukup",
    "leave": "Cuti di luar tanggungan",
    "moved": "Pindah kantor",
}
HEADER_ROW = 4
_STAMP = (2026, 11, 1, 0, 0, 0)


@dataclass(frozen=True)
class Form:
    """A sheet that was downloaded: its bytes, the signed cell, and what its rows say."""

    place: Place
    seq: int
    header: str
    title: str
    rows: tuple[Row, ...]
    content: bytes

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.place, self.seq, self.rows)


def read_form(content: bytes, place: Place, seq: int) -> Form:
    """Read our own form as a person sees it."""
    page = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    grid = [[str(cell) for cell in row] for row in page.to_python(skip_empty_area=False)]
    start = next(number for number, row in enumerate(grid) if row[0] == HEADERS[0]) + 1
    rows = tuple(
        Row(nip, name, count, amount, int(amount), outcome == CUT)
        for nip, name, count, amount, outcome, *_ in grid[start:]
    )
    return Form(place, seq, grid[0][0], grid[1][0], rows, content)


def bytes_of(form: Form, sheet: Sheet) -> bytes:
    """Return the file: the form itself where nothing was changed, or what was saved of it."""
    if sheet == form.sheet:
        return form.content
    written = _saved(form, sheet)
    for look in sheet.looks:
        if look.startswith("cut_at:"):
            return written[: len(written) * int(look[7:]) // 100]
    return written


def _saved(form: Form, sheet: Sheet) -> bytes:
    looks = set(sheet.looks)
    header = form.header.replace(*_edit(form)) if "edited_header" in looks else form.header
    lines: list[list[str | int]] = [[header], [form.title], []]
    titles = list(HEADERS)
    if "renamed_column" in looks:
        titles[3] = "Potongan"
    rows = [_cells(row) for row in sheet.rows]
    if "other_order" in looks:
        rows.reverse()
    body: list[list[str | int]] = [list[str | int](titles), *rows]
    if "swapped_columns" in looks:
        body = [[line[1], line[0], line[2], line[4], line[3], line[5]] for line in body]
    if "blank_row" in looks:
        body.insert(2, [])
    if "nip_as_number" in looks:
        body[1][0] = int(str(body[1][0]))
    if "formula" in looks:
        body[1][3] = "=SUM(D6:D7)"
    return _packed([*lines, *body], looks)


def _edit(form: Form) -> tuple[str, str]:
    """Return what a hand does to the signed cell: another month."""
    month = form.header.partition('"month":"')[2][:7]
    return f'"month":"{month}"', '"month":"2027-03"'


def _cells(row: Row) -> list[str | int]:
    outcome = CUT if row.is_cut else NOT_CUT
    return [row.nip, row.name, row.count, row.amount_text, outcome, REASONS[row.reason]]


def _packed(lines: list[list[str | int]], looks: set[str]) -> bytes:
    hidden = HEADER_ROW + 1 if "hidden_row" in looks else 0
    sheets = [("Daftar", _sheet(lines, hidden, "merged" in looks))]
    if "second_sheet" in looks:
        sheets.append(("Coretan", _sheet([["8400", "catatan"]], 0, False)))
    salt = "".join(sorted(looks))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _parts(sheets, salt):
            book.writestr(zipfile.ZipInfo(name, _STAMP), text)
    return output.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def _parts(sheets: list[tuple[str, str]], salt: str) -> Iterator[tuple[str, str]]:
    count = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}worksheet+xml"/>'
        for n in count
    )
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>'
        f"{types}</Types><!-- {escape(salt)} -->",
    )
    yield (
        "_rels/.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, (name, _) in zip(count, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in count
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    )
    for n, (_, text) in zip(count, sheets, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", text


def _sheet(lines: list[list[str | int]], hidden: int, is_merged: bool) -> str:
    rows = "".join(
        f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number == hidden else ""}>'
        f"{''.join(_cell(number, place, cell) for place, cell in enumerate(line))}</row>"
        for number, line in enumerate(lines, 1)
        if line
    )
    merged = f"A{HEADER_ROW + 1}:A{HEADER_ROW + 2}"
    tail = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if is_merged else ""
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'


def _cell(number: int, place: int, cell: str | int) -> str:
    where = f"{chr(65 + place)}{number}"
    if isinstance(cell, int):
        return f'<c r="{where}"><v>{cell}</v></c>'
    if cell.startswith("="):
        return f'<c r="{where}"><f>{escape(cell[1:])}</f><v>0</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""


def with_row(sheet: Sheet, place: int, **changes: object) -> Sheet:
    """Return the sheet with one row changed, counted round."""
    rows = list(sheet.rows)
    if rows:
        at = place % len(rows)
        rows[at] = replace(rows[at], **changes)  # type: ignore[arg-type]  # fields by name
    return replace(sheet, rows=tuple(rows))
