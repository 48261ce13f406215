"""A sheet of registrations: every row with its outcome, good rows taken, nothing twice."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from payung.foundation.audit.models import Event
from payung.kernel.people import Actor
from payung.stages.enrolment.files import import_registrations, marked_copy
from payung.stages.enrolment.models import Consent, Flag, Sponsorship, WorkStatement
from payung.stages.enrolment.operations import cancel, return_for_correction
from payung.stages.intake.models import ReceivedFile
from payung.stages.intake.problems import FileRefused
from payung.stages.registry.models import Heir, Worker
from tests.factories.enrolment import HEADERS, Office, nik, office, registered, row, sheet

pytestmark = pytest.mark.django_db
SECRETARIAT = Actor.system("test")


@pytest.fixture
def home() -> Office:
    return office()


def load(home, rows, at, *, apply=True, by=SECRETARIAT, **more):
    content = sheet(rows, **more)
    return import_registrations(
        content=content, name="a.xlsx", regency_id=home.regency_id, apply=apply, by=by, at=at
    )


def said(report) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for problem in report.problems:
        found.setdefault(problem.row, []).append(problem.finding.code)
    return found


FIRST = 4
"""The sheet row of the first registration: a title, a blank line, the header."""

FAULTS: Sequence[tuple[dict[str, object], str]] = [
    ({"nik": nik(2)[:-1]}, "nik_length"),
    ({"nik": nik(2).replace("0", "O", 1)}, "nik_letters"),
    ({"nik": "3324061713800902"}, "nik_birth_month"),
    ({"nik": "3324061708800000"}, "nik_serial_0000"),
    ({"nik": 3324061708800902}, "nik_as_number"),
    ({"nik": "3.32406E+15"}, "nik_scientific"),
    ({"nik": ""}, "nik_empty"),
    ({"name": '=HYPERLINK("x","klik")'}, "formula"),
    ({"name": ""}, "name_empty"),
    ({"nip": "199001012015011999"}, "nip_unknown"),
    ({"nip": "19900101201501199"}, "nip_length"),
    ({"born": "17/08/1960", "nik": "3324061708600902"}, "over_65"),
    ({"born": "17/08/2012", "nik": "3324061708120902"}, "under_age"),
    ({"born": "31/02/1980"}, "date_day"),
    ({"occupation": "Ibu rumah tangga"}, "not_working"),
]


@pytest.mark.parametrize(("changed", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_a_faulty_row_is_refused_with_its_reason_and_the_others_are_taken(home, at, changed, code):
    report = load(home, [row(home.nips[0], 1), row(home.nips[0], 2, **changed)], at)

    assert (report.rows, report.accepted, report.refused) == (2, 1, {code: 1})
    assert said(report)[FIRST + 1][0] == code
    assert Sponsorship.objects.count() == 1


def test_both_rows_with_one_nik_are_refused_until_one_is_corrected(home, at):
    rows = [row(home.nips[0], 1), row(home.nips[1], 2, nik=nik(1)), row(home.nips[1], 3)]

    report = load(home, rows, at)

    assert (report.accepted, report.refused) == (1, {"nik_repeated_in_file": 2})
    assert "baris 5" in report.problems[0].finding.message()


def test_a_damaged_nik_counts_as_the_workers_own_where_it_fits_the_birth_date(home, at):
    damaged = nik(1)[:-1]
    rows = [
        row(home.nips[0], 1, nik=damaged, born="13/06/1973"),
        row(home.nips[1], 2, nik=damaged),
        row(home.nips[1], 3),
    ]

    report = load(home, rows, at)

    assert report.refused == {"nik_length": 1, "nik_repeated_in_file": 1}
    assert said(report)[FIRST] == ["nik_repeated_in_file", "nik_length"]
    assert said(report)[FIRST + 1] == ["nik_length", "nik_repeated_in_file"]


@pytest.mark.parametrize(
    ("changed", "level", "code"),
    [
        ({"born": "17/08/1981"}, "warning", "nik_birthdate_differs"),
        ({"born": "20/12/1961", "nik": "3324062012610902"}, "warning", "born_65_next_month"),
        ({"nik": nik(2, region="337412")}, "info", "nik_other_region"),
        ({"phone": "08123"}, "warning", "phone_unreadable"),
        ({"sex": "P"}, "warning", "nik_sex_differs"),
        ({"occupation": ""}, "warning", "occupation_empty"),
    ],
)
def test_a_doubt_is_told_and_does_not_block(home, at, changed, level, code):
    report = load(home, [row(home.nips[0], 2, **changed)], at)

    assert (report.accepted, report.refused) == (1, {})
    (problem,) = report.problems
    assert (problem.finding.level, problem.finding.code) == (level, code)
    assert Flag.objects.get().code == code


def test_another_offices_sponsor_is_held_for_that_office(home, at):
    rows = [row(home.nips[0], 1), row(home.nips[1], 2), row(home.stranger_nip, 3)]

    report = load(home, rows, at)

    assert (report.accepted, report.counts["held"]) == (2, 1)
    held = Sponsorship.objects.get(state="held")
    assert held.agency_id == home.other_agency_id


def test_an_officers_sheet_is_always_the_own_offices(home, at):
    report = load(home, [row(home.stranger_nip, 3)], at, by=home.officer)

    assert (report.facts["agency"], report.counts["held"]) == ("Dinas Kesehatan", 1)


def test_the_title_names_the_office_before_the_sponsors_do(home, at):
    titles = ("DATA PEKERJA RENTAN - DINAS SOSIAL", "KABUPATEN KENDAL TAHUN 2026")

    report = load(home, [row(home.nips[0], 1)], at, titles=titles)

    assert (report.facts["agency"], report.facts["agency_found"]) == ("Dinas Sosial", "title")


def test_a_sheet_of_no_office_is_refused_whole(home, at):
    rows = [row(home.nips[0], 1), row(home.stranger_nip, 2)]

    with pytest.raises(FileRefused) as refusal:
        load(home, rows, at)

    assert refusal.value.code == "enrolment.agency_unclear"


def test_looking_writes_nothing(home, at):
    report = load(home, [row(home.nips[0], 1)], at, apply=False)

    assert report.accepted == 1
    assert not Sponsorship.objects.exists()
    assert not ReceivedFile.objects.exists()
    assert not Event.objects.exists()


def test_what_is_taken_over_is_complete(home, at):
    headers = (*HEADERS, "Ahli Waris", "Alamat", "Hubungan")
    cells = [*row(home.nips[0], 1, phone=81234567890), "Sumarni", "RT 1\\RW 2", "tetangga\\saudara"]

    load(home, [cells], at, headers=headers)

    sponsorship = Sponsorship.objects.get()
    assert (sponsorship.state, sponsorship.relation) == ("registered", "tetangga\\saudara")
    assert (sponsorship.file_row, f"{sponsorship.registered_on}") == (FIRST, "2026-11-20")
    consent = Consent.objects.get()
    assert (consent.version, consent.ceiling_idr, consent.evidence) == (1, 16_800, "sheet")
    statement = WorkStatement.objects.get()
    assert (statement.works, statement.in_hospital, statement.verifier_id) == (True, None, None)
    assert Heir.objects.get().name == "Sumarni"
    assert Worker.objects.get().phone_sealed


def test_the_same_content_again_changes_nothing_and_says_so(home, at):
    load(home, [row(home.nips[0], 1), row(home.nips[0], 2)], at)

    again = load(home, [row(home.nips[0], 2), row(home.nips[0], 1)], at)

    assert (again.accepted, again.counts["unchanged"]) == (0, 2)
    assert "20/11/2026 09.00 WIB" in again.facts["accepted_before"]
    assert Sponsorship.objects.count() == 2


def test_a_corrected_sheet_takes_only_what_is_new(home, at):
    load(home, [row(home.nips[0], 1), row(home.nips[0], 2, nik=nik(2)[:-1])], at)

    report = load(home, [row(home.nips[0], 1), row(home.nips[0], 2)], at)

    assert (report.accepted, report.counts["unchanged"], report.refused) == (1, 1, {})
    assert said(report) == {FIRST: ["already_yours"]}


def test_a_returned_registration_is_corrected_by_the_next_sheet(home, at):
    load(home, [row(home.nips[0], 1)], at)
    returned = Sponsorship.objects.get()
    return_for_correction(sponsorship_id=returned.pk, reason="HP", by=home.officer, at=at)

    report = load(home, [row(home.nips[0], 1, occupation="Sopir angkot")], at)

    returned.refresh_from_db()
    assert (report.accepted, report.counts["corrected"]) == (0, 1)
    assert (returned.state, returned.sector) == ("registered", "transport")


def test_another_sponsors_worker_is_refused_without_a_word_about_whose(home, at):
    registered(home, 1, at)

    report = load(home, [row(home.nips[1], 1)], at)

    assert report.refused == {"already_known": 1}


def test_a_cancelled_registration_leaves_the_worker_free(home, at):
    cancel(sponsorship_id=registered(home, 1, at), reason="batal", by=home.officer, at=at)

    assert load(home, [row(home.nips[1], 1)], at).accepted == 1


def test_a_sponsors_twenty_sixth_worker_is_one_too_many(home, at):
    report = load(home, [row(home.nips[0], number) for number in range(1, 28)], at)

    assert (report.accepted, report.refused) == (25, {"sponsor_has_enough_workers": 2})
    assert set(said(report)) == {FIRST + 25, FIRST + 26}


def test_the_marked_copy_says_what_to_fix_beside_the_row(home, at):
    content = sheet([row(home.nips[0], 1), row(home.nips[0], 2, nik="123")])
    report = load(home, [row(home.nips[0], 1), row(home.nips[0], 2, nik="123")], at, apply=False)

    copy = openpyxl.load_workbook(io.BytesIO(marked_copy(content, "a.xlsx", report))).active

    notes = [copy.cell(line, len(HEADERS) + 1).value for line in (3, 4, 5)]
    assert notes == ["Perlu diperbaiki", None, "NIK harus 16 angka. Anda mengisi 3 angka"]


def test_a_csv_reads_the_same(home, at):
    lines = ["NIP;NIK;Nama;Tgl Lahir;L/P;Pekerjaan", f"{home.nips[0]};{nik(1)};Sri;17/08/80;L;Tani"]

    report = import_registrations(
        content="\n".join(lines).encode(),
        name="a.csv",
        regency_id=home.regency_id,
        apply=True,
        by=SECRETARIAT,
        at=at,
    )

    assert (report.accepted, report.problems) == (1, ())


def test_numbers_in_nothing_that_is_kept_in_clear(home, at):
    load(home, [row(home.nips[0], 1), row(home.nips[0], 2, nik=nik(2)[:-1])], at)

    kept = ReceivedFile.objects.get()
    assert nik(1).encode() not in bytes(kept.original)
    assert nik(1) not in str(list(Event.objects.values())) + str(kept.report)
