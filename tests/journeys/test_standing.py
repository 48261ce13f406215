"""What every browser test rests on: a page is read when it stands, however slowly it comes."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BEGUN = b"<!doctype html><html lang=id>" + b"<!-- long -->" * 200
REST = b"<title>Dua</title><main><a href=/dua>dua</a></main>"


class _Slow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the base's name
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(BEGUN)
        self.wfile.flush()
        sleep(0.3)
        self.wfile.write(REST)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Say nothing: a test that fails says enough."""


@pytest.fixture
def slow() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def test_what_is_read_after_a_click_is_the_whole_next_page(browser: Browser, slow: str) -> None:
    page = browser.new_page()
    page.goto(slow)

    page.click("a")
    assert page.evaluate("document.querySelector('main').textContent") == "dua"
    page.click("a")
    assert page.title() == "Dua"
    page.click("a")
    assert page.locator("a").count() == 1
    page.click("a")
    assert page.is_visible("a")

    assert page.url == f"{slow}/dua"
    page.close()
