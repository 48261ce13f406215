"""Ten random rupiah of the demo: each ends at a receipt or at a named open difference."""

import re
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from playwright.sync_api import Browser, Page

from tests.demo import walk
from tests.demo.conftest import Demo, Service
from tests.demo.running import Running
from tests.demo.visitor import Visitor
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.slow
SEED = 2027
"""Any other does as well: what is promised is promised of every rupiah."""


@pytest.fixture(scope="module")
def running(service: Service) -> Running:
    return service.up()


@pytest.fixture(scope="module")
def auditor(running: Running) -> Visitor:
    """The auditor of the demo, who has come in."""
    visitor = Visitor(running.address)
    visitor.come_in(next(one for one in running.people if one.sign_in.startswith("auditor.")))
    return visitor


@pytest.fixture(scope="module")
def cuts(demo: Demo, running: Running) -> list[walk.Cut]:
    """Everything that was cut; the database answers while the service runs."""
    return walk.cuts_of(demo.home)


def test_ten_random_rupiah_end_at_a_receipt_or_at_a_named_open_difference(
    auditor: Visitor, cuts: list[walk.Cut]
) -> None:
    chosen = walk.ten_rupiah(cuts, Random(SEED))

    ends = [walk.to_its_end(auditor, cut, nth) for cut, nth in chosen]

    assert len(ends) == 10
    assert "covered" in ends
    assert set(ends) & {"transit", "held"}, "of ten, three are of months still open"


@pytest.mark.browser
def test_one_of_them_is_followed_in_the_browser_and_back(
    browser: Browser,
    faults: Callable[[Page], list[str]],
    running: Running,
    auditor: Visitor,
    cuts: list[walk.Cut],
) -> None:
    months = Counter(one.nip for one in cuts)
    cut = Random(SEED).choice([one for one in cuts if months[one.nip] > 1 and not one.is_open])
    context = browser.new_context(base_url=running.address)
    context.add_cookies(auditor.cookies)
    page = context.new_page()
    found: list[str] = []

    def look() -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found.extend(faults(page))

    page.goto("/audit/")
    look()
    page.fill("#nomor", cut.nip)
    page.press("#nomor", "Enter")
    look()
    words = r"\s".join(f"{cut.month_words}, {cut.name}".split())
    page.locator("main a").filter(has_text=re.compile(words)).click()
    look()
    trail = page.url
    page.click(f"main a[href^='{walk.SLIP}'] >> nth=0")
    look()
    page.click(f"main a[href^='{walk.RECEIPT}'] >> nth=0")
    look()
    assert "diterima" in page.inner_text("main").lower()
    page.click("main .back a")

    assert page.url == trail
    assert found == []
    context.close()
