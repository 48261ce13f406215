"""
A real browser on a real server: Debian's Chromium, or the tests are left out with the reason.

It is the build without windows (`chromium-headless-shell`): the same engine, and a page stands in
it three times sooner. Where only the whole browser is installed, that one is used.

The world is built once per worker, with everybody already signed in; each test gets a copy of its
database, so that one test's clicks are not another test's surprise. One browser serves them all.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from payung.config.embedded import Server
from payung.kernel.people import Role
from tests.conftest import copied
from tests.factories import world as worlds
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.came_in import everybody_came_in
from tests.journeys.looking import look
from tests.journeys.places_and_rows import (  # noqa: F401  # pytest finds fixtures by name
    held_up,
    places,
    refusing,
    rows,
)
from tests.journeys.standing import readers_wait
from tests.web.closed_door import closed
from tests.web.signing_in import code_now, come_in, let_half_a_minute_pass

CHROMIUM = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
SCRIPTS = "--single-threaded --min-semi-space-size=64"
"""A page lives for one look of axe: collecting its rubbish beside it took a tenth of the time."""
WIDTHS = (360, 1280)
PROOFS_ARE_YOUNG = timedelta(minutes=3)
BOTH_ROLES = "dua-peran"
ALLOWED = "DJANGO_ALLOW_ASYNC_UNSAFE"


@dataclass(frozen=True)
class Built:
    """The world that every test gets a copy of: its database, and everybody's cookies there."""

    database: str
    world: World
    jars: dict[str, dict[str, str]]
    at: datetime


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Say nothing: a test that fails says enough."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start it; its loop runs in this thread, which Django would take for its own."""
    program = next((path for path in CHROMIUM if path.exists()), None)
    if program is None:
        pytest.skip("Chromium is not installed (apt-get install chromium-headless-shell)")
    before = os.environ.get(ALLOWED)
    os.environ[ALLOWED] = "1"
    with sync_playwright() as playwright, readers_wait():
        started = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-dev-shm-usage", f"--js-flags={SCRIPTS}"],
        )
        yield started
        started.close()
    if before is None:
        del os.environ[ALLOWED]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all tests."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as they are served: under hashed names, and compressed beforehand."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


@contextmanager
def lived_in(
    kept: AbstractContextManager[str], collected: Path, make: Callable[[], tuple[World, list[str]]]
) -> Iterator[Built]:
    """Make a world in a database of its own, and let those come in who are named with it."""
    with kept as name, override_settings(STATIC_ROOT=collected):
        world, people = make()
        jars = {
            who: {cookie.key: cookie.value for cookie in come_in(who).cookies.values()}
            for who in people
        }
        connection.close()
        usual = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = os.environ["PAYUNG_DATABASE"]
        yield Built(name, world, jars, timezone.now())
        connection.settings_dict["NAME"] = usual


@pytest.fixture(scope="package")
def built(
    postgres: Server,
    template: str,
    django_db_setup: None,
    django_db_blocker: object,
    collected: Path,
) -> Iterator[Built]:
    """The small world's database, and the cookies of everybody who signs in there."""
    kept = copied(postgres, template, "world", django_db_blocker)
    with lived_in(kept, collected, _six_months) as made:
        yield made


def _six_months() -> tuple[World, list[str]]:
    world = worlds.build(by=worlds.SYSTEM, at=timezone.now(), months=6)
    both = worlds.person(world, BOTH_ROLES, "Sri Utami")
    worlds.give(world, both, Role.KORPRI)
    worlds.give(world, both, Role.OFFICER, world.agencies["Kecamatan Boja"])
    return world, [*map(str, world.people), BOTH_ROLES]


@pytest.fixture
def own_database(postgres: Server, built: Built, django_db_blocker: object) -> Iterator[Server]:
    """The test's own copy of the world. On a slow machine nobody's proof grows old meanwhile."""
    with copied(postgres, built.database, "own", django_db_blocker):
        now = timezone.now()
        if now - built.at > PROOFS_ARE_YOUNG:
            aside(lambda: everybody_came_in(now))
        yield postgres


@pytest.fixture
def site(own_database: object, settings: Any, collected: Path, browser: Browser) -> Iterator[str]:
    """The service on a free port of this machine; row security is closed until a page opens it."""
    settings.STATIC_ROOT = collected
    closed(settings)
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    for context in browser.contexts:
        context.close()
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def open_as(
    browser: Browser,
    site: str,
    built: Built,
) -> Callable[..., Page]:
    """
    Return a function that opens a page as somebody, at a width, with or without script.

    `anew` walks through the door again, as on another device; everybody else came in before.
    """

    def open_page(
        who: str | None,
        path: str,
        *,
        width: int = 360,
        script: bool = True,
        anew: bool = False,
        **wishes: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            base_url=site,
            **wishes,
        )
        page = context.new_page()
        if who is not None and (anew or who not in built.jars):
            page.goto("/masuk/")
            sign_in(page, who)
        elif who is not None:
            jar = built.jars[who]
            context.add_cookies(
                [{"name": name, "value": value, "url": site} for name, value in jar.items()]
            )
        page.goto(path)
        return page

    return open_page


def sign_in(page: Page, who: str) -> None:
    """Walk through the door that the page shows, and through the second where there is one."""
    page.fill("#sign_in", who)
    page.fill("#password", worlds.PASSWORD)
    page.click("main form.card button[type=submit]")
    if page.url.endswith("/masuk/kode/"):
        aside(let_half_a_minute_pass)
        page.fill("#code", code_now())
        page.click("main form.card button[type=submit]")


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """
    Return a function that looks at a page: axe with no rule off, and no wider than its window.

    What is looked at is the page as it stands, not a fresh one: what a refused form says is looked
    at.
    """

    return lambda page: [*look(page), *too_wide(page)]


def too_wide(page: Page) -> list[str]:
    """Return the one fault of a page that must be moved sideways to be read."""
    is_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return ["wider than its window"] if is_wide else []
