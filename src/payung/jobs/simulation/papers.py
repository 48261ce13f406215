"""A person at the other end fills in one of our sheets and saves it as a spreadsheet does."""

from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from python_calamine import CalamineWorkbook

Filled = dict[str, str]
"""One row by header, as text."""


def rows_of(content: bytes, *, header: str) -> list[Filled]:
    """Return the rows under the line that holds `header`."""
    _, names, rows = _open(content, header)
    return [dict(zip(names, row, strict=True)) for row in rows]


def fill(content: bytes, *, header: str, change: Callable[[Filled], list[Filled]]) -> bytes:
    """
    Return the sheet with every row replaced by what `change` makes of it: none, one or more.

    Everything above the rows stays to the letter, the signed cell too.
    """
    above, names, rows = _open(content, header)
    filled = [
        [made.get(name, "") for name in names]
        for row in rows
        for made in change(dict(zip(names, row, strict=True)))
    ]
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet("Daftar")
        for number, cells in enumerate([*above, names, *filled]):
            for column, cell in enumerate(cells):
                if cell:
                    page.write_string(number, column, cell)
    return kept.getvalue()


def _open(content: bytes, header: str) -> tuple[list[list[str]], list[str], list[list[str]]]:
    page = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    grid = [[str(cell) for cell in row] for row in page.to_python(skip_empty_area=False)]
    start = next(number for number, row in enumerate(grid) if header in row)
    return grid[:start], grid[start], grid[start + 1 :]
