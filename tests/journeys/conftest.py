"""A real browser on a real server: Debian's Chromium, or the tests are left out with the reason."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import axe_playwright_python
import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from payung.kernel.people import Role
from tests.factories import world as worlds
from tests.factories.world_fixture import plain_addresses_of_files  # noqa: F401  # a fixture

CHROMIUM = Path("/usr/bin/chromium")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 1280)


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Say nothing: a test that fails says enough."""


@pytest.fixture
def browser(site: str) -> Iterator[Browser]:
    """Start it after the site: its own loop would keep Django from the database."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture
def site(own_database: object, settings: Any) -> Iterator[str]:
    """The service on a free port of this machine, looking at the small world."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed (apt-get install chromium)")
    world = worlds.build(by=worlds.SYSTEM, at=timezone.now(), months=6)
    both = worlds.person(world, "dua-peran", "Sri Utami")
    worlds.give(world, both, Role.KORPRI)
    worlds.give(world, both, Role.OFFICER, world.agencies["Kecamatan Boja"])
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def open_as(browser: Browser, site: str) -> Callable[..., Page]:
    """Return a function that opens a page as somebody, at a width, with or without script."""

    def open_page(who: str | None, path: str, *, width: int = 360, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, base_url=site
        )
        page = context.new_page()
        if who is not None:
            page.goto("/masuk/")
            page.fill("#sign_in", who)
            page.fill("#password", worlds.PASSWORD)
            page.click("main button[type=submit]")
        page.goto(path)
        return page

    return open_page


@pytest.fixture
def faults(browser: Browser, site: str) -> Callable[[Page], list[str]]:
    """Return a function that lets axe look at a page: no rule is off, target-size is on."""

    def look(page: Page) -> list[str]:
        context = browser.new_context(
            viewport=page.viewport_size, bypass_csp=True, storage_state=page.context.storage_state()
        )
        copy = context.new_page()
        copy.goto(page.url)
        copy.add_script_tag(content=AXE)
        found = copy.evaluate(
            """async (tags) => (await axe.run(document, {
                runOnly: {type: "tag", values: tags}, rules: {"target-size": {enabled: true}}
            })).violations.map(v => v.id + ": " + v.nodes[0].html)""",
            TAGS,
        )
        context.close()
        return [str(fault) for fault in found]

    return look
