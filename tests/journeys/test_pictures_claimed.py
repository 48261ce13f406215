"""Pictures of what only a walk leads to: the family's stages, many heirs, a list in English."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from payung.kernel.people import Role
from tests.factories.card_holders import BORN, Holder, holder
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.claiming import fill_day, follow, press
from tests.journeys.conftest import Built
from tests.journeys.pictures import Screen, photograph
from tests.journeys.test_claims import report_death
from tests.journeys.test_pictures import TO, OpenAs, Studio
from tests.journeys.test_pictures import pytestmark as pytestmark  # the same switch

HEIRS = (
    *("Sutrisno", "Bagas Pratama Wibisana", "Nur Aini", "R. Aj. Kusumaningtyas Hadiwinoto Sastro"),
    *("Slamet", "Yu Jumirah", "Tri Wahyuni", "Danang", "Siti Kholifatul Munawaroh", "M. Yusuf"),
)
A4 = 794
"""Pixels across a sheet of paper."""
LIST = "/bantuan/meninggal/daftar/?siapa=suami-istri&sebab=kerja&akta=belum"


@pytest.fixture
def card(built: Built, site: str) -> Holder:
    del site
    return aside(lambda: holder(built.world))


def test_a_claim_with_many_heirs_and_what_the_family_reads(
    card: Holder, built: Built, open_as: OpenAs
) -> None:
    TO.mkdir(parents=True, exist_ok=True)
    studio = Studio(open_as, "penuh")
    _heirs(studio, open_as("officer", "/kantor/cari/", width=1280), built.world)
    family = open_as(None, reverse("claim-status", args=[card.code]))
    fill_day(family, "lahir", BORN)
    press(family)
    studio.take(family, Screen("S65", "/klaim/tahap/"))
    _in_english(open_as(None, "/bantuan/"))

    assert studio.too_wide == []


def _heirs(studio: Studio, page: Page, world: World) -> None:
    page.fill("#cari", "Siti Rahayu")
    press(page)
    follow(page, "Catat meninggal")
    report_death(page, world)
    claim = page.url
    follow(page, "Data keluarga")
    for name in HEIRS:
        follow(page, "Tambah ahli waris")
        page.fill("#nama", name)
        page.select_option("#hubungan", "child")
        press(page)
    studio.take(page, Screen("S61", "/klaim/banyak-ahli-waris/", Role.OFFICER))
    page.goto(claim)
    studio.take(page, Screen("S61", "/klaim/banyak/", Role.OFFICER))


def _in_english(page: Page) -> None:
    page.goto(LIST)
    page.click("footer [hreflang=en]")
    page.goto(LIST)
    page.set_viewport_size({"width": A4, "height": 1123})
    page.emulate_media(media="print")
    photograph(page, TO / f"S66-cetak-inggris-penuh-{A4}.png")
