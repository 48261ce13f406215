"""How payroll is run, kept by the secretariat: routes in versions, layouts without a program."""

from uuid import uuid4

import pytest

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.deductions.models import CsvLayout, DeductionList, OfficeCode, RouteTable
from payung.stages.deductions.sums.routes import CELLS, Routes, code_of
from payung.web.refs import ref_of
from tests.web.forms import said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
ROUTES, LAYOUTS = "/kelola/jalur-gaji/", "/kelola/susunan-csv/"
SHAPE = {
    "nama": "Aplikasi Contoh",
    "separator": "tab",
    "encoding": "utf8",
    "amount": "dots",
    "day": "iso",
    "line_end": "lf",
    "judul": "1",
    **{"isi-1": "nip", "header-1": "NIP"},
    **{"isi-3": "amount", "header-3": "Potongan"},
    **{"isi-4": "fixed", "header-4": "Kode", "text-4": "P-01"},
}


@pytest.fixture
def secretariat(web_world):
    return signed_in(Role.SECRETARIAT)


def text(answer):
    return answer.content.decode()


def _sent(client, path, given, **more):
    return client.post(path, {"form_key": str(uuid4()), **given, **more})


def _table(month, **changed):
    usual = Routes()
    form = {f"name-{code_of(cell)}": usual.way(cell).name for cell in CELLS}
    form |= {f"layout-{code_of(cell)}": "umum" for cell in CELLS}
    return form | {"mulai": str(month), "alasan": "Surat BPKAD 900/12"} | changed


def test_the_usual_routes_stand_until_a_change_is_kept_with_who_and_why(secretariat, web_world):
    auditor = signed_in(Role.AUDITOR)
    assert "semua jalur ada, dengan susunan Umum" in said(text(secretariat.get(ROUTES)))

    month = web_world.month.next
    changed = {"name-pppk-gaji": "PPPK Induk", "layout-pppk-pw-tpp": "tidak-ada"}
    done = _sent(secretariat, f"{ROUTES}ubah/", _table(month, **changed))

    assert done.status_code == 302
    kept = RouteTable.objects.get()
    assert kept.routes["pppk-pw-tpp"]["is_open"] is False
    assert kept.routes["pppk-gaji"] == {"name": "PPPK Induk", "layout": "umum", "is_open": True}
    shown = said(text(auditor.get(ROUTES)))
    for words in ("Versi 1 menunggu", "Surat BPKAD 900/12", "Yuli Purnomo"):
        assert words in shown
    assert "Ubah jalur" not in shown
    again = text(secretariat.get(f"{ROUTES}ubah/"))
    assert 'value="PPPK Induk"' in again, "what was kept last stands in the form"


def test_a_table_that_is_not_whole_comes_back_with_what_is_to_be_put_right(secretariat, web_world):
    wrong = {
        "name-pns-gaji": "",
        "layout-pppk-tpp": "karangan",
        "mulai": str(web_world.month + 9),
        "alasan": "",
    }

    answer = _sent(secretariat, f"{ROUTES}ubah/", _table(web_world.month, **wrong))
    twice = {"name-pns-tpp": "Gaji PNS", "layout-pns-tpp": "tidak-ada"}
    second = _sent(secretariat, f"{ROUTES}ubah/", _table(web_world.month, **twice))

    assert answer.status_code == second.status_code == 422
    for words in (
        "Tulis nama jalurnya",
        "Pilih susunan CSV untuk jalur ini",
        "Pilih mulai bulan apa",
        "Tulis alasan perubahan",
    ):
        assert words in said(text(answer))
    assert "Jalur dengan nama ini sudah ada di atas" in said(text(second))
    assert not RouteTable.objects.exists()


def test_a_layout_is_tried_moved_looked_at_and_kept_in_versions(secretariat, web_world):
    start = text(secretariat.get(f"{LAYOUTS}baru/?dari=umum"))
    assert "Endah Lestari" in start
    assert "&#x27;=Wulan Handayani" in start, "the example shows what is made safe"

    moved = _sent(secretariat, f"{LAYOUTS}baru/", SHAPE, geser="naik-3")
    seen = _sent(secretariat, f"{LAYOUTS}baru/", SHAPE, lihat="1")
    assert (moved.status_code, seen.status_code) == (200, 200)
    assert text(moved).index('value="P-01"') < text(moved).index('value="Potongan"')
    assert "198511062010012901⇥16.800⇥P-01" in text(seen)
    assert not CsvLayout.objects.exists()

    kept = _sent(secretariat, f"{LAYOUTS}baru/", SHAPE)
    address = kept["Location"]
    again = _sent(secretariat, address, SHAPE, nama="Aplikasi Contoh Dua")

    assert (kept.status_code, again["Location"]) == (302, address)
    assert address == f"{LAYOUTS}aplikasi-contoh/"
    versions = CsvLayout.objects.order_by("version")
    assert [one.version for one in versions] == [1, 2]
    assert [one["field"] for one in versions[0].shape["columns"]] == ["nip", "amount", "fixed"]
    assert "Versi 1: Aplikasi Contoh, Yuli Purnomo" in said(text(secretariat.get(address)))


def test_a_layout_that_would_harm_somebody_is_not_kept(secretariat):
    wrong = {"header-1": "=1+1", "isi-4": "", "nama": "UMUM", "encoding": "karangan"}
    first = _sent(secretariat, f"{LAYOUTS}baru/", SHAPE, **wrong)
    second = _sent(
        secretariat, f"{LAYOUTS}baru/", SHAPE, **{"header-1": "=1+1", "isi-3": "name", "nama": ""}
    )
    third = _sent(secretariat, f"{LAYOUTS}baru/", SHAPE, nama="UMUM")

    assert (first.status_code, second.status_code, third.status_code) == (422, 422, 422)
    assert "Pilih isi kolom ini" in said(text(first))
    assert "bisa dibaca sebagai rumus" in said(text(second))
    assert "Tulis nama susunan ini" in said(text(second))
    assert "Tanpa kolom NIP dan kolom potongan" in said(text(second))
    assert "Nama ini sudah dipakai susunan lain" in said(text(third))
    assert _sent(secretariat, f"{LAYOUTS}umum/", SHAPE).status_code == 404, "built in"
    assert secretariat.get(f"{LAYOUTS}tidak-ada/").status_code == 404
    assert not CsvLayout.objects.exists()


def test_a_list_of_this_month_is_tried_with_a_note_and_needs_the_code_it_shows(
    secretariat, web_world
):
    agency_id = web_world.agencies["Dinas Kesehatan"]
    listed = DeductionList.objects.get(agency_id=agency_id, month=web_world.month.first_day)
    code = {"isi-2": "office_code", "header-2": "SKPD"}
    address = _sent(secretariat, f"{LAYOUTS}baru/", SHAPE, **code)["Location"]
    file = f"{address}coba/{ref_of('list', listed.pk)}/"
    assert "Dinas Kesehatan" in said(text(secretariat.get(f"{address}coba/")))

    without = secretariat.get(file)
    office = f"/kelola/kantor/{ref_of('agency', agency_id)}/kode-gaji/"
    assert _sent(secretariat, office, {"kode": "=1"}).status_code == 422
    assert _sent(secretariat, office, {"kode": "1.02.01"}).status_code == 302
    made = secretariat.get(file)

    assert without.status_code == 422
    assert "Kode kantor Dinas Kesehatan belum diisi" in said(text(without))
    assert OfficeCode.objects.get().code == "1.02.01"
    assert made["Content-Type"].startswith("text/csv")
    first, second, *_ = made.content.decode().split("\n")
    assert first == "NIP\tSKPD\tPotongan\tKode"
    assert second.split("\t")[1:] == ["1.02.01", "8.400", "P-01"]
    look = Look.objects.get(what="payroll.layout_tried")
    assert (look.subject_id, look.row_count) == (listed.pk, made.content.count(b"\n") - 1)
    foreign = f"{address}coba/{ref_of('list', 10**6)}/"
    assert secretariat.get(foreign).status_code == 404
