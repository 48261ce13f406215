"""A cell comes as what it is: text, number, date, formula or fault."""

import datetime
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from payung.stages.intake.sums import ErrorCell, Formula, NumberCell
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, person, read, sheet


class TestCells:
    def test_keep_text_exactly_as_written(self) -> None:
        row = [1, " 19870319 202411 1949", "3.32406E+15", "  d'Arc ", "19-03-02", "Petani", "+62"]
        table = read(workbooks.xlsx([HEADERS, row]))

        assert table.rows[0].cells[1:] == tuple(row[1:])

    def test_tell_a_number_from_a_text(self) -> None:
        row = [1, "1987", 3324061203850903, "Sukini", 27351, "Petani", 82154117828]
        table = read(workbooks.xlsx([HEADERS, row]))

        assert table.cell(table.rows[0], "nik") == NumberCell(
            3.324061203850903e15, "3324061203850903"
        )
        assert table.cell(table.rows[0], "phone") == NumberCell(82154117828.0, "82154117828")
        assert table.cell(table.rows[0], "born_on") == datetime.date(1974, 11, 18)

    def test_count_bare_days_from_1904_where_the_workbook_does(self) -> None:
        row = [1, "1987", "3324", "Sukini", 27351 - 1462, "Petani", ""]
        content = workbooks.xlsx(
            [HEADERS, row], lambda book: setattr(book, "epoch", CALENDAR_MAC_1904)
        )

        table = read(content)

        assert table.cell(table.rows[0], "born_on") == datetime.date(1974, 11, 18)

    def test_of_a_date_type_come_as_dates_even_in_a_column_of_digits(self) -> None:
        row = [
            1,
            "1987",
            datetime.datetime.fromisoformat("2024-08-21T09:30"),
            "Sukini",
            datetime.date(1974, 11, 18),
        ]
        table = read(workbooks.xlsx([HEADERS, [*row, "Petani", ""]]))

        assert table.cell(table.rows[0], "nik") == datetime.date(2024, 8, 21)
        assert table.cell(table.rows[0], "born_on") == datetime.date(1974, 11, 18)

    def test_with_a_formula_are_flagged_with_their_address(self) -> None:
        grid = [HEADERS, person(1), person(2)]
        grid[2] = [*grid[2][:3], '=HYPERLINK("x","klik")', *grid[2][4:]]

        table = read(workbooks.xlsx(grid))

        assert table.cell(table.rows[0], "name") == "Sukini Utomo 1"
        assert table.cell(table.rows[1], "name") == Formula("D3", "")

    def test_of_shared_and_array_formulas_are_all_flagged(self) -> None:
        content = workbooks.xlsx(sheet(3))
        xml = workbooks.members(content)[workbooks.SHEET_PART]
        start = xml.index(b'<c r="D2"')
        stop = xml.index(b"</c>", start) + 4
        array = b'<c r="D2" t="str"><f t="array" ref="D2:D4">A1:A3</f><v>x</v></c>'

        table = read(
            workbooks.patched(content, {workbooks.SHEET_PART: xml[:start] + array + xml[stop:]})
        )

        assert [table.cell(row, "name") for row in table.rows] == [
            Formula("D2", "x"),
            Formula("D3", "Sukini Utomo 2"),
            Formula("D4", "Sukini Utomo 3"),
        ]

    @pytest.mark.parametrize("fault", ["#REF!", "#N/A", "#DIV/0!"])
    def test_with_a_fault_are_never_read_as_blank(self, fault: str) -> None:
        def break_cell(book: Any) -> None:
            cell = book.active["D2"]
            cell.value, cell.data_type = fault, "e"

        table = read(workbooks.xlsx(sheet(), break_cell))

        assert table.cell(table.rows[0], "name") == ErrorCell("D2", fault)

    def test_longer_than_we_show_are_cut(self) -> None:
        row = person(1)
        row[3] = "x" * 2_000
        exact = read(workbooks.xlsx([HEADERS, row]))
        row[3] = "x" * 2_001
        longer = read(workbooks.xlsx([HEADERS, row]))

        assert exact.text(exact.rows[0], "name") == "x" * 2_000
        assert longer.text(longer.rows[0], "name") == "x" * 2_000 + "…"
