"""A regency is set up at the desk, in a real browser: office, list, people, requests, incidents."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.time_model import Work, seconds, show, words

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WEEK = 300.0
EACH = {"S100": 60.0, "S110": 150.0, "S51": 90.0}
"""F10: so long may each screen take."""
DONE = ".pile.zero, .pile small, li:has(> .tag.good), tbody tr:not(:has(.tag.bad, .tag.wait))"
"""Nobody reads what is at zero, clean, or closed in time."""
ASK_BY_PHONE = 20.0
"""Telling one office what to put right."""


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
    for said in ("Insiden dicatat", "Kode aktivasi dibuat", "Peran diberikan"):
        assert said in auditor.inner_text("main")
    assert faults(auditor) == []


def test_the_weekly_routine_takes_three_screens_and_five_minutes(
    open_as: Callable[..., Page],
    faults: Callable[[Page], list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """F10: what the month lacks, what to ask which office, and who has not closed."""
    page, read, found = open_as("secretariat", "/kelola/"), dict[str, int](), list[str]()
    work: dict[str, Work] = {"S100": (1, 0, 0), "S110": (3, 0, 0), "S51": (2, 0, 0)}
    read["S100"] = words(page, left_out=f"{DONE}, section:last-of-type")
    found += faults(page)
    page.click("main a:has-text('Kualitas data')")
    read["S110"] = words(page, left_out=DONE)
    found += faults(page)
    page.click("main a:has-text('Lihat semua kantor')")
    page.click(".sorts a:has-text('Laporan bulan')")
    read["S51"] = words(page, left_out=DONE)
    found += faults(page)
    assert page.locator("table.offices tbody tr:has(.tag.bad)").count(), "who has not reported"

    spent = seconds(read, work, once={"S110": ASK_BY_PHONE, "S51": ASK_BY_PHONE})

    show("F10", spent, read, WEEK, capsys)
    assert found == []
    assert all(spent[screen] <= most for screen, most in EACH.items())
    assert sum(spent.values()) <= WEEK
