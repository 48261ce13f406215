"""The header row is found where the office put it, under the words the office uses."""

import pytest

from payung.stages.intake.problems import FileRefused
from tests.stages.intake import workbooks
from tests.stages.intake.workbooks import HEADERS, person, read, refusal, sheet


class TestHeader:
    @pytest.mark.parametrize("above", [0, 2, 9, 29])
    def test_is_found_on_any_of_the_first_thirty_rows(self, above: int) -> None:
        table = read(workbooks.xlsx([*[["Judul"]] * above, *sheet()]))

        assert table.header_row == above + 1

    def test_is_not_searched_after_row_thirty(self) -> None:
        assert refusal(workbooks.xlsx([*[["Judul"]] * 30, *sheet()])) == "file.no_header"

    def test_names_every_missing_column_at_once(self) -> None:
        content = workbooks.xlsx([["NIP", "Nama", "Hubungan"], ["1", "Sukini", "tetangga"]])

        with pytest.raises(FileRefused) as caught:
            read(content)

        assert caught.value.finding.values == {
            "columns": "nik, tanggal lahir, pekerjaan",
            "row": "1",
        }

    def test_that_stands_twice_is_refused(self) -> None:
        grid = [[*HEADERS, "N I K".replace(" ", "") + "."], [*person(1), "3324182502680902"]]

        assert refusal(workbooks.xlsx(grid)) == "file.column_twice"

    def test_matches_the_words_offices_use(self) -> None:
        headers = (
            "NO",
            "NAMA PEGAWAI",
            "NIP PEGAWAI",
            "NAMA LENGKAP SESUAI KTP",
            "NO. KTP / NIK",
            "TTL - TEMPAT",
            "TGL_LAHIR",
            "JENIS KELAMIN",
            "JENIS\nPEKERJAAN",
            "HUBUNGAN DENGAN ASN",
            "NO. WA ",
            "KEC.",
            "ALAMAT DOMISILI",
            "NAMA AHLI WARIS",
        )
        table = read(workbooks.xlsx([headers, ["x"] * 14]))

        assert len(table.columns) == 13
        assert table.columns["sponsor_nip"] == 2
        assert table.columns["nik"] == 4
        assert table.unknown_headers == ()

    def test_nama_is_the_worker_only_where_nothing_better_stands(self) -> None:
        alone = read(workbooks.xlsx(sheet()))
        beside = read(workbooks.xlsx([[*HEADERS, "Nama Pekerja"], [*person(1), "Tumini"]]))

        assert alone.text(alone.rows[0], "name") == "Sukini Utomo 1"
        assert beside.text(beside.rows[0], "name") == "Tumini"
        assert beside.unknown_headers == ("Nama",)

    def test_keeps_and_lists_columns_nobody_asked_for(self) -> None:
        table = read(workbooks.xlsx([[*HEADERS, "Golongan darah"], [*person(1), "AB"]]))

        assert table.unknown_headers == ("Golongan darah",)
        assert table.rows[0].cells[-1] == "AB"
