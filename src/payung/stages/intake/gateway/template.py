"""
Strict templates for files about money: written by us, filled in by payroll or the branch, read
back only with our signature, the exact headers, and identity numbers as text.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from payung.stages.intake.gateway.hygiene import safe
from payung.stages.intake.gateway.marked import BUILT_AT, OPTIONS
from payung.stages.intake.gateway.signature import MARK, read_signed_header, sign_header
from payung.stages.intake.gateway.sniff import ZIP, check_size, extension
from payung.stages.intake.gateway.table import read_table
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import STAFF, Formula, Layout, Limits, NumberCell, Table

SHEET = "Daftar"
HEADER_ROW = 3  # counted from 0; above it: the signed cell, the title, who took it
MARK_ROW = 2
LONGEST_FOOT = 250  # Excel takes no more


@dataclass(frozen=True, slots=True)
class SignedTable:
    """A filled-in template: the fields that were signed, and its rows."""

    fields: Mapping[str, str]
    table: Table


def write_template(
    *,
    fields: Mapping[str, str],
    key: bytes,
    title: str,
    layout: Layout,
    rows: Iterable[Sequence[str]],
    mark: str = "",
) -> bytes:
    """
    Return a workbook whose every column is text; each row gives its cells in layout order.

    :param mark: who took it, when: above the rows, at the foot of printed pages, in its properties.
    """
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, OPTIONS)
    book.set_properties({"created": BUILT_AT} | ({"comments": mark} if mark else {}))
    page = book.add_worksheet(SHEET)
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"num_format": "@", "bold": True})
    faint = book.add_format({"num_format": "@", "font_color": "#9A9A9A", "font_size": 7})
    page.write_string(0, 0, sign_header(fields, key), faint)
    page.write_string(1, 0, safe(title), bold)
    if mark:
        page.write_string(MARK_ROW, 0, safe(mark), bold)
        page.set_footer("&L" + mark.replace("&", "&&")[:LONGEST_FOOT])
    for place, column in enumerate(layout.columns):
        page.set_column(place, place, max(18, len(column.title) + 4), text)
        page.write_string(HEADER_ROW, place, column.title, bold)
    for index, row in enumerate(rows, HEADER_ROW + 1):
        for place, cell in enumerate(row):
            page.write_string(index, place, safe(cell), text)
    page.freeze_panes(HEADER_ROW + 1, 0)
    book.close()
    return output.getvalue()


def read_template(
    content: bytes,
    *,
    name: str,
    key: bytes,
    layout: Layout,
    limits: Limits = STAFF,
    read: Callable[..., Table] = read_table,
) -> SignedTable:
    """
    Return the signed fields and the rows; raise FileRefused for anything else than our template.

    Whether office, month and sequence are the wanted ones is the stage's question; `read` is
    `read_table_apart` for what a stranger sent.
    """
    check_size(content, limits)
    if not content.startswith(ZIP):
        raise FileRefused("template.not_xlsx", found=f".{extension(name) or '?'}")
    exact = Layout(layout.columns, exact=True)
    table = read(content, name=name, wanted=exact, limits=limits)
    if table.kind != "xlsx":
        raise FileRefused("template.not_xlsx", found=f".{table.kind}")
    signed = [line for line in table.title_lines if line.startswith(MARK)]
    if len(signed) != 1:
        raise FileRefused("template.unsigned")
    fields = read_signed_header(signed[0], key)
    _check_identities(table, layout)
    return SignedTable(fields, table)


def _check_identities(table: Table, layout: Layout) -> None:
    """An identity number that a spreadsheet made a number has lost its last digits for good."""
    for column in layout.columns:
        cells = [table.cell(row, column.key) for row in table.rows]
        numbers = sum(isinstance(cell, NumberCell) for cell in cells)
        if column.kind == "digits" and numbers:
            raise FileRefused("template.number", column=column.title, count=str(numbers))
        formula = next((cell for cell in cells if isinstance(cell, Formula)), None)
        if formula:
            raise FileRefused("template.formula", cell=formula.address)
