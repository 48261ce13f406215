"""The rows of a death list: any sheet, every problem row by row, nobody read twice."""

from datetime import date

import pytest

from payung.kernel.nik import Nik, parse_nik
from payung.reports.quality.death_list import LAYOUT, LIMITS
from payung.stages.claims.checks.death_rows import DeathRows, read_deaths
from payung.stages.intake.gateway import read_table
from tests.factories.enrolment import nik

ON = date(2026, 11, 20)
BORN = date(1975, 6, 4)
HEADER = "No;NIK;Nama Almarhum;Tempat/Tgl Lahir;Tgl. Meninggal;Desa/Kelurahan"


def _read(*lines: str, header: str = HEADER) -> DeathRows:
    content = "\n".join(("PEMERINTAH DESA BOJA", header, *lines, "")).encode()
    table = read_table(content, name="kematian.csv", wanted=LAYOUT, limits=LIMITS)
    return read_deaths(table, on=ON, index_of=lambda one: str(parse_nik(one)).encode())


def _codes(found: DeathRows) -> list[tuple[int, str]]:
    return [(one.row, one.finding.code) for one in found.findings]


def test_reads_a_village_sheet_with_titles_places_and_dates_in_words():
    found = _read("1;;H. Slamet Riyadi, S.Pd;Kendal, 4 Juni 1975;15-11-2026;Boja")

    (line,) = found.lines
    assert (line.name, line.born_on, line.died_on, line.village) == (
        "Slamet Riyadi",
        BORN,
        date(2026, 11, 15),
        "Boja",
    )
    assert (found.rows, found.findings) == (1, ())


def test_takes_the_birth_date_from_a_nik_where_the_sheet_has_none():
    (line,) = _read(f"1;{nik(1, BORN)};Slamet;;15/11/2026;").lines

    assert line.born_on == Nik(nik(1, BORN)).born_on(ON) == BORN
    assert line.nik_index == nik(1, BORN).encode()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1;;;04/06/1975;15/11/2026;Boja", "name_empty"),
        ("1;;Slamet;04/06/1975;;Boja", "deaths.row.no_day"),
        ("1;;Slamet;04/06/1975;31/02/2026;Boja", "date_day"),
        ("1;;Slamet;04/06/1975;21/11/2026;Boja", "deaths.row.in_future"),
        ("1;;Slamet;16/11/2026;15/11/2026;Boja", "deaths.row.before_birth"),
        ("1;;Slamet;;15/11/2026;Boja", "deaths.row.nothing_to_compare"),
        ("1;123;Slamet;;15/11/2026;Boja", "deaths.row.nothing_to_compare"),
    ],
)
def test_refuses_what_cannot_be_compared_and_reads_on(row: str, code: str):
    found = _read(row, "2;;Tumini;01/02/1980;14/11/2026;Boja")

    assert code in found.refused_by_code
    assert [line.name for line in found.lines] == ["Tumini"]
    assert found.refused == 1


def test_the_day_itself_can_be_the_day_of_death_and_of_birth():
    found = _read("1;;Bayi;20/11/2026;20/11/2026;Boja")

    assert (len(found.lines), found.findings) == (1, ())


def test_an_unreadable_nik_is_told_and_the_row_compared_by_name():
    found = _read("1;3324060406750000;Slamet;04/06/1975;15/11/2026;Boja")

    assert _codes(found) == [(3, "nik_serial_0000")]
    assert found.lines[0].nik_index is None
    assert found.refused == 0


def test_the_same_person_stands_in_a_list_once():
    row = "1;;Slamet Riyadi;04/06/1975;15/11/2026;Boja"
    found = _read(row, row.replace("Slamet Riyadi", "SLAMET  RIYADI"), row.replace("15/", "16/"))

    assert _codes(found) == [(4, "deaths.row.repeated")]
    assert len(found.lines) == 2


@pytest.mark.parametrize(
    "header",
    [
        "NIK;Nama;Tanggal Lahir;Tanggal Meninggal;Desa",
        "No KTP;Nama Jenazah;Tgl Lahir;Tanggal Kematian;Kelurahan",
        "NOMOR INDUK KEPENDUDUKAN;NAMA LENGKAP;TTL;TGL. WAFAT;ALAMAT",
    ],
)
def test_knows_the_headers_that_offices_use(header: str):
    found = _read(f"{nik(1, BORN)};Slamet;04/06/1975;15/11/2026;Boja", header=header)

    assert found.lines[0].village == "Boja"
    assert found.lines[0].nik_index is not None
