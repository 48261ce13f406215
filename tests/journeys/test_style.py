"""The living page in a real browser: every part at three widths, in light, dark and own colours."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import AXE
from tests.journeys.pictures import photograph

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (360, 768, 1280)
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
UNDER_A_THUMB = """() => [...document.querySelectorAll(
    ".btn, .option, .choice, main input:not([type=radio], [type=checkbox]), select, .row-of-links a"
  )].filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.9)
    .map(e => e.outerHTML.slice(0, 80))"""
LONG_LINES = """() => [...document.querySelectorAll("main p")].filter(e => {
    const style = getComputedStyle(e);
    return e.getBoundingClientRect().width / parseFloat(style.fontSize) > 60
        && e.getBoundingClientRect().height > 1.6 * parseFloat(style.lineHeight);
  }).map(e => e.textContent.slice(0, 60))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_every_part_is_accessible_and_stays_inside_its_width(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    page = open_as("secretariat", "/gaya/", width=width)

    assert page.inner_text("h1") == "Gaya Payung"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(UNDER_A_THUMB) == []
    assert page.evaluate(LONG_LINES) == []
    if os.environ.get("PAYUNG_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        photograph(page, PICTURES / f"gaya-{width}.png")
    else:
        assert faults(page) == []


def test_it_stays_accessible_in_the_dark(open_as: Callable[..., Page], browser: Browser) -> None:
    page = open_as("secretariat", "/gaya/", width=768)
    dark = browser.new_context(
        viewport=page.viewport_size,
        bypass_csp=True,
        color_scheme="dark",
        storage_state=page.context.storage_state(),
    ).new_page()
    dark.goto(page.url)
    dark.add_script_tag(content=AXE)

    faint = dark.evaluate(
        """async () => (await axe.run(document, {runOnly: ["color-contrast"]}))
            .violations.flatMap(v => v.nodes.map(n => n.html))"""
    )

    assert faint == []
    assert dark.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 23, 19)"


def test_the_eleven_boxes_stand_on_one_line_of_a_wide_screen(open_as: Callable[..., Page]) -> None:
    bottoms = """() => new Set([...document.querySelectorAll(".grid-entry input")]
        .map(e => Math.round(e.getBoundingClientRect().bottom))).size"""

    assert open_as("secretariat", "/gaya/", width=1100).evaluate(bottoms) == 1
    assert open_as("secretariat", "/gaya/", width=360).evaluate(bottoms) == 11


def test_a_text_can_be_copied_and_without_script_no_button_pretends(
    open_as: Callable[..., Page],
) -> None:
    page = open_as("secretariat", "/gaya/")
    page.click("[data-copy]")
    page.wait_for_function("document.querySelector('[data-copy]').textContent === 'Tersalin'")

    quiet = open_as("secretariat", "/gaya/", script=False)

    assert not quiet.is_visible("[data-copy]")
    assert quiet.is_visible("#salinan")


def test_what_was_typed_stays_when_the_connection_is_gone(open_as: Callable[..., Page]) -> None:
    page = open_as(None, "/masuk/")
    page.fill("#sign_in", "sponsor")
    page.context.set_offline(True)

    page.click("main button[type=submit]")

    assert "Isian Anda masih ada di halaman ini" in page.inner_text("[role=alert].lost")
    assert page.input_value("#sign_in") == "sponsor"

    page.context.set_offline(False)
    page.click(".lost button")
    page.wait_for_selector(".errors")


def test_an_idle_session_asks_before_it_ends_and_can_be_kept(open_as: Callable[..., Page]) -> None:
    page = open_as("secretariat", "/gaya/", width=768)
    page.clock.install()
    page.reload()

    page.clock.fast_forward("27:01")
    assert page.is_visible("dialog.asks")

    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.asks", state="hidden")
