"""Reading with every check costs a few times what only reading the values costs."""

import io
import time
from collections.abc import Callable

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from payung.stages.intake.gateway import read_table
from payung.stages.intake.sums import STAFF
from tests.stages.intake.workbooks import HEADERS, REGISTRATION, person

ROWS = 5_000
MOST_TIMES = 4.5
"""About 2.5 when measured alone; the rest is for a busy machine."""


def large() -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    page = book.add_worksheet()
    page.write_row(0, 0, HEADERS)
    for number in range(ROWS):
        row = person(number)
        row[2] = f"332418250268{number:04d}"
        page.write_row(number + 1, 0, row)
    book.close()
    return output.getvalue()


def seconds(reading: Callable[[], object]) -> float:
    started = time.process_time()
    reading()
    return time.process_time() - started


@pytest.mark.slow
def test_reading_a_large_list_takes_a_few_times_its_bare_values() -> None:
    content = large()

    def bare() -> object:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python()

    def whole() -> object:
        return read_table(content, name="a.xlsx", wanted=REGISTRATION, limits=STAFF)

    pairs = [(seconds(bare), seconds(whole)) for _ in range(5)]

    assert min(w for _, w in pairs) <= MOST_TIMES * min(b for b, _ in pairs)
