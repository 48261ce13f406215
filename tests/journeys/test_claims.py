"""A family after a death and a worker after an accident, from the first word to the money."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories.card_holders import BORN, Holder, holder
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.claiming import (
    ASKED,
    Look,
    back,
    choose_picture,
    fill_day,
    follow,
    give_reason,
    mark_all,
    own_worker,
    press,
)
from tests.journeys.conftest import WIDTHS, Built

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


@pytest.fixture
def card(world: World) -> Holder:
    return aside(lambda: holder(world))


def test_a_family_from_the_report_to_the_last_payment(
    open_as: OpenAs, faults: Look, world: World, card: Holder, tmp_path: Path
) -> None:
    narrow, wide = WIDTHS
    officer = open_as("officer", "/kantor/cari/", width=wide)
    officer.fill("#cari", "Siti Rahayu")
    press(officer)
    follow(officer, "Catat meninggal")
    report_death(officer, world)
    found = faults(officer)
    expect(officer.locator("main")).to_contain_text("Rp42.000.000")

    add_heirs(officer)
    found += faults(officer)
    back(officer)
    follow(officer, "Berkas")
    found += faults(officer)
    mark_all(officer)
    back(officer)
    follow(officer, "Serahkan ke BPJS")
    press(officer)
    expect(officer.locator("[role=status]").first).to_contain_text("diserahkan")
    claim = officer.url
    officer.set_viewport_size({"width": narrow, "height": 800})
    found += faults(officer)

    branch = open_as("branch", "/bpjs/", width=narrow)
    follow(branch, "Siti Rahayu")
    press(branch)
    follow(branch, "Catat keputusan")
    found += faults(branch)
    press(branch)
    follow(branch, "Buka daftar ahli waris")
    give_reason(branch, "pay")
    for name, amount, shape in (("Sutrisno", "30.000.000", 31), ("Bagas", "12.000.000", 32)):
        follow(branch, f"Catat pembayaran {name}")
        found += faults(branch) if shape == 31 else []
        branch.fill("#jumlah", amount)
        choose_picture(branch, "bukti", tmp_path, shape)
        press(branch)
    expect(branch.locator("main")).to_contain_text("Semua yang ditetapkan sudah dibayar")
    branch.set_viewport_size({"width": wide, "height": 800})
    found += faults(branch)

    family = open_as(None, reverse("claim-status", args=[card.code]), width=narrow)
    fill_day(family, "lahir", BORN)
    press(family)
    expect(family.locator("main")).to_contain_text("BPJS menetapkan Rp42.000.000")
    found += faults(family)
    sponsor = open_as("sponsor", "/klaim/?lihat=semua", width=narrow)
    found += faults(sponsor)
    follow(sponsor, "Siti Rahayu")
    assert "Rp42" not in sponsor.inner_text("main")
    assert "Sutrisno" not in sponsor.inner_text("main")
    found += faults(sponsor)
    assert claim
    assert found == []


def report_death(page: Page, world: World) -> None:
    fill_day(page, "meninggal", world.today - timedelta(days=1))
    page.check("[name=sebab][value=illness]")
    page.fill("#keluarga", "Sutrisno")
    page.select_option("#hubungan", "spouse")
    page.fill("#hp", "0812 9000 0911")
    page.check("#pasti")
    press(page)


def add_heirs(page: Page) -> None:
    """Write down whom the report named, and a son."""
    follow(page, "Data keluarga")
    follow(page, "Tambah ahli waris")
    assert page.input_value("#nama") == "Sutrisno"
    page.fill("#rekening", "901 000 111")
    press(page)
    follow(page, "Tambah ahli waris")
    page.fill("#nama", "Bagas")
    page.select_option("#hubungan", "child")
    press(page)


def test_an_accident_from_the_first_report_to_the_money(
    open_as: OpenAs, faults: Look, world: World, tmp_path: Path
) -> None:
    narrow, wide = WIDTHS
    sponsor = open_as("sponsor", "/saya/lapor/", width=narrow)
    sponsor.check("[name=kejadian][value=accident]")
    sponsor.get_by_label("Siti Rahayu").check()
    press(sponsor)
    found = faults(sponsor)
    fill_day(sponsor, "kapan", world.today - timedelta(days=1))
    for box, words in (("tempat", "Sawah"), ("kegiatan", "Menanam padi"), ("luka", "Ibu jari")):
        sponsor.fill(f"#{box}", words)
    press(sponsor)
    expect(sponsor.locator("[role=status]").first).to_contain_text("Laporan ada pada petugas")
    found += faults(sponsor)

    officer = open_as("officer", "/kantor/", width=wide)
    follow(officer, "Siti Rahayu")
    follow(officer, "Lanjut")
    officer.check("[name=cara][value=phone]")
    press(officer)
    found += faults(officer)
    follow(officer, "Hasil perawatan dan biaya")
    give_reason(officer, "prepare")
    found += faults(officer)
    officer.check("[name=hasil][value=partial]")
    fill_day(officer, "dinyatakan", world.today)
    officer.fill("#dinyatakan_jam", "00.00")
    officer.select_option("#bagian_1", "thumb_right")
    officer.fill("#biaya_land", "250.000")
    press(officer)
    expect(officer.locator("main")).to_contain_text("Ibu jari tangan kanan")
    follow(officer, "Laporan tahap II")
    officer.check("[name=cara][value=visit]")
    press(officer)
    follow(officer, "Berkas")
    mark_all(officer)
    back(officer)
    follow(officer, "Serahkan ke BPJS")
    press(officer)
    officer.set_viewport_size({"width": narrow, "height": 800})
    found += faults(officer)

    branch = open_as("branch", "/klaim/", width=wide)
    follow(branch, "Siti Rahayu")
    press(branch)
    follow(branch, "Buka dengan alasan")
    give_reason(branch)
    follow(branch, "Catat keputusan")
    branch.fill("#jumlah_1", "200.000")
    press(branch)
    expect(branch.locator(".errors")).to_contain_text("Tulis sebab bedanya")
    found += faults(branch)
    branch.fill("#sebab_1", "Satu kuitansi tidak asli")
    press(branch)
    follow(branch, "Catat pembayaran kepada Siti Rahayu")
    choose_picture(branch, "bukti", tmp_path, 41)
    press(branch)
    expect(branch.locator("main")).to_contain_text("Semua yang ditetapkan sudah dibayar")
    assert found == []


def test_nothing_is_asked_twice(open_as: OpenAs, world: World) -> None:
    """J26: what the system knows is shown; what one form was told, the next has filled in."""
    page = open_as("officer", aside(lambda: reverse("claim-death", args=[own_worker(world).pk])))
    known = page.inner_text("main .summary")
    asked = Counter(page.evaluate(ASKED))
    report_death(page, world)
    for task, more in (("Laporan awal", ""), ("Data keluarga", "Tambah ahli waris")):
        follow(page, task)
        if more:
            follow(page, more)
        asked.update(page.evaluate(ASKED))
        back(page)
        if more:
            back(page)
    follow(page, "Berkas")

    twice = [words for words, count in asked.items() if count > 1]
    assert twice == []
    for words in ("NIK", "NIP", "Kantor", "Nomor peserta", "Pekerjaan"):
        assert not any(words in question for question in asked)
    assert "Siti Rahayu" in known
    assert "Wulan Handayani" in known
