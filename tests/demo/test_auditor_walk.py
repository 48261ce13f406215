"""Ten random rupiah of the demo: each ends at a receipt or at a named open difference."""

import re
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from playwright.sync_api import Page

from tests.demo import walk
from tests.demo.conftest import Demo, Service
from tests.demo.running import Running
from tests.demo.visitor import Visitor
from tests.journeys.aside import aside
from tests.journeys.conftest import WIDTHS, chromium

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
    faults: Callable[[Page], list[str]],
    running: Running,
    auditor: Visitor,
    cuts: list[walk.Cut],
) -> None:
    months = Counter(one.nip for one in cuts)
    cut = Random(SEED).choice([one for one in cuts if months[one.nip] > 1 and not one.is_open])

    def look(page: Page) -> list[str]:
        found: list[str] = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += faults(page)
        return found

    def follow() -> list[str]:
        with chromium() as browser:
            context = browser.new_context(base_url=running.address)
            context.add_cookies(auditor.cookies)
            return _there_and_back(context.new_page(), cut, look)

    # In a thread of its own: the browser of the journeys may still have this one.
    assert aside(follow) == []


def _there_and_back(page: Page, cut: walk.Cut, look: Callable[[Page], list[str]]) -> list[str]:
    """Follow one cut to its receipt and back to its beginning; return what was wrong there."""
    page.goto("/audit/")
    found = look(page)
    page.fill("#nomor", cut.nip)
    page.press("#nomor", "Enter")
    found += look(page)
    words = r"\s".join(f"{cut.month_words}, {cut.name}".split())
    page.locator("main a").filter(has_text=re.compile(words)).click()
    found += look(page)
    trail = page.url
    page.click(f"main a[href^='{walk.SLIP}'] >> nth=0")
    found += look(page)
    page.click(f"main a[href^='{walk.RECEIPT}'] >> nth=0")
    found += look(page)
    assert "diterima" in page.inner_text("main").lower()
    page.click("main .back a")
    page.wait_for_url(trail)
    return found
