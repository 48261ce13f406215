"""Reading one table, whatever the file's format."""

from typing import Any

import pytest

from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import (
    Limits,
)
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, person, read, refusal, sheet

FORMATS = [
    ("daftar.xlsx", workbooks.xlsx(sheet())),
    ("daftar.xls", workbooks.xls(sheet())),
    ("daftar.ods", workbooks.ods(sheet())),
    ("daftar.csv", workbooks.csv(sheet())),
]


class TestEveryFormat:
    @pytest.mark.parametrize(("name", "content"), FORMATS, ids=[name for name, _ in FORMATS])
    def test_gives_the_same_rows(self, name: str, content: bytes) -> None:
        table = read(content, name)

        assert [row.number for row in table.rows] == [2, 3, 4]
        assert table.text(table.rows[0], "nik") == "3324182502680901"
        assert table.text(table.rows[2], "name") == "Sukini Utomo 3"
        assert table.kind == name.rpartition(".")[2]

    @pytest.mark.parametrize(("name", "content"), FORMATS, ids=[name for name, _ in FORMATS])
    def test_gives_the_same_fingerprint(self, name: str, content: bytes) -> None:
        assert read(content, name).fingerprint == read(FORMATS[0][1]).fingerprint

    @pytest.mark.parametrize(("name", "content"), FORMATS, ids=[name for name, _ in FORMATS])
    def test_keeps_the_sheets_own_row_numbers_below_titles_and_blank_rows(
        self, name: str, content: bytes
    ) -> None:
        make = getattr(workbooks, name.rpartition(".")[2])
        content = make([["DAFTAR PEKERJA"], ["KABUPATEN"], [""], HEADERS, [""], person(1)])

        table = read(content, name)

        assert (table.header_row, [row.number for row in table.rows]) == (4, [6])
        assert table.title_lines == ("DAFTAR PEKERJA", "KABUPATEN")
        assert table.skipped == {"blank": 1}


class TestFingerprint:
    def test_stays_when_rows_columns_and_blanks_move(self) -> None:
        moved = [
            ["Judul baru"],
            [],
            ["Pekerjaan", "Tgl Lahir", "Nama", "Catatan", "NIK", "NIP", "HP"],
        ]
        for _, nip, nik, name, born, work, phone in reversed(workbooks.people()):
            moved += [[work, born, f" {name}  ", "lunas", nik, nip, phone], []]

        assert read(workbooks.xlsx(moved)).fingerprint == read(workbooks.xlsx(sheet())).fingerprint

    def test_changes_with_one_digit(self) -> None:
        grid = [HEADERS, *workbooks.people()]
        grid[1] = [*grid[1][:2], "3324182502680909", *grid[1][3:]]

        assert read(workbooks.xlsx(grid)).fingerprint != read(workbooks.xlsx(sheet())).fingerprint

    def test_tells_a_row_twice_from_a_row_once(self) -> None:
        twice = [HEADERS, person(1), person(1)]

        assert read(workbooks.xlsx(twice)).fingerprint != read(workbooks.xlsx(sheet(1))).fingerprint


class TestLimits:
    @pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
    def test_take_the_last_allowed_row_and_refuse_the_next(self, name: str) -> None:
        make = getattr(workbooks, name.rpartition(".")[2])

        assert len(read(make(sheet(9)), name, Limits(rows=9)).rows) == 9
        with pytest.raises(FileRefused) as caught:
            read(make(sheet(10)), name, Limits(rows=9))
        assert caught.value.finding.values == {"found": "10", "limit": "9"}

    @pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
    def test_take_the_hundredth_column_and_refuse_the_next(self, name: str) -> None:
        make = getattr(workbooks, name.rpartition(".")[2])
        width = [*HEADERS, *[f"k{n}" for n in range(93)]]

        assert len(read(make([width, person(1)]), name).headers) == 100
        assert refusal(make([[*width, "k93"], person(1)]), name) == "file.too_many_columns"

    def test_refuse_a_byte_too_many_before_reading(self) -> None:
        assert refusal(b"x" * (5 * 1024 * 1024 + 1)) == "file.too_big"
        assert refusal(b"") == "file.empty"


class TestSheets:
    def test_reads_the_first_with_the_header_and_names_the_others(self) -> None:
        def more(book: Any) -> None:
            book.create_sheet("Petunjuk", 0).append(["Isi daftar"])
            book.create_sheet("Kosong")
            book.create_sheet("Sisa").append(["x"])

        table = read(workbooks.xlsx(sheet(), more))

        assert (table.sheet, table.other_sheets) == ("Daftar", ("Petunjuk", "Sisa"))

    def test_tells_what_is_hidden(self) -> None:
        def hide(book: Any) -> None:
            page = book.active
            page.row_dimensions[3].hidden = True
            page.column_dimensions["E"].hidden = True
            book.create_sheet("Rahasia").append(["x"])
            book["Rahasia"].sheet_state = "veryHidden"

        table = read(workbooks.xlsx(sheet(), hide))

        assert (table.hidden.rows, table.hidden.columns) == (1, 1)
        assert table.hidden.sheets == ("Rahasia",)
        assert len(table.rows) == 3

    def test_may_merge_titles_and_totals_but_no_data(self) -> None:
        grid = [["Judul"], *sheet(), ["", "Jumlah: 3 orang"]]

        title = workbooks.xlsx(grid, lambda book: book.active.merge_cells("A1:G1"))
        total = workbooks.xlsx(grid, lambda book: book.active.merge_cells("B6:G6"))
        data = workbooks.xlsx(grid, lambda book: book.active.merge_cells("B4:B5"))

        assert len(read(title).rows) == len(read(total).rows) == 3
        assert refusal(data) == "file.merged"


class TestSamples:
    """Excerpts of real offices' habits, with invented people."""

    def test_reads_a_sheet_with_lower_case_headers_and_short_dates(self) -> None:
        grid = [
            ["DAFTAR PEKERJA RENTAN"],
            ["KABUPATEN KENDAL TAHUN 2026"],
            [],
            [],
            ["nip", "nik", "nama", "tgl lahir", "jk", "pekerjaan", "hubungan", "hp"],
            [
                "199311212020112957",
                "3324201903020972",
                "Mulyono",
                "19-03-02",
                "L",
                "Tukang",
                "a",
                "",
            ],
            ["200001072024032925", "3324082402820986", "", "24-02-82", "L", "Petani", "a", ""],
            [],
            ["", "Jumlah: 2 orang"],
            [],
            ["", "", "", "", "", "", "Mengetahui,"],
        ]
        table = read(workbooks.xlsx(grid))

        assert [row.number for row in table.rows] == [6, 7]
        assert table.text(table.rows[0], "born_on") == "19-03-02"
        assert table.skipped == {"blank": 2, "total": 1, "closing": 1}
