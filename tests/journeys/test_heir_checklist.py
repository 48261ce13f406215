"""J19: a family reads and prints its list without sign-in; nothing is kept anywhere."""

import io
from collections.abc import Callable
from itertools import product
from urllib.parse import urlencode

import pypdfium2
import pytest
from playwright.sync_api import Page

from payung.web.public.family_answers import QUESTIONS
from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWERS = ("Suami atau istri", "Kecelakaan saat bekerja", "Belum")
KEPT = """async () => [
    document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
]"""
SMALLEST = 43.9
LIST = "/bantuan/meninggal/daftar/"
BOUND = """async leaves => {
    const parser = new DOMParser(), told = async one => (await fetch(one)).text();
    const read = async one => parser.parseFromString(await told(one), "text/html");
    const bodies = (await Promise.all(leaves.map(read))).map(page => page.body);
    const wrap = body => Object.assign(document.createElement("div"), {innerHTML: body.innerHTML});
    document.body.replaceChildren(...bodies.map(wrap));
    for (const leaf of document.body.children) leaf.style.breakBefore = "page";
}"""
SMALLEST_LETTERS = """() => Math.min(...[...document.body.querySelectorAll("*")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => e.checkVisibility())
    .map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75))"""
THUMBS = """() => [...document.querySelectorAll("main .btn, main .option, main summary")]
    .filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"""


def _walk(page: Page, seen: list[str], faults: Callable[[Page], list[str]] | None) -> None:
    """Answer the three questions by their words; look at every page on the way."""

    def look() -> None:
        seen.append(page.url)
        assert "!" not in page.inner_text("main")
        if faults is not None:
            assert faults(page) == [], page.url
            assert min(page.evaluate(THUMBS)) >= SMALLEST, page.url

    look()
    page.click("main a.btn.primary")
    for number, words in enumerate(ANSWERS, start=1):
        assert f"Langkah {number} dari 3" in page.inner_text("main")
        look()
        if number == 1:
            page.click("main form button[type=submit]")
            assert page.title().startswith("Galat: "), "an answer is asked for"
            look()
        page.locator("label.option", has=page.get_by_text(words, exact=True)).click()
        page.click("main form button[type=submit]")
    look()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_read_and_printed_and_nothing_is_kept(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], width: int
) -> None:
    seen: list[str] = []
    page = open_as(None, "/bantuan/meninggal/", width=width)
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, request.url)))

    _walk(page, seen, faults)

    assert "Mulai dari akta kematian" in page.inner_text("main")
    assert "2×24 jam" in page.inner_text("main")
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert {method for method, _ in asked} == {"GET"}, "nothing is sent but the next address"
    assert all(url.startswith(page.url.partition("/bantuan")[0]) for _, url in asked)
    # What is asked for is a code of ours, never a word that somebody typed.
    assert page.locator("main input:not([type=hidden]), main textarea").count() == 0
    sheet = page.context.request.get(str(page.get_attribute("main a.btn.primary", "href")))
    printed = pypdfium2.PdfDocument(io.BytesIO(sheet.body()))
    assert "Daftar periksa klaim" in printed[0].get_textpage().get_text_bounded()
    assert page.context.cookies() == []


def test_without_script_the_list_is_the_same(open_as: Callable[..., Page]) -> None:
    lists = []
    for script in (True, False):
        page = open_as(None, "/bantuan/meninggal/", script=script)
        _walk(page, [], None)
        lists.append(page.inner_text("main"))

    assert lists[0] == lists[1]
    assert page.context.cookies() == []


def test_every_list_of_papers_prints_on_one_leaf(open_as: Callable[..., Page]) -> None:
    """
    All answers, and the two pages before them, bound into one document with a leaf for each.

    A list that does not fit makes the document longer than the number of its lists.
    """
    lists = [
        f"{LIST}?{urlencode(dict(zip(QUESTIONS, one, strict=True)))}"
        for one in product(*QUESTIONS.values())
    ]
    leaves = [*lists, "/bantuan/meninggal/", "/bantuan/kecelakaan/"]
    page = open_as(None, leaves[0])
    page.reload()  # the letters are there now, as at a second visit

    page.emulate_media(media="print")
    smallest = page.evaluate(SMALLEST_LETTERS)
    page.evaluate(BOUND, leaves)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))

    assert smallest >= 9.5
    assert len(printed) == len(leaves)
    words = "".join(printed[0].get_textpage().get_text_bounded().split())
    assert "Aktakematian" in words
    assert "ahliwarisdibawahumur" in words, "what opens on a screen is said on paper"
    assert "WhatsApp" not in words, "what cannot be pressed on paper is left out"
