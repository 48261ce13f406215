"""Every page of the first web in a real browser: accessible, quiet, and inside its width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
    expect(page.locator(".errors")).to_be_focused()
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


def test_words_may_grow_to_twice_their_size(open_as: Callable[..., Page]) -> None:
    for who, path in (("sponsor", "/saya/"), ("leader", "/pimpinan/"), (None, "/")):
        page = open_as(who, path, width=640)
        page.evaluate("document.documentElement.setAttribute('style', 'font-size: 200%')")

        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
        page.context.close()
