"""A regency is set up at the desk, in a real browser: office, list, people, requests, incidents."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_regency_is_set_up_and_the_auditor_sees_it_all(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = open_as("secretariat", "/kelola/kantor/baru/")
    page.fill("#nama", "Dinas Perikanan")
    page.click("text=Tambahkan kantor")
    assert "Dinas Perikanan" in page.inner_text("h1")
    assert faults(page) == []

    listing = tmp_path / "asn.csv"
    listing.write_text("NIP;Nama;Unit Kerja\n198001012005011950;Tumini Sari;Dinas Perikanan\n")
    page.goto("/kelola/asn/impor/")
    page.set_input_files("#berkas", str(listing))
    page.click("text=Baca berkas")
    page.wait_for_url("**/asn/impor/*/")
    assert "Mungkin hanya sebagian daftar" in page.inner_text("main")
    assert faults(page) == []
    page.click("text=Terima daftar")
    assert page.title().startswith("Galat: ")
    assert faults(page) == []

    page.goto("/kelola/pengguna/undang/")
    page.fill("#nama_masuk", "petugas-perikanan")
    page.fill("#nama", "Joko Utami")
    page.check("#peran")
    page.select_option("#kantor", label="Dinas Perikanan")
    page.fill("#alasan", "Petugas pertama")
    page.click("text=Simpan undangan")
    assert "Joko Utami" in page.inner_text("h1")
    assert faults(page) == []
    page.click("text=Buat kode aktivasi")
    page.click("main button[type=submit]")
    assert "Kode untuk Joko Utami" in page.inner_text("h1")
    assert faults(page) == []

    page.goto("/kelola/insiden/baru/")
    page.fill("#judul", "Berkas terkirim ke kantor lain")
    page.fill("#fakta", "Satu berkas, dua puluh baris, sudah ditarik.")
    page.check("#pribadi")
    page.click("main form[method=post] button[type=submit]")
    assert "jam lagi" in page.inner_text("main")
    assert faults(page) == []

    auditor = open_as("auditor", "/audit/perubahan/")
    for words in ("Insiden dicatat", "Kode aktivasi dibuat", "Peran diberikan"):
        assert words in auditor.inner_text("main")
    assert faults(auditor) == []
