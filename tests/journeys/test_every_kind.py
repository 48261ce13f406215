"""J24 and J39: one page of each kind, very narrow, very large, in the dark, in own colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.test_public_pages import CONTRASTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = (
    (None, ("/", "/masuk/", "/bantuan/kecelakaan/", "/angka/", "/tidak-ada/")),
    ("sponsor", ("/saya/", "/daftar/hubungan/")),
    ("officer", ("/kantor/", "/kantor/pengajuan/", "/kantor/tambah/", "/kantor/unggah/")),
    ("leader", ("/pimpinan/",)),
    ("branch", ("/bpjs/",)),
    ("secretariat", ("/kelola/", "/kelola/kantor/baru/")),
)
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
GROW = """(css) => {
    document.documentElement.style.fontSize = "200%";
    const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    return document.documentElement.scrollWidth;
}"""


def test_narrow_and_spaced_words_need_no_sideways_scroll(open_as: Callable[..., Page]) -> None:
    wide = []
    for who, paths in KINDS:
        page = open_as(who, paths[0], width=320)
        for path in paths:
            page.goto(path)
            narrow = page.evaluate("document.documentElement.scrollWidth")
            page.set_viewport_size({"width": 640, "height": 800})
            grown = page.evaluate(GROW, SPACED)
            page.set_viewport_size({"width": 320, "height": 800})
            wide += [(path, narrow, grown)] if narrow > 320 or grown > 640 else []
        page.context.close()

    assert wide == [], wide


def test_words_stay_readable_in_the_dark(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]]
) -> None:
    found: list[tuple[str, str]] = []
    for who, paths in KINDS:
        page = open_as(who, paths[0], color_scheme="dark")
        for path in paths:
            page.goto(path)
            found += [(path, fault) for fault in faults(page)]
        page.context.close()

    assert found == []


def test_words_stay_readable_in_the_colours_of_the_reader(open_as: Callable[..., Page]) -> None:
    """Measured by their computed colours: axe takes the colours of before they were forced."""
    weak = []
    for who, paths in KINDS:
        page = open_as(who, paths[0], forced_colors="active")
        for path in paths:
            page.goto(path)
            weak += [(path, found) for found in page.evaluate(CONTRASTS) if found[0] < 4.5]
        page.context.close()

    assert weak == []
