"""Whatever is typed after `payung` is either understood, or answered with a sentence that helps."""

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.jobs.arguments import read

ENGLISH = (
    "the following arguments",
    "unrecognized",
    "invalid choice",
    "expected",
    "ignored explicit",
)
CHECK = ["check", "nik", "3324061708900903"]
TARIFF = ["rules", "contribution", "--month", "2026-06"]
STAFF = ["--regency", "33.24"]


def refused(words, capsys):
    """Return what is said of wrong use; its status is 2, always."""
    with pytest.raises(SystemExit) as ended:
        read(list(words))
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err.strip()


class TestUnderstands:
    def test_a_command_with_its_values(self):
        wanted = read(["cover", "3324061708900903", "--on", "21/08/2026", "--json"])

        assert (wanted.command, wanted.on.isoformat(), wanted.json) == ("cover", "2026-08-21", True)

    @pytest.mark.parametrize("place", range(4))
    def test_the_language_wherever_it_stands(self, place):
        words = [*CHECK[:place], "--lang", "en", *CHECK[place:]]

        assert read(words).lang == "en"

    @pytest.mark.parametrize("place", range(4))
    def test_the_wish_for_json_wherever_it_stands(self, place):
        assert read([*CHECK[:place], "--json", *CHECK[place:]]).json is True

    def test_indonesian_where_nothing_is_said(self):
        assert read(CHECK).lang == "id"

    def test_a_day_as_people_write_it_and_as_machines_do(self):
        days = [read([*CHECK, "--born", day]).born for day in ("17/8/1990", "1990-08-17")]

        assert len(set(days)) == 1

    def test_the_words_of_the_law_that_stand_for_defaults(self):
        wanted = read(TARIFF)

        assert (wanted.sector, wanted.funds, wanted.income) == ("other", "private", 1_000_000)


class TestRefusesInIndonesian:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ([], "Belum diisi"),
            (["check"], "Belum diisi"),
            (["check", "nik"], "Belum diisi"),
            (["rules", "contribution"], "--month"),
            (["terbang"], "bukan pilihan"),
            (["it's"], "bukan pilihan"),
            (["check", "paspor", "1"], "bukan pilihan"),
            ([*CHECK, "--sex", "X"], "bukan pilihan untuk --sex"),
            ([*CHECK, "--warna", "biru"], "Tidak dikenal: --warna biru"),
            ([*CHECK, "lebih"], "Tidak dikenal: lebih"),
            ([*CHECK, "dua\nbaris"], "Tidak dikenal"),
            ([*CHECK, "--born"], "--born perlu satu nilai"),
            ([*CHECK, "--json=ya"], "--json"),
            ([*CHECK, "--lang", "jv"], "bukan pilihan untuk --lang"),
            ([*CHECK, "--reg", "33.24"], "Tidak dikenal"),
        ],
        ids=repr,
    )
    def test_says_what_was_wrong(self, words, said, capsys):
        answer = refused(words, capsys)

        assert said in answer
        assert not any(word in answer for word in ENGLISH)

    @pytest.mark.parametrize(
        "number", ["-1", "0", "1.5", "1e9", "9" * 40, "１２", "", "NaN", "1_000"]
    )
    def test_a_number_that_is_none(self, number, capsys):
        assert "tulis angka" in refused([*TARIFF, "--income", number], capsys)

    @pytest.mark.parametrize(
        "month", ["2026-13", "2026-00", "12-2026-1", "２０２６-12", "", "besok"]
    )
    def test_a_month_that_is_none(self, month, capsys):
        assert "2026-12" in refused(["month", "list", month], capsys)

    @pytest.mark.parametrize("day", ["31/02/2026", "2026-02-30", "32/1/2026", "kemarin", "", "\0"])
    def test_a_day_that_is_none(self, day, capsys):
        assert refused([*CHECK, "--on", day], capsys).startswith("--on: ")

    @pytest.mark.parametrize("code", ["3324", "33.24.06", "٣٣.٢٤", "33,24", "", "33.24\n"])
    def test_a_code_that_is_no_regency(self, code, capsys):
        assert "33.24" in refused([*CHECK, "--regency", code], capsys)

    @pytest.mark.parametrize(
        "name", ["tidak-ada.xlsx", "", "\0", "a" * 5000, "/", "..", "x/" * 3000]
    )
    def test_a_file_that_is_none(self, name, capsys):
        assert "tidak bisa dibaca" in refused(["import", "staff", name, *STAFF], capsys)

    @pytest.mark.parametrize("name", ["tidak-ada", "\0", "a" * 5000, __file__])
    def test_a_folder_that_is_none(self, name, capsys):
        words = ["rehearse", *STAFF, "--staff", __file__, "--registrations", name]

        assert "Folder" in refused(words, capsys)

    @pytest.mark.parametrize("port", ["0", "65536", "99999"])
    def test_a_port_that_no_machine_has(self, port, capsys):
        assert "--port" in refused(["run", "--port", port], capsys)

    def test_more_months_than_anybody_rehearses(self, capsys, tmp_path):
        words = ["rehearse", *STAFF, "--staff", __file__, "--registrations", str(tmp_path)]

        assert "--months" in refused([*words, "--months", "99999999"], capsys)


class TestRefusesInEnglish:
    @pytest.mark.parametrize("place", range(3))
    @pytest.mark.parametrize("asked", [["--lang", "en"], ["--lang=en"]])
    def test_wherever_it_was_asked_for(self, asked, place, capsys):
        words = ["check", "nik", "--sex"]

        assert "needs one value" in refused([*words[:place], *asked, *words[place:]], capsys)

    def test_a_mistake_in_a_value_too(self, capsys):
        answer = refused(["rules", "contribution", "--lang", "en", "--month", "2026-13"], capsys)

        assert answer.startswith("--month: ")
        assert "Tulis" not in answer

    def test_and_indonesian_again_the_next_time(self, capsys):
        refused(["check", "--lang", "en"], capsys)

        assert "Belum diisi" in refused(["check"], capsys)


WORDS = st.one_of(
    st.sampled_from(
        ["run", "check", "nik", "nip", "month", "list", "close", "rules", "jkm", "contribution",
         "import", "staff", "registrations", "batch", "send", "reply", "cover", "verify", "person",
         "add", "rehearse", "demo", "keys", "--lang", "en", "id", "--json", "--month", "2026-06",
         "--on", "--regency", "33.24", "--agency", "--apply", "--", "-", "--help", "-h", "--seed",
         "3324061708900903", "--port", "--income", "--by", "--sex", "L", "="]
    ),
    st.text(max_size=20),
)  # fmt: skip


def status(words):
    """Return how reading `words` ends; 0 also where a command is understood."""
    try:
        assert isinstance(read(words), argparse.Namespace)
    except SystemExit as ended:
        return ended.code
    return 0


@given(st.lists(WORDS, max_size=8))
def test_anything_typed_ends_in_an_answer(words):
    assert status(words) in (0, 2)
