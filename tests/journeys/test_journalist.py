"""A journalist, on a phone and at a desk: the number, what it means, the table, a checked file."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from payung.kernel.month import Month
from payung.stages.monitoring.operations import state_figure
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import WIDTHS, Built
from tests.web.public.reading import number, tables

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KENDAL = (("N5", 974, 10_345), ("N3.joining", 573, 1_834), ("queued", 282, None))


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    aside(lambda: _published(built.world))
    return built.world


def _published(world: World) -> None:
    at = timezone.now()
    figures(regency_id=world.regency_id, offices=60, months=14, late=3, by=SYSTEM, at=at)
    for code, part, whole in KENDAL:
        state_figure(
            code=code,
            place="33.24",
            month=Month(2025, 8),
            on=Month(2025, 8).last_day,
            part=part,
            whole=whole,
            source="Harian Uji",
            address="https://example.id/berita",
            printed="9,24 persen" if code == "N5" else "",
            replaces_id=None,
            by=SYSTEM,
            at=at,
        )


def test_finds_the_number_its_meaning_and_a_file_that_can_be_checked(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], world: World
) -> None:
    found = []
    for width in WIDTHS:
        page = open_as(None, "/", width=width)
        page.click("footer a[href='/angka/']")
        page.wait_for_url("**/angka/")
        headline = page.locator("h1")
        assert headline.evaluate("e => e.getBoundingClientRect().bottom <= innerHeight")
        assert "pekerja terlindungi pada" in headline.inner_text()
        assert "diterima BPJS" in page.inner_text(".awning")
        assert "974 dari 10.345" in page.inner_text("main")
        found += faults(page)
        for summary in page.locator("summary").all():
            summary.click()
        found += faults(page)
        covered = [number(row[1]) for row in tables(page.inner_html("main"))[0][1:]]

        page.click("main a[href^='/angka/unduh/']")
        page.wait_for_url("**/angka/unduh/**")
        with page.expect_download() as taken:
            page.click("a[href^='/angka/unduh/bulanan.csv']")
        content = taken.value.path().read_bytes()
        assert taken.value.suggested_filename == "payung-33.24-bulanan.csv"
        assert hashlib.sha256(content).hexdigest() in page.inner_text("main")
        rows = list(csv.DictReader(StringIO(content.decode(), newline="")))
        assert [int(row["pekerja_terlindungi"]) for row in rows[-12:]] == covered
        assert f"{covered[-1]:,}".replace(",", ".") in headline_of(page)
        found += faults(page)
        for path in ("/angka/metode/", "/angka/sematkan/", "/peringkat/", "/peringkat/kabupaten/"):
            page.goto(path)
            found += [f"{path} {fault}" for fault in faults(page)]
        page.goto("/peringkat/")
        page.click("main nav a:has-text('30 sampai 99 ASN')")
        page.wait_for_url("**/peringkat/?kelas=m**")
        found += faults(page)
        page.context.close()
    assert found == []


def headline_of(page: Page) -> str:
    page.goto("/angka/")
    said = page.inner_text("h1")
    page.go_back()
    return said


@contextmanager
def newspaper(html: str) -> Iterator[str]:
    """Serve one page from another origin on this machine."""

    class Paper(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def test_the_chart_stands_in_a_page_of_another_site_and_no_other_page_does(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], world: World
) -> None:
    page = open_as(None, "/angka/sematkan/bagan/", width=360)
    assert faults(page) == []
    frame = page.url
    picture, plain = (frame.replace("sematkan/bagan/", rest) for rest in ("bagan.svg", ""))
    html = (
        f'<h1>Koran</h1><iframe title="a" src="{frame}"></iframe><img src="{picture}" alt="b">'
        f'<iframe title="c" src="{plain}"></iframe>'
    )
    with newspaper(html) as abroad:
        page.goto(abroad, wait_until="load")
        assert page.evaluate("document.images[0].naturalWidth") > 0
        shown = {one.url for one in page.frames}
        assert page.frame(url=frame).locator("figure svg").count() == 2  # type: ignore[union-attr]  # it is there
        assert plain not in shown, "only the chart may be shown elsewhere"
