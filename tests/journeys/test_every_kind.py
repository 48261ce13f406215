"""J24 and J39: one page of each kind, very narrow, very large, in the dark, in own colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.overlaps import overlaps
from tests.journeys.test_public_pages import CONTRASTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = (
    (None, ("/", "/masuk/", "/bantuan/kecelakaan/", "/angka/", "/peringkat/", "/tidak-ada/")),
    ("sponsor", ("/saya/", "/daftar/hubungan/")),
    ("officer", ("/kantor/", "/kantor/pengajuan/", "/kantor/tambah/", "/kantor/unggah/")),
    ("leader", ("/pimpinan/", "/pimpinan/siapa/")),
    ("branch", ("/bpjs/",)),
    ("secretariat", ("/kelola/", "/kelola/kantor/baru/")),
)
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
GROW = """() => { document.documentElement.style.fontSize = "200%"; }"""
SPACE = """(css) => {
    const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""
ACROSS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize(("who", "paths"), KINDS, ids=[str(who) for who, _ in KINDS])
def test_narrow_large_and_spaced_words_are_all_read_without_scrolling_sideways(
    open_as: Callable[..., Page], who: str | None, paths: tuple[str, ...]
) -> None:
    """J24: at 320 px, with words twice as large, and spaced; nothing is covered or cut off."""
    faults: list[tuple[str, str, str]] = []
    page = open_as(who, paths[0], width=320)

    def look(path: str, how: str) -> None:
        faults.extend((path, how, fault) for fault in overlaps(page))
        if page.evaluate(ACROSS):
            faults.append((path, how, "scrolls sideways"))

    for path in paths:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(path)
        look(path, "narrow")
        page.evaluate(SPACE, SPACED)
        look(path, "narrow and spaced")
        page.set_viewport_size({"width": 640, "height": 800})
        page.evaluate(GROW)
        look(path, "large and spaced")

    assert "\n".join(map(str, faults)) == ""


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
