"""J23, J25, J36, J37 and axe: everybody walks through every page that they may open."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from payung.kernel.people import Role
from tests.factories.world import SYSTEM
from tests.journeys.conftest import WIDTHS, Built, too_wide
from tests.journeys.walking import COOKIES, arrive, helpless, look_around, stops, unkind

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = min(WIDTHS)
OF_THE_BROWSER = ("chrome-extension:", "chrome:")
"""Its own pages that show a PDF."""
NOT_FOUND = "status of 404"
"""What the browser says about the page that is looked for in vain."""
NEAR = 8
"""How many pixels the way to help may move between two pages."""


@pytest.mark.parametrize("who", [None, *(str(role) for role in Role if role is not Role.SYSTEM)])
def test_every_page_of_everybody_is_accessible_calm_and_kind(
    built: Built,
    site: str,
    open_as: Callable[..., Page],
    faults: Callable[[Page], list[str]],
    who: str | None,
) -> None:
    found: list[tuple[str, object]] = []
    helps: dict[int, dict[tuple[str, int, int], str]] = {width: {} for width in WIDTHS}
    page = open_as(who, "/aksesibilitas/")
    complaints = _listen(page, site)
    for stop in stops(world=built.world, by=SYSTEM, at=timezone.now()).get(who, []):
        url = stop.url
        page.set_viewport_size({"width": PHONE, "height": 800})
        if not arrive(page, url):
            continue
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            sight = look_around(page)
            if sight.help is not None:
                helps[width].setdefault(sight.help, url)
            is_close = width == PHONE or stop.is_first
            seen = [*(faults(page) if is_close else too_wide(page))]
            seen += [*unkind(sight.texts), *helpless(url, sight)]
            seen += [*sight.small, *sight.twice] if width == PHONE else []
            found += [(f"{url} at {width}", fault) for fault in seen]
        if sight.kept != "[{},{}]":
            found.append((url, sight.kept))
    found += [(str(who), complaint) for complaint in complaints]
    found += [(str(who), name) for name in _odd_cookies(page.context)]

    assert "\n".join(map(str, found)) == ""
    assert all(_is_near(places, axis) for places in helps.values() for axis in (1, 2)), helps


def _listen(page: Page, site: str) -> list[str]:
    complaints: list[str] = []

    def asked(address: str) -> None:
        if not address.startswith((site, "data:", "blob:", *OF_THE_BROWSER)):
            complaints.append(f"asked {address}")

    def said(kind: str, words: str) -> None:
        if kind in ("error", "warning") and NOT_FOUND not in words:
            complaints.append(words)

    page.on("console", lambda message: said(message.type, message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked(request.url))
    return complaints


def _odd_cookies(context: BrowserContext) -> list[str]:
    return [str(each["name"]) for each in context.cookies() if not COOKIES.match(each["name"])]


def _is_near(places: dict[tuple[str, int, int], str], axis: int) -> bool:
    along = [int(place[axis]) for place in places]
    return not along or max(along) - min(along) <= NEAR
