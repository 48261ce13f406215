"""S34: a sheet sent in; what refuses it is told in words, kept, and changes nothing."""

import pytest

from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from tests.factories.enrolment import nik, row, sheet
from tests.factories.world import World
from tests.stages.intake.workbooks import csv, members, patched, zipped
from tests.web.office.conftest import forty, sent, upload
from tests.web.office.sheets import PAGE, registrations
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


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


def test_other_roles_upload_nothing(web_world: World, nips):
    for role in (Role.OFFICE_HEAD, Role.TREASURER, Role.BRANCH, Role.AUDITOR, Role.SPONSOR):
        assert upload(signed_in(role), sheet([row(nips[0], 1)])).status_code == 403
    assert not registrations().exists()
