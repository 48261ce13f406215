"""The sign-up without a mouse, and with names as people really have them: J22, J35."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WIDTHS
from tests.journeys.signing_up import STEPS, fill, walk
from tests.web.sponsor.signing_up import NIK

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG = "Nur'aini " + "Wulandari " * 9
OpenAs = Callable[..., Page]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_sign_up_is_walked_by_keyboard_alone_with_a_name_of_a_hundred_letters(
    places: str, open_as: OpenAs, width: int
) -> None:
    """J22, J35: every stop is seen, and the name stands as typed."""
    page = open_as("sponsor", "/daftar/hubungan/", width=width)
    page.focus("#hubungan")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/nik/")
    page.focus("#nik")
    page.keyboard.type(NIK)
    page.keyboard.press("Enter")
    page.wait_for_url("**/nama/")
    page.focus("#nama")
    page.keyboard.type(LONG.strip())
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pekerjaan/")
    for step in STEPS[3:]:
        fill(page, step, script=True)

    assert LONG.strip() in page.inner_text("dl")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["Sukini", "Nur'aini Ma’ruf"])
def test_one_word_or_an_apostrophe_is_shown_to_the_sponsor_and_to_the_officer(
    places: str, open_as: OpenAs, faults: Callable[[Page], list[str]], name: str
) -> None:
    """J35: typed once, and looked at on the phone and at the desk."""

    def stands(page: Page, where: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert name in page.inner_text(where)
            assert faults(page) == []

    page = open_as("sponsor", "/saya/")
    walk(page, name=name)
    stands(page, "dl")
    page.click("text=Daftarkan pekerja ini")
    page.goto("/saya/")
    stands(page, "main")

    officer = open_as("officer", "/kantor/pengajuan/")
    officer.click(f'main a:has-text("{name}")')
    stands(officer, "h1")


@pytest.mark.parametrize(
    ("typed", "bare"),
    [("Hj. Siti Aminah", "Siti Aminah"), ("Endah Lestari, S.Pd.", "Endah Lestari")],
)
def test_a_title_before_or_after_the_name_is_told_with_the_name_to_write(
    places: str, open_as: OpenAs, typed: str, bare: str
) -> None:
    """J35: the card of identity bears none."""
    page = open_as("sponsor", "/saya/")
    walk(page, until="nama")
    fill(page, "nama", script=True, name=typed)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.inner_text("#nama-said").endswith(f": {bare}")
    assert page.input_value("#nama") == typed

    fill(page, "nama", script=True, name=bare)
    for step in STEPS[3:]:
        fill(page, step, script=True)
    assert bare in page.inner_text("dl")
    assert typed not in page.inner_text("dl")
