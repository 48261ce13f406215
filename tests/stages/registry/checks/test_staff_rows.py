"""What a row of a staff list must hold, and what is only asked about."""

from datetime import date

import pytest

from payung.kernel.findings import Level
from payung.stages.intake.gateway import read_table
from payung.stages.registry.checks.staff_rows import read_staff
from payung.stages.registry.files import LAYOUT
from payung.stages.registry.queries import nik_index
from tests.factories.registry import Member, staff_sheet

ON = date(2026, 11, 20)
SITI = Member()


def read(*people, content=None, name="asn.xlsx"):
    table = read_table(content or staff_sheet(people), name=name, wanted=LAYOUT)
    return read_staff(table, on=ON, index_of=nik_index)


def findings(staff, level=None):
    return [
        (f.row, f.column, f.finding.code)
        for f in staff.findings
        if level in (None, f.finding.level)
    ]


def test_a_good_row_is_taken_as_it_stands():
    staff = read(SITI.but(front="Dr.", back="S.Kep."))

    (line,) = staff.lines
    assert line.nip == "198511062010032901"
    assert (line.title_before, line.name, line.title_after) == ("Dr.", "Siti Rahayu", "S.Kep.")
    assert (line.folded, line.sex, line.born_on) == ("siti rahayu", "P", date(1985, 11, 6))
    assert (line.kind, line.grade, line.position) == ("pns", "III/b", "Perawat Terampil")
    assert (line.office, staff.findings) == ("Dinas Kesehatan", ())


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"nip": "19851106201003290"}, "NIP", "nip_length"),
        ({"nip": "1985110620100329011"}, "NIP", "nip_length"),
        ({"nip": 198511062010032901}, "NIP", "nip_as_number"),
        ({"nip": "1.98511E+17"}, "NIP", "nip_scientific"),
        ({"nip": "130123456"}, "NIP", "nip_old"),
        ({"nip": ""}, "NIP", "nip_empty"),
        ({"nip": "198513062010032901"}, "NIP", "nip_birth_date"),
        ({"nip": "198511062010133901"}, "NIP", "nip_sex_digit"),
        ({"nip": "198511062010132901"}, "NIP", "nip_appointment_month"),
        ({"nip": "=A1"}, "NIP", "cell.formula"),
        ({"name": ""}, "Nama", "name_empty"),
        ({"name": "=A1"}, "Nama", "cell.formula"),
        ({"name": "N" * 101}, "Nama", "name_too_long"),
        ({"office": "  "}, "Unit Kerja", "office_empty"),
        ({"office": "\u200b\u202e"}, "Unit Kerja", "office_empty"),
        ({"office": "=VLOOKUP(A1,B:C,2)"}, "Unit Kerja", "cell.formula"),
        ({"position": "=A1"}, "Jabatan", "cell.formula"),
        ({"kind": "Honorer"}, "Status", "kind_unreadable"),
    ],
)
def test_a_row_is_refused_with_its_column_and_reason(changes, column, code):
    staff = read(SITI.but(**changes), SITI.but(nip="199001012015031902"))

    assert findings(staff, Level.REJECT) == [(5, column, code)]
    assert staff.refused_by_code == {code: 1}
    assert [line.nip for line in staff.lines] == ["199001012015031902"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"born": "07/11/1985"}, "nip_birthdate_differs"),
        ({"born": "31/02/1985"}, "date_day"),
        ({"sex": "L"}, "nip_sex_differs"),
        ({"sex": "?"}, "sex_empty"),
        ({"kind": ""}, "kind_empty"),
        ({"nip": "198511062027032901"}, "nip_appointed_later"),
    ],
)
def test_what_only_disagrees_is_a_warning_and_the_row_is_taken(changes, code):
    staff = read(SITI.but(**changes))

    assert len(staff.lines) == 1
    assert code in [f.finding.code for f in staff.findings]
    assert not findings(staff, Level.REJECT)


def test_the_sheets_own_birth_date_is_kept_where_it_differs_from_the_nip():
    (line,) = read(SITI.but(born="07/11/1985")).lines

    assert line.born_on == date(1985, 11, 7)


@pytest.mark.parametrize(
    ("nip", "status", "kind"),
    [
        ("198511062010032901", "PNS", "pns"),
        ("198511062010032901", "cpns", "cpns"),
        ("198511062024212901", "PPPK", "pppk"),
        ("198511062024212901", "P3K", "pppk"),
        ("198511062025242901", "PPPK Paruh Waktu", "pppk-pw"),
        ("198511062010032901", "", "pns"),
        ("198511062024212901", "", "pppk"),
        ("198511062025242901", "", "pppk-pw"),
    ],
)
def test_the_kind_is_as_written_or_read_from_the_number(nip, status, kind):
    (line,) = read(SITI.but(nip=nip, kind=status)).lines

    assert line.kind == kind


def test_a_nip_that_stands_twice_is_taken_once_and_the_other_row_names_the_first():
    staff = read(SITI, SITI.but(name="Siti Rahayu Lagi"))

    assert [line.name for line in staff.lines] == ["Siti Rahayu"]
    (found,) = staff.findings
    assert (found.row, found.finding.code, found.finding.values) == (
        6,
        "nip_repeated",
        {"row": "5"},
    )


def test_a_repeated_nip_is_taken_from_the_second_row_when_the_first_is_refused():
    staff = read(SITI.but(name=""), SITI)

    assert [line.row for line in staff.lines] == [6]


def test_titles_inside_a_name_are_set_apart():
    (line,) = read(SITI.but(name="Drs. H. Bambang Hartono, M.Pd.", sex="")).lines

    assert (line.title_before, line.name, line.title_after) == (
        "Drs. H.",
        "Bambang Hartono",
        "M.Pd.",
    )


def test_a_refused_row_still_tells_whom_it_may_be_about():
    staff = read(SITI.but(nip="19851106201003290"))

    (remains,) = staff.refused
    assert remains == ("19851106201003290", "siti rahayu", date(1985, 11, 6))


def test_a_list_with_the_needed_columns_only_is_enough():
    content = b"NIP;Nama;Unit Kerja\n198511062010032901;Siti Rahayu;Dinas Kesehatan\n"

    (line,) = read(content=content, name="asn.csv").lines

    assert (line.sex, line.born_on, line.kind) == ("P", date(1985, 11, 6), "pns")
    assert (line.grade, line.position, line.nik_index) == ("", "", None)


def test_an_own_nik_is_kept_as_an_index_and_a_wrong_one_only_warned_about():
    head = b"NIP;Nama;Unit Kerja;NIK\n"
    good = b"198511062010032901;Siti Rahayu;Dinas Kesehatan;3324074611850911\n"
    wrong = b"199001012015031902;Agus Wibowo;Dinas Kesehatan;33240746\n"

    staff = read(content=head + good + wrong, name="asn.csv")

    assert [line.nik_index is None for line in staff.lines] == [False, True]
    assert findings(staff) == [(3, "NIK", "nik_length")]


def test_all_rows_may_be_refused():
    staff = read(SITI.but(nip=198511062010032901), SITI.but(nip=199001012015031902))

    assert (staff.rows, staff.lines, staff.refused_by_code) == (2, (), {"nip_as_number": 2})
