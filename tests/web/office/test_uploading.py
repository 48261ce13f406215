"""S34: a sheet sent in; what refuses it is told in words, kept, and changes nothing."""

import io
from datetime import timedelta

import openpyxl
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.foundation.audit.models import Event
from payung.kernel.people import Role
from payung.stages.enrolment.files.template import ORDER, registrations_template
from payung.stages.enrolment.files.uploads import MOST_A_DAY, read_waiting
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.queries.uploads import upload_of
from payung.stages.enrolment.sums.entries import COLUMNS
from payung.stages.enrolment.sums.uploads import Step
from payung.stages.intake.models import ReceivedFile
from tests.factories import world as worlds
from tests.factories.enrolment import nik, row, sheet
from tests.factories.world import World
from tests.stages.intake.workbooks import csv, members, patched, xls, zipped
from tests.web.office.conftest import forty, sent, upload
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/kantor/unggah/"


def registrations():
    return ReceivedFile.objects.filter(report__has_key="step")


def filled(template: bytes, rows: list[dict[str, object]], change: str = "") -> bytes:
    """Fill a template as a person would, in another program."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    page = book["Pendaftaran"]
    for number, cells in enumerate(rows, start=5):
        for place, key in enumerate(ORDER, start=1):
            page.cell(number, place, cells.get(key, ""))
    if change:
        page.cell(4, 1, change)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def person(nip: str, serial: int) -> dict[str, object]:
    return {
        "nik": nik(serial), "name": "Sukini", "born": "17/08/1980", "sex": "L",
        "occupation": "Petani", "nip": nip,
    }  # fmt: skip


def bomb() -> bytes:
    good = sheet([row("198001012005011900", 1)])
    return patched(good, {"xl/worksheets/sheet1.xml": b"<x>" + b"\0" * 70_000_000})


def macro() -> bytes:
    return patched(sheet([row("198001012005011900", 1)]), {"xl/vbaProject.bin": b"x" * 100})


def entities() -> bytes:
    good = sheet([row("198001012005011900", 1)])
    part = members(good)["xl/workbook.xml"]
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    return patched(good, {"xl/workbook.xml": part.replace(b"<workbook", doctype + b"<workbook", 1)})


def cut() -> bytes:
    return sheet([row("198001012005011900", n) for n in range(1, 40)])[:-400]


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000


BAD = {
    "pdf": ("daftar.pdf", lambda: b"%PDF-1.7 ...", "Yang Anda pilih"),
    "program": ("daftar.xlsx", lambda: b"MZ" + b"\0" * 500, "Yang Anda pilih"),
    "empty": ("daftar.xlsx", lambda: b"", "Berkas kosong"),
    "web page": ("daftar.xls", lambda: b"<html><table><tr><td>NIK", "halaman web"),
    "csv as xlsx": ("daftar.xlsx", lambda: csv([["NIK", "NIP"]]), "tetapi isinya"),
    "bomb": ("daftar.xlsx", bomb, "terlalu besar saat dibuka"),
    "macro": ("daftar.xlsx", macro, "makro"),
    "xlsm": ("daftar.xlsm", lambda: sheet([]), "makro"),
    "entities": ("daftar.xlsx", entities, "pemeriksa keamanan"),
    "cut": ("daftar.xlsx", cut, "terpotong"),
    "ole": ("daftar.xls", locked, ""),
    "no header": ("daftar.csv", lambda: b"a;b;c\r\n1;2;3\r\n", "Judul kolom tidak ditemukan"),
    "quotes": ("daftar.csv", lambda: b'NIP;NIK;Nama;Tanggal Lahir\r\n"1;2;3;4\r\n', "kutip"),
    "nul": ("daftar.csv", lambda: b"NIP;NIK\0;Nama", ""),
    "nested zip": ("daftar.xlsx", lambda: zipped({"a.zip": zipped({"b": b"x"})}), ""),
    "traversal": ("daftar.xlsx", lambda: zipped({"../../x": b"x"}), ""),
}


@pytest.mark.parametrize(("name", "make", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_answered_with_a_page_kept_as_refused_and_changes_nothing(
    officer, web_world: World, name, make, words
):
    before = Sponsorship.objects.count()

    answer = upload(officer, make(), name)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<title>Galat: " in page
    assert "Tidak ada yang berubah di daftar" in page
    assert Sponsorship.objects.count() == before
    (kept,) = registrations().filter(agency_id=web_world.agencies["Dinas Kesehatan"])
    assert (kept.state, kept.report["step"]) == ("refused", "refused")
    assert kept.report["refusal"]


def test_no_file_at_all_is_asked_for(officer):
    answer = sent(officer, PAGE)

    assert answer.status_code == 422
    assert "Pilih berkas yang akan diunggah" in answer.content.decode()


def test_a_file_too_large_is_refused_without_being_kept(officer):
    answer = upload(officer, b"PK\x03\x04" + b"\0" * (5 * 1024 * 1024))

    assert answer.status_code == 422
    assert "Paling besar 5 MB" in answer.content.decode()
    assert registrations().get().size == 0


@pytest.mark.parametrize(
    "name", ["../../etc/x.xlsx", "CON.xlsx", "a" * 300 + ".xlsx", '"\u202egnp".xlsx', "<b>.xlsx"]
)
def test_a_strange_name_is_only_a_name(officer, nips, name):
    answer = upload(officer, sheet([row(nips[0], 60)]), name)

    assert answer.status_code == 302
    assert officer.get(answer["Location"]).status_code == 200
    assert "<b>.xlsx" not in officer.get(PAGE).content.decode()


def test_a_column_of_numbers_refuses_the_whole_sheet_with_the_rows_concerned(officer, nips):
    rows = [row(nips[0], n, nik=int(nik(n))) for n in range(1, 5)]

    answer = upload(officer, sheet(rows))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kolom NIK terbaca sebagai bilangan" in page
    assert "4 baris terkait" in page


def test_formulas_refuse_the_whole_sheet_with_the_cell(officer, nips):
    rows = [row(nips[0], n, name='=HYPERLINK("x","klik")') for n in range(1, 4)]

    answer = upload(officer, sheet(rows))

    assert answer.status_code == 422
    assert "berisi rumus. Ganti dengan isinya" in answer.content.decode()


def test_one_formula_among_many_rows_is_only_that_rows_fault(uploaded, officer, nips):
    rows = [row(nips[n], 1 + n) for n in range(5)] + [row(nips[6], 9, name="=1+1")]

    page = officer.get(uploaded(rows)).content.decode()

    assert "berisi rumus" in page
    assert "Terima" in page


def test_the_same_file_again_is_told_with_who_and_when_and_changes_nothing(officer, uploaded, nips):
    rows = forty(nips)
    where = uploaded(rows)
    sent(officer, where, jumlah="40")
    count = Sponsorship.objects.count()

    answer = upload(officer, sheet(rows), "lain.xlsx")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Berkas ini sudah diterima" in page
    assert "oleh Endah Lestari. Tidak ada yang berubah" in page
    assert f'href="{where}"' in page
    assert Sponsorship.objects.count() == count


def test_the_same_file_before_it_was_accepted_leads_to_its_review(officer, uploaded, nips):
    rows = forty(nips)
    where = uploaded(rows)

    again = uploaded(rows, "salinan.xlsx")

    assert again == f"{where}?lagi=1"
    assert "sudah diunggah Endah Lestari" in officer.get(again).content.decode()
    assert registrations().count() == 1


def test_another_offices_sheet_is_refused_whole(officer, other_nips):
    rows = [row(nip, n) for n, nip in enumerate(other_nips[:3], start=1)]

    answer = upload(officer, sheet(rows))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3 NIP bukan pegawai kantor ini. Seluruh berkas belum diterima" in page
    assert "Boja" not in page


def test_the_template_is_text_in_every_column_and_comes_back_whole(officer, nips):
    content = officer.get(f"{PAGE}templat/").getvalue()
    page = openpyxl.load_workbook(io.BytesIO(content))["Pendaftaran"]

    answer = upload(officer, filled(content, [person(nips[0], 1), person(nips[1], 2)]))

    assert len(ORDER) == len(COLUMNS)
    assert {one.number_format for one in page.column_dimensions.values()} == {"@"}
    assert sum(one.max - one.min + 1 for one in page.column_dimensions.values()) == len(ORDER)
    assert page.data_validations.count >= 3
    assert answer.status_code == 302
    assert "Semua" in officer.get(answer["Location"]).content.decode()


def test_a_template_with_another_header_another_office_or_a_changed_mark_is_refused(
    officer, nips, web_world: World
):
    mine = officer.get(f"{PAGE}templat/").getvalue()
    boja = worlds.Agency.objects.get(name="Kecamatan Boja")
    system = worlds.actor(web_world, Role.SECRETARIAT).viewer
    theirs = registrations_template(viewer=system, agency_id=boja.pk)
    rows = [person(nips[0], 1)]
    mark = openpyxl.load_workbook(io.BytesIO(mine))["Pendaftaran"].cell(1, 1).value
    forged = patched(
        mine,
        {
            "xl/sharedStrings.xml": members(mine)["xl/sharedStrings.xml"].replace(
                f'office":"{web_world.agencies["Dinas Kesehatan"]}'.encode(),
                f'office":"{boja.pk}'.encode(),
            )
        },
    )

    said = [
        upload(officer, content).content.decode()
        for content in (
            filled(mine, rows, change="Nomor"),
            filled(theirs, rows),
            filled(forged, rows),
        )
    ]

    assert str(mark).startswith("PAYUNG1")
    assert "Kolom NIK tidak ditemukan" in said[0]
    assert "Templat ini milik kantor lain" in said[1]
    assert "Sel tanda templat di baris 1 sudah berubah" in said[2]
    assert all("Unduh templat" in page for page in said)


def test_an_older_template_than_the_one_accepted_last_is_compared_first(
    officer, nips, web_world: World
):
    by = worlds.actor(web_world, Role.OFFICER)
    old, new = (
        registrations_template(
            viewer=by.viewer, agency_id=by.agency_id or 0, made_at=web_world.at - timedelta(days=n)
        )
        for n in (9, 2)
    )
    where = upload(officer, filled(new, [person(nips[0], 1)]))["Location"]
    sent(officer, where, jumlah="1")

    answer = upload(officer, filled(old, [person(nips[1], 2)]))

    assert answer.status_code == 422
    assert "Sudah ada berkas lebih baru dari kantor ini" in answer.content.decode()
    assert f'href="{where}"' in answer.content.decode()


def test_old_xls_and_csv_are_read_as_intake_reads_them(officer, nips):
    headers = ["NIP", "NIK", "Nama Pekerja", "Tanggal Lahir", "Pekerjaan"]
    rows = [[nips[0], nik(1), "Sukini", "17/08/1980", "Petani"]]

    for number, (name, write) in enumerate((("a.xls", xls), ("a.csv", csv))):
        rows[0][1] = nik(number + 1)
        assert upload(officer, write([headers, *rows]), name).status_code == 302


def test_a_large_sheet_is_kept_and_read_by_the_worker_while_a_page_shows_it(
    officer, nips, web_world: World, monkeypatch
):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.AT_ONCE_BYTES", 1000)
    where = upload(officer, sheet(forty(nips, bad=[3])))["Location"]
    (kept,) = registrations()

    waiting = officer.get(where)
    told = officer.get(f"{where}maju/").json()
    read_waiting(file_id=kept.pk, by=worlds.here(web_world), at=web_world.at)
    read_waiting(file_id=kept.pk, by=worlds.here(web_world), at=web_world.at)

    assert "Menunggu giliran dibaca" in waiting.content.decode()
    assert waiting["Refresh"] == "15"
    assert told == {"done": 0, "words": "Menunggu giliran dibaca", "is_over": False}
    assert officer.get(f"{where}maju/").json()["is_over"] is True
    assert "Terima" in officer.get(where).content.decode()
    assert Event.objects.filter(action="file.read").count() == 1


def test_a_large_sheet_sent_again_while_it_waits_is_handed_to_the_worker_again(
    officer, nips, monkeypatch
):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.AT_ONCE_BYTES", 1000)
    content = sheet(forty(nips))

    first, again = (upload(officer, content)["Location"] for _ in range(2))

    assert again == f"{first}?lagi=1"
    jobs = ProcrastinateJob.objects.filter(task_name="read_upload", status="todo")
    assert jobs.count() == 2


def test_a_large_sheet_that_is_refused_says_so_where_it_waited(
    officer, other_nips, web_world: World, monkeypatch
):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.AT_ONCE_BYTES", 1000)
    rows = [row(nip, n) for n, nip in enumerate(other_nips[:3], start=1)]
    where = upload(officer, sheet(rows))["Location"]
    (kept,) = registrations()

    read_waiting(file_id=kept.pk, by=worlds.here(web_world), at=web_world.at)

    page = officer.get(where).content.decode()
    assert "3 NIP bukan pegawai kantor ini" in page
    assert registrations().get().state == "refused"
    assert sent(officer, where, jumlah="3").status_code == 200
    assert "Ditolak" in officer.get(PAGE).content.decode()


def test_a_runaway_is_stopped_after_a_hundred_sheets_a_day(officer, nips, monkeypatch):
    monkeypatch.setattr("payung.stages.enrolment.files.uploads.MOST_A_DAY", 2)
    answers = [upload(officer, sheet([row(nips[0], n)])).status_code for n in range(1, 4)]

    assert MOST_A_DAY == 100
    assert answers == [302, 302, 422]


def test_the_last_five_are_listed_and_only_the_own_offices(officer, nips, web_world: World):
    for n in range(1, 8):
        upload(officer, sheet([row(nips[0], n)]), f"berkas-{n}.xlsx")
    colleague = worlds.person(web_world, "boja", "Petugas Boja")
    worlds.give(web_world, colleague, Role.OFFICER, web_world.agencies["Kecamatan Boja"])

    page = officer.get(PAGE).content.decode()
    theirs = come_in("boja").get(PAGE).content.decode()

    assert [n for n in range(1, 8) if f"berkas-{n}.xlsx" in page] == [3, 4, 5, 6, 7]
    assert "berkas-1" not in theirs
    assert "berkas-7" not in theirs


def test_the_original_and_the_rows_lie_sealed(officer, uploaded, nips):
    uploaded(forty(nips))
    kept = registrations().get()

    assert nik(1) not in str(kept.report)
    assert nik(1).encode() not in bytes(kept.original)
    assert upload_of(viewer=worlds.SYSTEM.viewer, file_id=kept.pk).step is Step.READ


def test_a_double_tap_keeps_one(officer, nips):
    key = "6f1f2f5e-0c57-4d27-8e0e-000000000077"
    content, answers = sheet([row(nips[0], 1)]), []
    for _ in range(2):
        file = io.BytesIO(content)
        file.name = "a.xlsx"
        answers.append(officer.post(PAGE, {"form_key": key, "berkas": file}).status_code)

    assert answers == [302, 200]
    assert registrations().count() == 1


def test_other_roles_upload_nothing(web_world: World, nips):
    for role in (Role.OFFICE_HEAD, Role.TREASURER, Role.BRANCH, Role.AUDITOR, Role.SPONSOR):
        assert upload(signed_in(role), sheet([row(nips[0], 1)])).status_code == 403
    assert not registrations().exists()
