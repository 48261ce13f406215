"""A civil servant stops paying for a worker: J16."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", WIDTHS)
def test_stopping_names_the_month_before_the_button(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    """J16."""
    page = open_as("sponsor", "/saya/", width=width)
    page.click("article:has-text('Siti Rahayu') a.btn")
    page.click("main a:text-is('Berhenti')")
    assert faults(page) == []
    words = page.inner_text("main")
    button = page.inner_text("main form button.primary")
    page.click("main form button.primary")

    assert "Bulan terakhir yang dipotong" in words
    assert button.startswith("Berhenti mulai ")
    assert "Sudah berhenti. Bulan terakhir yang dipotong" in page.inner_text("body")
