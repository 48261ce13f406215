"""Blank, total and closing lines are set aside, counted and listed; no person ever is."""

from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, person, read, refusal


class TestLinesThatAreNoData:
    def test_are_skipped_counted_and_listed(self) -> None:
        grid = [
            HEADERS,
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            person(1),
            [2, "", "", "", "", "", ""],
            HEADERS,
            person(2),
            ["", "", "Jumlah: 2 orang"],
            ["", "", "", "", "Kendal, 12 Oktober 2026"],
            ["", "", "", "", "Mengetahui,"],
            ["", "", "", "", "Kepala Dinas Sosial"],
            ["", "", "", "", "Tutik Hidayat"],
            ["", "NIP. 19650411 199003 1 907"],
        ]
        table = read(workbooks.xlsx(grid))

        assert [row.number for row in table.rows] == [3, 6]
        assert table.skipped == {"numbering": 1, "blank": 1, "header": 1, "total": 1, "closing": 5}
        assert [(line.number, line.reason) for line in table.skipped_lines][2] == (7, "total")

    def test_never_include_a_person_called_jumlah(self) -> None:
        row = person(1)
        row[3] = "Jumlah"

        assert len(read(workbooks.xlsx([HEADERS, row])).rows) == 1

    def test_never_include_a_row_with_an_identity_number(self) -> None:
        row = ["", "Total", "3324182502680901", "", "", "", ""]

        assert len(read(workbooks.xlsx([HEADERS, person(1), row])).rows) == 2

    def test_do_not_swallow_a_row_that_only_lacks_its_name(self) -> None:
        row = person(2)
        row[3] = ""

        assert len(read(workbooks.xlsx([HEADERS, person(1), ["", "Mengetahui,"], row])).rows) == 2

    def test_alone_are_not_a_list(self) -> None:
        assert refusal(workbooks.xlsx([["Judul"], HEADERS, ["", "Jumlah: 0"]])) == "file.no_rows"
