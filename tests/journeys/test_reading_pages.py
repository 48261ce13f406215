"""Every page of the first web in a real browser: accessible, quiet, and inside its width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    *((None, path) for path in ("/", "/angka/", "/angka/metode/", "/petugas/", "/bantuan/")),
    *((None, path) for path in ("/privasi/", "/aksesibilitas/", "/masuk/", "/tidak-ada/")),
    ("sponsor", "/saya/"),
    ("officer", "/kantor/"),
    ("treasurer", "/gaji/"),
    ("leader", "/pimpinan/"),
    ("branch", "/bpjs/"),
    ("secretariat", "/kelola/"),
    ("auditor", "/audit/"),
    ("officer", "/audit/"),
    ("dua-peran", "/peran/"),
)
OWN_FLOOR = 44


def test_every_page_is_accessible_and_stays_inside_its_width(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]]
) -> None:
    for width in WIDTHS:
        for who, path in PAGES:
            page = open_as(who, path, width=width)

            assert faults(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            page.context.close()


def test_nothing_complains_in_the_console_and_nothing_comes_from_elsewhere(
    browser, site: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))

    for path in ("/", "/angka/", "/masuk/"):
        page.goto(f"{site}{path}")

    assert said == []
    assert all(address.startswith((site, "data:")) for address in asked)


def test_a_sponsor_knows_in_one_page_without_any_script(open_as: Callable[..., Page]) -> None:
    page = open_as("sponsor", "/saya/", script=False)

    assert "Siti Rahayu terlindungi sampai" in page.inner_text("main")
    page.click("text=Keluar")
    assert "Anda sudah keluar" in page.inner_text("h1")


def test_a_wrong_password_is_told_above_and_beside_and_focused(
    browser, site: str, faults: Callable[[Page], list[str]]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{site}/masuk/")
    page.fill("#sign_in", "1980")
    page.fill("#password", "salah")
    page.click("main button[type=submit]")

    assert page.title().startswith("Galat: ")
    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.locator("text=NIP atau kata sandi belum cocok").count() == 2
    assert page.input_value("#password") == ""


def test_the_password_can_be_shown_and_hidden_again(open_as: Callable[..., Page]) -> None:
    page = open_as(None, "/masuk/")

    page.click("text=Tampilkan")
    assert page.get_attribute("#password", "type") == "text"
    page.click("text=Sembunyikan")
    assert page.get_attribute("#password", "type") == "password"


def test_the_keyboard_reaches_the_content_first_and_every_stop_is_seen(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("officer", "/kantor/", width=1280)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('main')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_every_target_is_large_enough_for_a_thumb(open_as: Callable[..., Page]) -> None:
    measure = """() => [...document.querySelectorAll(".btn, .tools a, .tools button, .choice")]
        .filter(e => e.offsetParent).map(e => [e.textContent.trim(),
            e.getBoundingClientRect().height])"""
    for who, path in PAGES:
        page = open_as(who, path)

        for words, height in page.evaluate(measure):
            assert height >= OWN_FLOOR, (path, words)
        page.context.close()


def test_help_stands_in_the_same_place_on_every_page(open_as: Callable[..., Page]) -> None:
    places = set()
    for who in ("officer", "leader", "auditor", "branch"):
        path = {"officer": "/kantor/", "leader": "/pimpinan/", "auditor": "/audit/"}
        page = open_as(who, path.get(who, "/bpjs/"), width=1280)
        box = page.locator("text=Bantuan").first.bounding_box()
        assert box is not None
        places.add((round(box["x"] / 8), round(box["y"] / 8)))
        page.context.close()

    assert len(places) == 1


def test_words_may_grow_to_twice_their_size(open_as: Callable[..., Page]) -> None:
    for who, path in (("sponsor", "/saya/"), ("leader", "/pimpinan/"), (None, "/")):
        page = open_as(who, path, width=640)
        page.evaluate("document.documentElement.setAttribute('style', 'font-size: 200%')")

        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
        page.context.close()
