"""The secretariat's event with its code on the wall, and Korpri's pages, in a real browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from payung.stages.outreach.models import Session
from tests.factories import outreach
from tests.factories.outreach import OWN
from tests.journeys.conftest import Built

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]
Faults = Callable[[Page], list[str]]
LIGHT = 60 * 1024


def _plan(page: Page, built: Built) -> None:
    """Fill in an event and its session on the world's own day, for one office."""
    page.goto("/kelola/sosialisasi/")
    page.click("text=Buat acara")
    page.fill("#judul", "Keliling November")
    page.fill("#target", "12")
    page.click("main form button[type=submit]")
    page.fill("#tempat", "Aula Tirto Arum")
    day = built.world.today
    for part, value in (("", day.day), ("_bulan", day.month), ("_tahun", day.year)):
        page.fill(f"#tanggal{part}", str(value))
    page.check(f"label:has-text('{OWN}') input")
    page.click("main form button[type=submit]")


def test_an_event_from_its_letter_to_the_code_on_the_wall(
    open_as: OpenAs, faults: Faults, built: Built
) -> None:
    page = open_as("secretariat", "/kelola/", width=1280)
    _plan(page, built)
    assert "Aula Tirto Arum" in page.inner_text("main")
    assert faults(page) == []

    # The session is now: its hours are the world's own, whatever the clock of this machine says.
    now = built.world.at
    session = Session.objects.get(event__title="Keliling November")
    Session.objects.filter(pk=session.pk).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=2)
    )
    page.goto(page.url)
    page.click("text=Tampilkan kode QR")
    assert faults(page) == []
    guest = open_as(None, f"/hadir/{session.code}/", script=False)
    guest.click("text=Saya hadir")
    assert guest.title().startswith("Galat: ")
    assert faults(open_as(None, f"/hadir/{session.code}/")) == []
    guest.select_option("#kantor", label=OWN)
    guest.fill("#nama", "Siti Rahayu")
    guest.click("text=Saya hadir")
    assert "Anda tercatat hadir" in guest.inner_text("h1")
    page.click("text=Muat ulang jumlahnya")
    assert "1 orang tercatat hadir" in page.inner_text("main")

    page.click("text=Kembali")
    page.click("text=Isi jumlah hadir")
    page.fill("main form input.digits", "23")
    page.click("main form button[type=submit]")
    page.click("text=Kembali")
    assert "23 hadir" in page.inner_text("main")
    assert "pendaftaran sejauh ini" in page.inner_text(".lead")
    assert faults(page) == []


def test_korpri_goes_from_its_home_to_cards_and_stories(
    open_as: OpenAs, faults: Faults, built: Built
) -> None:
    outreach.session(built.world, outreach.event(built.world), days=5)
    for path in ("/korpri/", "/korpri/ajakan/"):
        assert faults(open_as("korpri", path, width=1280)) == []
    page = open_as("korpri", "/korpri/")
    assert "donatur baru" in page.inner_text("h1")
    assert faults(page) == []
    ranking = page.locator("nav a:has-text('Peringkat')")
    if ranking.count():
        ranking.first.click()
        assert faults(page) == []
        page.goto("/korpri/")

    weights: list[int] = []
    page.on("response", lambda one: weights.append(len(one.body())) if ".png" in one.url else None)
    page.click("main >> text=Bahan ajakan")
    page.wait_for_load_state("networkidle")
    assert max(weights) <= LIGHT
    assert "sebulan dari gaji Anda" in page.input_value("#ajakan")
    assert faults(page) == []

    page.click("nav >> text=Cerita")
    page.click("text=Tambah cerita")
    page.click("text=Simpan cerita")
    assert page.title().startswith("Galat: ")
    assert page.locator(".errors a").count() == 7, "whatever is left open is told at once"
    assert faults(page) == []
    page.check("label:has-text('Keluarga pekerja') input")
    page.fill("#nama", "Sukini")
    page.fill("#cerita", outreach.WORDS)
    page.fill("#penanda", "Sukini Wulandari")
    day = built.world.today
    for part, value in (("", day.day), ("_bulan", day.month), ("_tahun", day.year)):
        page.fill(f"#tanggal{part}", str(value))
    page.fill("#tempat", "Map 3, lembar 4")
    page.check("#setuju")
    page.click("text=Simpan cerita")
    code = page.inner_text(".note.good .n")
    page.click("text=Tampilkan")
    assert faults(page) == []

    public = open_as(None, "/cerita/")
    assert "Sukini" in public.inner_text("main")
    assert faults(public) == []
    public.click("text=Tarik cerita saya")
    public.fill("#kode", code.lower())
    public.click("main form button[type=submit]")
    assert "sudah ditarik" in public.inner_text("h1")
    public.goto("/cerita/")
    assert "Sukini" not in public.inner_text("main")
    page.goto("/korpri/cerita/")
    assert "Cerita yang ditarik" in page.inner_text("main")
